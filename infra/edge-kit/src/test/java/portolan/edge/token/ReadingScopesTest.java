package portolan.edge.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.language.refusal.RefusedException;

class ReadingScopesTest {

  @Test
  void readsSeveralInOneParameterAndInSeveral() {
    assertThat(
            RequestedScope.parse(
                List.of("repository:pa/x:pull,push  repository:pb/y:pull", "registry:catalog:*")))
        .containsExactly(
            new RequestedScope("repository", "pa/x", Set.of("pull", "push")),
            new RequestedScope("repository", "pb/y", Set.of("pull")),
            new RequestedScope("registry", "catalog", Set.of("*")));
  }

  @Test
  void readsANameOfOnePartWhichOpensNothing() {
    assertThat(RequestedScope.parse(List.of("repository:nginx:pull"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "repository:pa/x",
        "repository:*:pull",
        "repository:pa/../pb/x:pull",
        "repository:pa//x:pull",
        "repository:PA/x:pull",
        "repository:pa/x:pull;drop",
        ":pa/x:pull",
        "repository::pull"
      })
  void refusesWhatBreaksTheGrammar(String scope) {
    assertThatThrownBy(() -> RequestedScope.parse(List.of(scope)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void refusesMoreThanAHundred() {
    var most = IntStream.range(0, 100).mapToObj(i -> "repository:pa/x" + i + ":pull").toList();
    assertThat(RequestedScope.parse(most)).hasSize(100);
    assertThatThrownBy(() -> RequestedScope.parse(List.of(String.join(" ", most) + " a:b:c")))
        .isInstanceOf(RefusedException.class);
  }
}
