package portolan.query.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.language.access.Holding;
import portolan.language.access.Role;
import portolan.language.access.RoleChoice;
import portolan.language.oci.ProjectName;
import portolan.language.oci.RepositoryName;
import portolan.query.Postgres;

class NamePatternTest {
  private static final Postgres POSTGRES = new Postgres();
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
        "a/**/**/d",
        "**/**",
        "**/b/**/d",
        "t*m/**/*",
        "team/***",
        "a**/d",
        "**p"
      })
  void fitsWhatTheGrantFits(String pattern) {
    var grant = new Holding(RoleChoice.of(Role.GUEST), pattern);
    assertThat(fitting(pattern))
        .containsExactlyElementsOf(
            NAMES.stream()
                .filter(name -> grant.covers(new RepositoryName(new ProjectName("acme"), name)))
                .toList());
  }

  private static List<String> fitting(String pattern) {
    var names = "'acme/" + String.join("', 'acme/", NAMES) + "'";
    return POSTGRES.rows(
        "SELECT substring(r.name from 6) FROM unnest(ARRAY[%s]) WITH ORDINALITY r(name, place) WHERE %s ORDER BY place"
            .formatted(
                names,
                NamePattern.fitsAny(
                    "r.name",
                    "given.pattern",
                    "unnest(ARRAY['none', '" + pattern + "']) given(pattern)")));
  }
}
