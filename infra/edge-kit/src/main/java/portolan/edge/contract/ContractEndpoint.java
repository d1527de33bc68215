package portolan.edge.contract;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Describes the REST API to programs. The description is made when somebody asks for it first.
@RestController
public final class ContractEndpoint {
  private final Mono<byte[]> description;

  /// @param version of the program
  public ContractEndpoint(RequestMappingHandlerMapping mapping, String version) {
    this.description =
        Mono.fromCallable(() ->
                JsonMapper.shared()
                    .writeValueAsBytes(
                        new Contract(mapping.getHandlerMethods()).description(version)))
            .cache();
  }

  /// The second place is where Harbor has its own.
  @GetMapping({"/api/v2.0/openapi.json", "/swagger.json"})
  Mono<ResponseEntity<byte[]>> describe() {
    return description.map(json ->
        ResponseEntity.ok()
            .contentType(MediaType.APPLICATION_JSON)
            .header(HttpHeaders.CACHE_CONTROL, "no-cache")
            .body(json));
  }
}
