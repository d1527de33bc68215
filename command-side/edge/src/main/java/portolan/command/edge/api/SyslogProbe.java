package portolan.command.edge.api;

import java.net.InetAddress;
import java.time.Duration;
import portolan.edge.syslog.SyslogAddress;
import portolan.language.configuration.Setting;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.tcp.TcpClient;

/// Tries whether somebody listens where audit records are to go; over UDP nobody can tell, so that
/// there only the name is looked up. Only an administrator makes it look, and nothing of what is
/// met there is told.
public final class SyslogProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// Completes when a connection could be made, else fails with a refusal.
  Mono<Void> reach(String endpoint) {
    return Mono.justOrEmpty(SyslogAddress.parse(endpoint))
        .switchIfEmpty(Mono.error(() -> unreachable(endpoint)))
        .flatMap(address -> tried(address).timeout(PATIENCE))
        .onErrorMap(_ -> unreachable(endpoint));
  }

  private static Mono<Void> tried(SyslogAddress address) {
    return switch (address.transport()) {
      case TCP ->
          TcpClient.newConnection()
              .host(address.host())
              .port(address.port())
              .connect()
              .doOnNext(connection -> connection.dispose())
              .then();
      case UDP ->
          Mono.fromCallable(() -> InetAddress.getByName(address.host()))
              .subscribeOn(Schedulers.boundedElastic())
              .then();
    };
  }

  private static RuntimeException unreachable(String endpoint) {
    return Complaints.badRequest(
        Setting.AUDIT_LOG_FORWARD_ENDPOINT.key(),
        "bad request: could not connect to the audit endpoint: " + endpoint);
  }
}
