package portolan.query.tag;

import static portolan.query.Row.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import portolan.language.message.Query;
import portolan.language.oci.Digest;
import portolan.language.tag.FindTagNames;
import portolan.language.tag.ResolveTag;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import reactor.core.publisher.Mono;

/// Answers where tags point.
public final class TagAnswers implements Answers {
  private final Database database;

  public TagAnswers(Database database) {
    this.database = database;
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering()
        .on(ResolveTag.class, this::resolve)
        .on(FindTagNames.class, this::names)
        .toMap();
  }

  private Mono<Optional<Digest>> resolve(ResolveTag query) {
    return database.find(
        "SELECT digest FROM tag WHERE repository_id = $1 AND name = $2",
        row -> new Digest(text(row, "digest")),
        query.repository().value(),
        query.tag().value());
  }

  /// In one row: ten thousand rows cost the connection more than the database. No tag has a space.
  private Mono<List<String>> names(FindTagNames query) {
    return database
        .find(
            """
            SELECT coalesce(string_agg(name, ' ' ORDER BY name), '') AS names FROM (
              SELECT name FROM tag WHERE repository_id = $1 AND name > $2 ORDER BY name LIMIT $3
            ) AS page\
            """,
            row -> text(row, "names"),
            query.repository().value(),
            query.after(),
            query.limit())
        .map(names -> names.filter(it -> !it.isEmpty()).map(it -> it.split(" ")))
        .map(names -> names.map(List::of).orElse(List.of()));
  }
}
