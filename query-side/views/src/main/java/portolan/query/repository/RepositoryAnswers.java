package portolan.query.repository;

import static portolan.query.Row.integer;
import static portolan.query.Row.number;
import static portolan.query.Row.text;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import portolan.language.message.Query;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectId;
import portolan.language.repository.FindBlob;
import portolan.language.repository.FindRepositoryNames;
import portolan.language.repository.RepositoryId;
import portolan.language.repository.RepositoryRef;
import portolan.language.repository.ResolveRepository;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import reactor.core.publisher.Mono;

/// Answers what a pull and a push ask about repositories and their blobs.
public final class RepositoryAnswers implements Answers {
  private final Database database;

  public RepositoryAnswers(Database database) {
    this.database = database;
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering()
        .on(ResolveRepository.class, this::resolve)
        .on(FindBlob.class, this::blob)
        .on(FindRepositoryNames.class, this::names)
        .toMap();
  }

  private Mono<Optional<RepositoryRef>> resolve(ResolveRepository query) {
    return database.find(
        "SELECT id, project_id, name FROM repository WHERE name = $1",
        RepositoryAnswers::ref,
        query.name().toString());
  }

  /// What artifacts refer to, and what was uploaded lately: that is kept by the command side.
  private Mono<Optional<Long>> blob(FindBlob query) {
    return database.find(
        """
        SELECT size FROM (
          SELECT size FROM artifact_blob
          WHERE repository_id = (SELECT id FROM repository WHERE name = $1) AND digest = $2
          UNION ALL
          SELECT size FROM public.blob_holding
          WHERE digest = $2 AND project_id = $3 AND path = $4 AND expires_at > now()
        ) held LIMIT 1\
        """,
        row -> number(row, "size"),
        query.repository().toString(),
        query.digest().value(),
        query.project().value(),
        query.repository().path());
  }

  private Mono<List<String>> names(FindRepositoryNames query) {
    return database.list(
        """
        SELECT name FROM repository WHERE name > $1 AND artifact_count > 0
        ORDER BY name LIMIT $2\
        """,
        row -> text(row, "name"),
        query.after(),
        query.limit());
  }

  private static RepositoryRef ref(Readable row) {
    return new RepositoryRef(
        new RepositoryId(integer(row, "id")),
        new ProjectId(integer(row, "project_id")),
        RepositoryName.of(text(row, "name")));
  }
}
