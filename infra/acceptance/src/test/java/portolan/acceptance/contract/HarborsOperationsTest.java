package portolan.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;

/// What Harbor answers is described, and what is described is served.
@AgainstTheRegistry
class HarborsOperationsTest {
  private final Registry registry;
  private final Contract contract;

  HarborsOperationsTest(Registry registry) {
    this.registry = registry;
    this.contract = Contract.of(registry);
  }

  @Test
  void areAllDescribed() {
    var described =
        contract.operations().stream()
            .map(it -> it.method() + " " + it.path())
            .collect(Collectors.toSet());
    var harbors =
        Contract.lines("harbor-operations.txt").stream()
            .map(line -> line.replaceFirst(" +", " "))
            .toList();
    assertThat(harbors).hasSizeGreaterThan(200).isSubsetOf(described);
  }

  @Test
  void areServedOrLeftForLaterButNeverUnknown() {
    var nobody = registry.asNobody();
    for (var operation : contract.operations()) {
      var path = operation.path().replaceAll("\\{[^}]+}", "0");
      var answer = nobody.upload(operation.method(), path, new byte[0]);
      assertThat(answer.status()).as(answer.toString()).isNotEqualTo(405);
      assertThat(answer.text()).as(operation.toString()).doesNotContain("path " + path);
    }
  }

  @Test
  void areDescribedInTheSameWayInBothPlaces() {
    var nobody = registry.asNobody();
    assertThat(nobody.get("/swagger.json")).hasStatus(200);
    assertThat(nobody.get("/swagger.json").json())
        .isEqualTo(nobody.get("/api/v2.0/openapi.json").json());
  }

  @Test
  void haveAPageThatLoadsNothingFromElsewhere() {
    var nobody = registry.asNobody();
    var page = nobody.get("/devcenter-api-2.0");
    assertThat(page).hasStatus(200);
    assertThat(page.text()).doesNotContain("http://", "https://", "<style", "onload");
    assertThat(String.join(";", page.headers().allValues("Content-Security-Policy")))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    for (var file : List.of("swagger-ui.css", "swagger-ui-bundle.js", "api.css", "api.js")) {
      var answer = nobody.get("/devcenter-api-2.0/" + file);
      assertThat(answer).hasStatus(200).hasHeader("X-Content-Type-Options", "nosniff");
      assertThat(page.text() + answer.must("Content-Type"))
          .contains(file)
          .containsAnyOf("css", "javascript");
    }
  }
}
