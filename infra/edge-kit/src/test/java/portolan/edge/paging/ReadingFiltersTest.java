package portolan.edge.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.LinkedMultiValueMap;
import portolan.language.list.Criteria;
import portolan.language.list.Criterion;
import portolan.language.list.PageRequest;
import portolan.language.list.SortKey;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;

class ReadingFiltersTest {
  private static final FilterKeys KEYS =
      FilterKeys.of("name", "tags", "labels", "digest")
          .and(FilterKeys.Kind.NUMBER, "project_id")
          .and(FilterKeys.Kind.TIME, "push_time")
          .and(FilterKeys.Kind.FLAG, "public");

  static Stream<Arguments> filters() {
    return Stream.of(
        read("name=web", new Criterion.Exact("name", "web")),
        read("name=\\~web", new Criterion.Exact("name", "~web")),
        read("name=~we_b%", new Criterion.Fuzzy("name", "we_b%")),
        read("tags=*", new Criterion.Exact("tags", "*")),
        read("tags=\\*", new Criterion.AnyOf("tags", List.of("*"))),
        read("digest=sha256:ab", new Criterion.Exact("digest", "sha256:ab")),
        read("name=a=b", new Criterion.Exact("name", "a=b")),
        read("ProjectID=7", new Criterion.Exact("project_id", "7")),
        read("projectId=7", new Criterion.Exact("project_id", "7")),
        read("project_id=[3~7]", range("project_id", "3", "7")),
        read("project_id=[3~]", range("project_id", "3", null)),
        read("push_time=[~2026-01-02T03:04:05]", range("push_time", null, "2026-01-02T03:04:05")),
        read("tags={a \"b\" 'c'}", new Criterion.AnyOf("tags", List.of("a", "b", "c"))),
        read("labels=(1 2)", new Criterion.AllOf("labels", List.of("1", "2"))),
        read("name%3D~w%2Fx", new Criterion.Fuzzy("name", "w/x")),
        read("tags=%7Ba+b%7D", new Criterion.AnyOf("tags", List.of("a", "b"))),
        read("name=~100%", new Criterion.Fuzzy("name", "100%")),
        read("name=%' or 1=1--", new Criterion.Exact("name", "%' or 1=1--")),
        read(
            "name=~a,public=true",
            new Criterion.Fuzzy("name", "a"),
            new Criterion.Exact("public", "true")));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void readsWhatTheGrammarAllows(String q, Criteria criteria) {
    assertThat(FilterText.parse(q, KEYS)).isEqualTo(criteria);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "name=",
        "=web",
        "name=~",
        "name=~ ",
        "name=~\0",
        "name=a,",
        ",",
        "name=a,name=b",
        "password=~a",
        "salt=~a",
        "email__password=~a",
        "project_id=x",
        "project_id=1 or 1=1",
        "push_time=[x~y]",
        "push_time=2026-13-45T00:00:00",
        "project_id=[~]",
        "project_id=[1~2",
        "project_id=[1]",
        "tags={a b",
        "tags={}",
        "labels=(",
        "public=maybe",
        "project_id={1 x}"
      })
  void refusesWhatItDoesNot(String q) {
    assertThatThrownBy(() -> FilterText.parse(q, KEYS))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal()).isInstanceOf(Refusal.ParameterInvalid.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name={}", "labels=()", "name={ }", "project_id=[]"})
  void saysThatAListIsEmpty(String q) {
    assertThatThrownBy(() -> FilterText.parse(q, KEYS)).hasMessageContaining("nothing between");
  }

  @ParameterizedTest
  @CsvSource({
    ", , 1, 10",
    "0, , 1, 10",
    "-1, 5, 1, 5",
    "3, 100, 3, 100",
    "2, 0, 2, 0",
  })
  void countsPagesFromOne(String page, String size, int from, int rows) {
    assertThat(Paging.page(parameters("page", page, "page_size", size)))
        .isEqualTo(new PageRequest(from, rows));
  }

  @ParameterizedTest
  @ValueSource(strings = {"101", "-1", "x", "99999999999999999999"})
  void refusesPagesOfImpossibleSize(String size) {
    assertThatThrownBy(() -> Paging.page(parameters("page_size", size)))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal()).isInstanceOf(Refusal.BodyInvalid.class));
  }

  @Test
  void sortsByKeysThatAreOfferedAndPassesOverOthers() {
    var sort = parameters("sort", "password,-name;select pg_sleep(5)--,-ProjectId,name");
    assertThat(Paging.sort(sort, KEYS, SortKey.ascending("name")))
        .containsExactly(SortKey.descending("project_id"), SortKey.ascending("name"));
    assertThat(Paging.sort(parameters("sort", "nosuch"), KEYS, SortKey.descending("name")))
        .containsExactly(SortKey.descending("name"));
  }

  private static Arguments read(String q, Criterion... criteria) {
    return Arguments.of(q, Criteria.of(criteria));
  }

  private static Criterion range(String key, String min, String max) {
    return new Criterion.Range(key, Optional.ofNullable(min), Optional.ofNullable(max));
  }

  private static LinkedMultiValueMap<String, String> parameters(String... pairs) {
    var map = new LinkedMultiValueMap<String, String>();
    var words = Arrays.asList(pairs);
    for (int i = 0; i < words.size(); i += 2) {
      if (words.get(i + 1) != null) {
        map.add(words.get(i), words.get(i + 1));
      }
    }
    return map;
  }
}
