package portolan.server.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import portolan.server.CannotStart;
import portolan.server.configuration.DatabaseAddress;
import portolan.server.configuration.Settings;
import portolan.server.embedded.DataFolder;
import portolan.server.embedded.EmbeddedServers;

/// Checks an installation and says, in one line for each thing, what it saw and what to do.
///
/// Where there is no installation, nothing is made. Embedded servers that do not run are started
/// for the look, and stopped again: what keeps `up` from starting is seen here too.
public final class Doctor {
  private final Settings settings;
  private final Consumer<String> say;

  public Doctor(Settings settings, Consumer<String> say) {
    this.settings = settings;
    this.say = say;
  }

  /// Looks at everything.
  ///
  /// @return whether all is well
  public boolean examine() {
    var findings = Stream.of(machine(), servers()).flatMap(List::stream).toList();
    findings.forEach(finding -> say.accept(finding.line()));
    var bad = findings.stream().filter(finding -> !finding.good()).count();
    say.accept(bad == 0 ? "All is well." : "%d of %d need a hand.".formatted(bad, findings.size()));
    return bad == 0;
  }

  private boolean running() {
    return DataFolder.isOwned(settings.data());
  }

  private List<Finding> machine() {
    var running = running();
    var checks = new MachineChecks(settings);
    return List.of(
        checks.java(),
        checks.dataFolder(running),
        checks.space(),
        checks.port(running),
        checks.blobs(),
        checks.externalUrl());
  }

  private List<Finding> servers() {
    var address = EmbeddedServers.visitDatabase(settings);
    if (address.isEmpty() && !running() && EmbeddedServers.haveKept(settings)) {
      return started();
    }
    var findings = new ArrayList<Finding>();
    findings.addAll(address.map(this::database).orElseGet(() -> List.of(noDatabase())));
    findings.add(cache());
    return findings;
  }

  private List<Finding> started() {
    try (var servers = EmbeddedServers.start(settings)) {
      var findings = new ArrayList<>(database(servers.database()));
      findings.add(CacheCheck.look(servers.cache()));
      return findings;
    } catch (CannotStart e) {
      return List.of(Finding.bad("servers", e.problem(), e.wayOut()));
    }
  }

  private List<Finding> database(DatabaseAddress address) {
    return new DatabaseChecks(address, settings.secretFolder()).all();
  }

  private Finding noDatabase() {
    return running()
        ? Finding.bad(
            "database",
            "embedded, and does not answer",
            "wait while it starts, or look into log/postgres.log in the data folder")
        : Finding.good("database", "embedded, and not made yet; `up` makes it");
  }

  private Finding cache() {
    return EmbeddedServers.visitCache(settings)
        .map(CacheCheck::look)
        .orElseGet(() -> Finding.good("redis", "embedded, and not running; `up` starts it"));
  }
}
