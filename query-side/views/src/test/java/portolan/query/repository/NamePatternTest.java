package portolan.query.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.language.access.Holding;
import portolan.language.access.Role;
import portolan.language.access.RoleChoice;
import portolan.language.oci.ProjectName;
import portolan.language.oci.RepositoryName;

class NamePatternTest {
  private static final List<String> NAMES =
      List.of(
          "app",
          "apps",
          "a",
          "team",
          "team/app",
          "team/app/web",
          "team/x/y/app",
          "teams/app",
          "x.y",
          "xzy",
          "a/b/c/d",
          "app-1");

  /// Decisions and lists must agree on which repositories a grant is about.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "app",
        "*",
        "**",
        "app*",
        "team/*",
        "team/**",
        "**/app",
        "team/**/app",
        "**/app/**",
        "x.y",
        "*/*",
        "a*/**",
        "a/**/d",
        "**/**",
        "t*m/**/*",
        "team/***"
      })
  void fitsWhatTheGrantFits(String pattern) {
    var regex = Pattern.compile(NamePattern.regex(pattern));
    var grant = new Holding(RoleChoice.of(Role.GUEST), pattern);
    for (var name : NAMES) {
      assertThat(regex.matcher(name).find())
          .as(name)
          .isEqualTo(grant.covers(new RepositoryName(new ProjectName("acme"), name)));
    }
  }
}
