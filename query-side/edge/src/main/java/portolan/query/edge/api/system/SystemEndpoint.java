package portolan.query.edge.api.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.configuration.Configurations;
import portolan.edge.identity.Caller;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// What anybody may ask the registry about itself.
@RestController
public class SystemEndpoint {
  private static final String AUTHORITY = "ca.crt";

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

  /// The certificate that clients must trust, as the file that container tools look for. It is read
  /// each time, so that a new one is there at once.
  @GetMapping("/api/v2.0/systeminfo/getcert")
  public Mono<ResponseEntity<byte[]>> certificate() {
    return Mono.fromCallable(this::authority)
        .subscribeOn(Schedulers.boundedElastic())
        .map(bytes ->
            ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=" + AUTHORITY)
                .body(bytes));
  }

  private byte[] authority() throws IOException {
    var unknown = new Refusal.FileUnknown(AUTHORITY);
    try {
      return Files.readAllBytes(facts.authority().orElseThrow(unknown::asException));
    } catch (NoSuchFileException e) {
      throw unknown.asException();
    }
  }

  private static ResponseEntity<byte[]> text(String type, String text) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, type)
        .body(text.getBytes(StandardCharsets.UTF_8));
  }
}
