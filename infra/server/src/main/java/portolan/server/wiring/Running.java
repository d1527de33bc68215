package portolan.server.wiring;

import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import portolan.command.user.UserNames;
import portolan.edge.identity.Passwords;
import portolan.edge.message.CommandDesk;
import portolan.eventstore.Nodes;
import portolan.eventstore.Signals;
import portolan.language.event.EventLog;
import portolan.language.event.Position;
import portolan.query.assembly.ReadSide;
import portolan.query.follow.Follower;
import portolan.query.follow.ProjectedNotices;
import portolan.server.Console;
import portolan.server.configuration.Role;
import portolan.server.configuration.Settings;

/// Starts what runs beside the requests, before the first request is let in.
@Component
final class Running implements SmartLifecycle {
  private final Settings settings;
  private final DataSource database;
  private final EventLog log;
  private final Signals signals;
  private final Nodes nodes;
  private final MemoryKeeper keeper;
  private final Follower follower;
  private final ProjectedNotices notices;
  private final Bootstrap bootstrap;
  private final Overwriting overwrite;
  private volatile boolean running;

  Running(
      Settings settings,
      DataSource database,
      EventLog log,
      Signals signals,
      Nodes nodes,
      MemoryKeeper keeper,
      Follower follower,
      ProjectedNotices notices,
      CommandDesk commands,
      UserNames users,
      Passwords passwords) {
    this.settings = settings;
    this.database = database;
    this.log = log;
    this.signals = signals;
    this.nodes = nodes;
    this.keeper = keeper;
    this.follower = follower;
    this.notices = notices;
    this.overwrite = new Overwriting(commands);
    this.bootstrap = new Bootstrap(commands, users, passwords);
  }

  @Override
  public void start() {
    keeper.startAt(position());
    signals.start();
    nodes.start();
    notices.start();
    if (settings.has(Role.QUERY)) {
      follower.start();
    }
    if (settings.has(Role.COMMAND)) {
      bootstrap
          .run(Optional.ofNullable(settings.adminPassword()), settings.quota().storagePerProject())
          .ifPresent(password ->
              Console.say(
                  "The account admin has the password %s (shown this once).".formatted(password)));
    }
    if (settings.has(Role.COMMAND)) {
      overwrite.run(settings.configOverwriteJson());
    }
    if (settings.has(Role.QUERY)) {
      catchUp();
    }
    running = true;
  }

  /// Waits, for a bounded time, until what is known by now can be read: the account that has just
  /// been made must be able to sign in.
  private void catchUp() {
    log.head().thenCompose(nodes::passed).toCompletableFuture().join();
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Long before the web server.
  @Override
  public int getPhase() {
    return 0;
  }

  private Position position() {
    var known =
        new JdbcTemplate(database)
            .queryForList(
                "select position from views.projection where name = ?", Long.class, ReadSide.GROUP);
    return known.isEmpty() ? Position.START : new Position(known.getFirst());
  }
}
