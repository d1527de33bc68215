package portolan.command.edge.api;

import java.time.Duration;
import java.util.regex.Pattern;
import portolan.language.configuration.Setting;
import reactor.core.publisher.Mono;
import reactor.netty.tcp.TcpClient;

/// Tries whether somebody listens where audit records are to go. Only an administrator makes it
/// look, and nothing of what is met there is told.
public final class SyslogProbe {
  private static final Pattern ADDRESS =
      Pattern.compile("(?<host>[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:]{2,45}]):(?<port>\\d{1,5})");
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// Completes when a connection could be made, else fails with a refusal.
  Mono<Void> reach(String endpoint) {
    var address = ADDRESS.matcher(endpoint);
    if (!address.matches() || Integer.parseInt(address.group("port")) > 65535) {
      return Mono.error(unreachable(endpoint));
    }
    return TcpClient.newConnection()
        .host(address.group("host"))
        .port(Integer.parseInt(address.group("port")))
        .connect()
        .timeout(PATIENCE)
        .doOnNext(connection -> connection.dispose())
        .onErrorMap(_ -> unreachable(endpoint))
        .then();
  }

  private static RuntimeException unreachable(String endpoint) {
    return Complaints.badValue(
        Setting.AUDIT_LOG_FORWARD_ENDPOINT.key(),
        "could not connect to the audit endpoint: " + endpoint);
  }
}
