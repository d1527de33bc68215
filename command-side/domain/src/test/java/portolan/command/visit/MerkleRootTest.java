package portolan.command.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleRootTest {

  /// The trees of RFC 6962's reference data: "" and "\0" as first leaves.
  @Test
  void isThatOfTheStandard() {
    assertThat(MerkleRoot.of(List.of("")))
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    assertThat(MerkleRoot.of(List.of("", "\0")))
        .isEqualTo("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
  }

  @Test
  void dependsOnTheOrder() {
    assertThat(MerkleRoot.of(List.of("a", "b", "c")))
        .isNotEqualTo(MerkleRoot.of(List.of("a", "c", "b")));
  }
}
