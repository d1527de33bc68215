package portolan.query.edge.api.system;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.configuration.Configurations;
import portolan.edge.identity.Caller;
import reactor.core.publisher.Mono;

/// What anybody may ask the registry about itself.
@RestController
public class SystemEndpoint {
  private final SystemFacts facts;
  private final Configurations configurations;
  private final Clock clock;

  public SystemEndpoint(SystemFacts facts, Configurations configurations, Clock clock) {
    this.configurations = configurations;
    this.facts = facts;
    this.clock = clock;
  }

  /// A sign of life; nothing else is asked for it.
  @GetMapping("/api/v2.0/ping")
  public ResponseEntity<byte[]> ping() {
    return text("text/plain", "Pong");
  }

  /// The API's version; labelled as text, as Harbor does.
  @GetMapping("/api/version")
  public ResponseEntity<byte[]> version() {
    return text("text/plain; charset=utf-8", "{\"version\":\"v2.0\"}");
  }

  @GetMapping("/api/v2.0/systeminfo")
  public Mono<GeneralInformation> information(Caller caller) {
    return configurations
        .now()
        .map(settings ->
            caller.anonymous()
                ? GeneralInformation.forAnyone(settings)
                : GeneralInformation.forAccounts(settings, facts, caller, clock.instant()));
  }

  private static ResponseEntity<byte[]> text(String type, String text) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, type)
        .body(text.getBytes(StandardCharsets.UTF_8));
  }
}
