package portolan.server.wiring;

import java.sql.SQLException;
import javax.sql.DataSource;
import portolan.eventstore.LogTail;
import portolan.eventstore.OwnAppends;
import portolan.eventstore.PostgresVault;
import portolan.query.assembly.ReadSide;
import portolan.query.follow.Rebuild;
import portolan.query.follow.RebuildOutcome;
import portolan.query.follow.RebuildProgress;
import portolan.server.CannotStart;
import portolan.server.Console;
import portolan.server.configuration.Connections;
import portolan.server.configuration.DatabaseAddress;
import portolan.server.configuration.Settings;
import portolan.server.embedded.EmbeddedServers;

/// The tool `rebuild`: makes the read models anew beside a running program, or without one.
public final class Rebuilding {
  private static final int CONNECTIONS = 4;
  private static final long NANOS_BETWEEN = 500_000_000;

  private long said;

  private Rebuilding() {}

  /// Runs to the end and says how far it is.
  ///
  /// @return whether the new read models are the live ones now
  public static boolean run(Settings settings) {
    if (!EmbeddedServers.haveKept(settings)) {
      throw nothing("the folder " + settings.data().toAbsolutePath().normalize());
    }
    var running = EmbeddedServers.visitDatabase(settings);
    if (running.isPresent()) {
      return new Rebuilding().run(settings, running.get());
    }
    try (var servers = EmbeddedServers.start(settings)) {
      return new Rebuilding().run(settings, servers.database());
    }
  }

  private boolean run(Settings settings, DatabaseAddress address) {
    try (var database = Connections.patientJdbc(address, CONNECTIONS);
        var log = new LogTail(database, new OwnAppends())) {
      requireEvents(database, address);
      var vault =
          new PostgresVault(
              database, new SecretFiles(settings.secretFolder(), database).masterKey());
      var rebuild =
          new Rebuild(
              ReadSide.GROUP,
              log,
              Connections.r2dbc(address, "views"),
              database,
              ReadSide.projections(vault),
              this::say);
      return told(rebuild.run(false));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (IllegalStateException e) {
      throw new CannotStart(
          "The rebuild did not begin (%s).".formatted(e.getMessage()),
          "Wait for the one that runs, and look with ./portolan doctor.",
          e);
    } catch (SQLException e) {
      throw new CannotStart(
          "The rebuild was broken off (%s).".formatted(e.getMessage()),
          "The live read models are as they were. Look with ./portolan doctor, then call it again.",
          e);
    }
  }

  private static void requireEvents(DataSource database, DatabaseAddress address)
      throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select to_regclass('event') is not null")) {
      if (rows.next() && !rows.getBoolean(1)) {
        throw nothing("the database " + address);
      }
    }
  }

  private static CannotStart nothing(String where) {
    return new CannotStart(
        "There is no installation in %s.".formatted(where),
        "Call rebuild with the options of `up`, --data above all.");
  }

  private void say(RebuildProgress progress) {
    var now = System.nanoTime();
    if (progress.stage() == RebuildProgress.Stage.LOADING && now - said < NANOS_BETWEEN) {
      return;
    }
    said = now;
    Console.say(
        "· %-9s event %d of %d, %,.0f events/s, %d s left"
            .formatted(
                progress.stage().name().toLowerCase(java.util.Locale.ROOT),
                progress.reached().index(),
                progress.head().index(),
                progress.eventsPerSecond(),
                progress.left().toSeconds()));
  }

  private static boolean told(RebuildOutcome outcome) {
    for (var table : outcome.tables()) {
      Console.say(
          "  %-24s %d rows %s"
              .formatted(
                  table.table(),
                  table.rebuiltRows(),
                  table.equal()
                      ? "equal"
                      : "DIFFERENT: %d only live, %d only rebuilt"
                          .formatted(table.onlyLive(), table.onlyRebuilt())));
    }
    Console.say(
        "%,d events in %.1f s, %,.0f events/s. "
                .formatted(
                    outcome.events(),
                    outcome.loading().toMillis() / 1000.0,
                    outcome.eventsPerSecond())
            + (outcome.swapped()
                ? "The new read models are the live ones."
                : "Rows differ, so the live read models stay; the new ones stand beside them in the"
                    + " schema views_rebuild."));
    return outcome.swapped();
  }
}
