package portolan.query.artifact;

import static portolan.query.Row.integer;
import static portolan.query.Row.number;
import static portolan.query.Row.text;
import static portolan.query.Row.textOrNull;

import io.r2dbc.spi.Readable;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import portolan.language.artifact.ArtifactId;
import portolan.language.artifact.FindManifest;
import portolan.language.artifact.ManifestRef;
import portolan.language.message.Query;
import portolan.language.oci.Digest;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import reactor.core.publisher.Mono;

/// Answers what pulls ask about manifests.
public final class ManifestAnswers implements Answers {
  private final Database database;

  public ManifestAnswers(Database database) {
    this.database = database;
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering().on(FindManifest.class, this::manifest).toMap();
  }

  private Mono<Optional<ManifestRef>> manifest(FindManifest query) {
    return database.find(
        """
        SELECT id, digest, media_type, manifest_size, subject FROM artifact
        WHERE repository_id = $1 AND digest = $2\
        """,
        ManifestAnswers::ref,
        query.repository().value(),
        query.digest().value());
  }

  private static ManifestRef ref(Readable row) {
    var subject = textOrNull(row, "subject");
    return new ManifestRef(
        new ArtifactId(integer(row, "id")),
        new Digest(text(row, "digest")),
        text(row, "media_type"),
        number(row, "manifest_size"),
        subject == null ? null : new Digest(subject));
  }
}
