package portolan.server.wiring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import portolan.edge.configuration.Configurations;
import portolan.edge.message.Queries;
import portolan.edge.syslog.SyslogAddress;
import portolan.language.audit.FindRecordsAfter;
import portolan.language.configuration.Setting;
import portolan.language.event.Position;
import portolan.server.configuration.Role;
import portolan.server.configuration.Settings;
import portolan.server.forward.ForwardingMark;
import portolan.server.forward.SyslogLine;
import portolan.server.forward.SyslogSender;

/// Sends audit records, while an address is set for them, from the moment on when one was set. What
/// cannot be sent waits in the log; it is tried again every ten seconds.
@Component
final class AuditForwarding extends Recurring {
  private static final Logger LOG = LoggerFactory.getLogger(AuditForwarding.class);
  private static final Duration PACE = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// More than a group of visits has.
  private static final int MOST = 2_000;

  private final Settings settings;
  private final Configurations configurations;
  private final Queries queries;
  private final ForwardingMark mark;
  private final Clock clock;
  private final SyslogLine line;
  private Instant next = Instant.MIN;
  private boolean failing;

  AuditForwarding(
      Settings settings,
      Configurations configurations,
      Queries queries,
      DataSource database,
      Clock clock) {
    super(PACE, PACE);
    this.settings = settings;
    this.configurations = configurations;
    this.queries = queries;
    this.mark = new ForwardingMark(database);
    this.clock = clock;
    this.line = new SyslogLine(hostName(), ProcessHandle.current().pid());
  }

  @Override
  public boolean isAutoStartup() {
    return settings.has(Role.COMMAND);
  }

  @Override
  void once() {
    if (clock.instant().isBefore(next)) {
      return;
    }
    configurations
        .now()
        .blockOptional(PATIENCE)
        .map(now -> now.text(Setting.AUDIT_LOG_FORWARD_ENDPOINT))
        .flatMap(SyslogAddress::parse)
        .ifPresent(this::forward);
  }

  private void forward(SyslogAddress address) {
    try {
      mark.advance(from -> send(address, from));
      if (failing) {
        failing = false;
        LOG.info("audit records are sent again to {}", address);
      }
    } catch (IOException e) {
      next = clock.instant().plus(PAUSE);
      if (!failing) {
        failing = true;
        LOG.error("audit records cannot be sent to {} and wait", address, e);
      }
    }
  }

  private Position send(SyslogAddress address, Position from) throws IOException {
    var found = queries.ask(new FindRecordsAfter(from, MOST)).block(PATIENCE);
    if (found == null || found.records().isEmpty()) {
      return from;
    }
    SyslogSender.send(address, found.records().stream().map(line::of).toList());
    return found.upTo();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "-";
    }
  }
}
