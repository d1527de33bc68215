package portolan.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

/// When a person is warned that passwords travel in the open.
class ExposureTest {
  private static final URI SAFE = URI.create("https://registry.example");

  @Test
  void warnsWhenOtherMachinesReachItWithoutTls() {
    assertThat(new Exposure("0.0.0.0", false, null).warning().orElseThrow())
        .contains("without TLS", "PORTOLAN_TLS_CERTIFICATE")
        .doesNotContain("\n");
    assertThat(new Exposure("0.0.0.0", false, URI.create("http://a.example")).warning())
        .isPresent();
  }

  @Test
  void isSilentWhenNobodyCanListen() {
    assertThat(new Exposure("127.0.0.1", false, null).warning()).isEmpty();
    assertThat(new Exposure("0.0.0.0", true, null).warning()).isEmpty();
    assertThat(new Exposure("0.0.0.0", false, SAFE).warning()).isEmpty();
  }
}
