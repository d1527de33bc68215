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
import portolan.language.artifact.FindReferrers;
import portolan.language.artifact.IsIcon;
import portolan.language.artifact.ManifestRef;
import portolan.language.artifact.Referrers;
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
    return new Answering()
        .on(FindManifest.class, this::manifest)
        .on(FindReferrers.class, this::referrers)
        .on(IsIcon.class, this::icon)
        .toMap();
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

  /// The total is counted over all types, in an index; rows without a referrer carry it alone.
  private Mono<Referrers> referrers(FindReferrers query) {
    return database
        .list(
            """
            SELECT t.total, a.digest, a.media_type, a.manifest_size, a.artifact_type,
              a.annotations::text AS annotations
            FROM (SELECT count(*) AS total FROM artifact
                  WHERE repository_id = $1 AND subject = $2) t
              LEFT JOIN LATERAL (
                SELECT * FROM artifact
                WHERE repository_id = $1 AND subject = $2 AND digest > $3
                  AND ($4 = '' OR artifact_type = $4)
                ORDER BY digest LIMIT $5) a ON true
            ORDER BY a.digest\
            """,
            ReferrerRow::of,
            query.repository().value(),
            query.subject().value(),
            query.after().map(Digest::value).orElse(""),
            query.artifactType().orElse(""),
            query.limit() + 1)
        .map(rows -> ReferrerRow.page(rows, query.limit()));
  }

  /// Of an artifact that holds it: others may name what is somebody else's.
  private Mono<Boolean> icon(IsIcon query) {
    return database
        .find(
            """
            SELECT 1 FROM artifact a WHERE a.icon = $1 AND EXISTS (
              SELECT FROM artifact_blob b WHERE b.repository_id = a.repository_id
                AND b.digest = a.icon AND b.artifact_id = a.id) LIMIT 1\
            """,
            _ -> true,
            query.digest().value())
        .map(Optional::isPresent);
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
