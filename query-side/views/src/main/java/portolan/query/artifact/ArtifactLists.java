package portolan.query.artifact;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import portolan.language.artifact.ArtifactDetails;
import portolan.language.artifact.FindArtifact;
import portolan.language.artifact.FindArtifacts;
import portolan.language.list.Criteria;
import portolan.language.list.Criterion;
import portolan.language.list.PageRequest;
import portolan.language.message.Page;
import portolan.language.message.Query;
import portolan.language.oci.Reference;
import portolan.language.refusal.Refusal;
import portolan.query.Answering;
import portolan.query.Answers;
import portolan.query.Database;
import portolan.query.list.Field;
import portolan.query.list.Listing;
import portolan.query.list.Rows;
import reactor.core.publisher.Mono;

/// Answers which artifacts there are, each with its tags, its children and what refers to it, which
/// are gathered for the artifacts of the page alone.
public final class ArtifactLists implements Answers {
  private static final String COLUMNS =
      """
      a.id, a.project_id, a.repository_id, r.name, a.digest, a.type, a.media_type,
      a.config_media_type, a.artifact_type, a.size, a.annotations::text AS annotations,
      a.attributes::text AS attributes, a.pushed_at, a.pulled_at, a.icon,
      %s AS tags,
      (SELECT jsonb_agg(jsonb_build_object('id', coalesce(k.id, 0), 'digest', c.digest,
           'platform', c.platform, 'annotations', c.annotations,
           'urls', c.urls) ORDER BY c.ordinal)::text
       FROM artifact_child c LEFT JOIN artifact k
         ON k.repository_id = c.repository_id AND k.digest = c.digest
       WHERE c.artifact_id = a.id) AS children,
      (SELECT jsonb_agg(jsonb_build_object('id', s.id, 'digest', s.digest, 'size', s.size,
           'artifactType', s.artifact_type,
           'millis', floor(extract(epoch FROM s.pushed_at) * 1000)::bigint) ORDER BY s.id)::text
       FROM artifact s WHERE s.repository_id = a.repository_id AND s.subject = a.digest)
        AS accessories,
      (SELECT jsonb_agg(jsonb_build_object('index', i.id, 'indexDigest', i.digest, 'id', s.id,
           'digest', s.digest, 'size', s.size, 'artifactType', s.artifact_type,
           'millis', floor(extract(epoch FROM s.pushed_at) * 1000)::bigint) ORDER BY i.id, s.id)::text
       FROM artifact_child c JOIN artifact i ON i.id = c.artifact_id
         JOIN artifact s ON s.repository_id = i.repository_id AND s.subject = i.digest
       WHERE c.repository_id = a.repository_id AND c.digest = a.digest) AS inherited,
      (SELECT jsonb_agg(jsonb_build_object('id', l.id, 'project', l.project_id, 'name', l.name,
           'description', l.description, 'color', l.color,
           'created', floor(extract(epoch FROM l.created_at) * 1000)::bigint,
           'updated', floor(extract(epoch FROM l.updated_at) * 1000)::bigint) ORDER BY l.id)::text
       FROM artifact_label b JOIN label l ON l.id = b.label_id WHERE b.artifact_id = a.id)
        AS labels\
      """;
  private static final String TAGS =
      """
      (SELECT jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name,
           'millis', floor(extract(epoch FROM t.pushed_at) * 1000)::bigint,
           'pulled', floor(extract(epoch FROM t.pulled_at) * 1000)::bigint) ORDER BY t.id DESC)::text
       FROM tag t WHERE t.repository_id = a.repository_id AND t.digest = a.digest)\
      """;
  private static final String WITH_TAGS = COLUMNS.formatted(TAGS);
  private static final String WITHOUT_TAGS = COLUMNS.formatted("NULL::text");
  private static final Rows ROWS =
      Rows.of("artifact a", "a.id").joined("LEFT JOIN repository r ON r.id = a.repository_id");
  private static final String SHOWN_TYPE = "coalesce(a.config_media_type, a.media_type)";
  private static final String ANY_TAG = "*";
  private static final String EVERY = "*";
  private static final String NO_TAG = "nil";
  private static final Map<String, Field> TOTAL_FIELDS = Map.of("type", Field.text("n.type"));
  private static final Map<String, Field> FIELDS =
      Map.ofEntries(
          entry("id", Field.number("a.id")),
          entry("type", Field.text("a.type")),
          entry("media_type", Field.text(SHOWN_TYPE)),
          entry("manifest_media_type", Field.text("a.media_type")),
          entry("artifact_type", Field.text("a.artifact_type")),
          entry("project_id", Field.number("a.project_id")),
          entry("repository_name", Field.lowerCase("r.name")),
          entry("repository_id", Field.number("r.id")),
          entry("digest", Field.text("a.digest")),
          entry("push_time", Field.time("a.pushed_at")),
          entry("pull_time", Field.time("coalesce(a.pulled_at, '-infinity')")),
          entry("size", Field.number("a.size")));

  private final Database database;

  public ArtifactLists(Database database) {
    this.database = database;
  }

  @Override
  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers() {
    return new Answering()
        .on(FindArtifacts.class, this::list)
        .on(FindArtifact.class, this::find)
        .toMap();
  }

  private Mono<Page<ArtifactDetails>> list(FindArtifacts query) {
    var listing = new Listing(WITH_TAGS, ROWS, FIELDS).where(query.criteria());
    query
        .repository()
        .ifPresentOrElse(
            repository -> inRepository(listing, repository.value()),
            () -> inProject(listing, query.project().value()));
    var all = query.criteria().on("base").map(ArtifactLists::everything).orElse(false);
    listing.where(all ? "a.subject IS NULL" : "a.listed");
    tagged(listing, query.criteria());
    labelled(listing, query.criteria());
    if (query.latestOnly()) {
      latest(listing, query);
    } else if (query.criteria().all().stream().allMatch(ArtifactLists::hasTotals)) {
      listing.counted(totals(query));
    }
    return listing.page(database, query.order(), "a.id DESC", query.page(), ArtifactRow::details);
  }

  /// A repository that is gone keeps artifacts until they are cleared, which nobody sees.
  private static Listing inRepository(Listing listing, int repository) {
    return listing
        .where("a.repository_id = ?", repository)
        .where("EXISTS (SELECT FROM repository h WHERE h.id = ?)", repository);
  }

  private static Listing inProject(Listing listing, int project) {
    return listing
        .where("a.project_id = ?", project)
        .where("a.repository_id NOT IN (SELECT h.id FROM repository_gone h)");
  }

  private static Listing totals(FindArtifacts query) {
    var totals =
        query
            .repository()
            .map(repository ->
                Listing.totals(
                        Rows.of("artifact_total n", "n.repository_id")
                            .joined("JOIN repository r ON r.id = n.repository_id"),
                        TOTAL_FIELDS)
                    .where("n.repository_id = ?", repository.value()))
            .orElseGet(() ->
                Listing.totals(Rows.of("project_artifact_total n", "n.project_id"), TOTAL_FIELDS));
    totals.where("n.project_id = ?", query.project().value()).where(query.criteria());
    query
        .criteria()
        .exact("tags")
        .ifPresent(tags -> totals.where(tags.equals(ANY_TAG) ? "n.tagged" : "NOT n.tagged"));
    return totals;
  }

  private static boolean everything(Criterion base) {
    if (!(base instanceof Criterion.Exact(_, var value) && value.equals(EVERY))) {
      throw new Refusal.ParameterInvalid("q", "base can be * and nothing else").asException();
    }
    return true;
  }

  private static boolean hasTotals(Criterion criterion) {
    return switch (criterion) {
      case Criterion.Exact(var key, var value) when key.equals("tags") ->
          value.equals(ANY_TAG) || value.equals(NO_TAG);
      default -> TOTAL_FIELDS.containsKey(criterion.key());
    };
  }

  private static void latest(Listing listing, FindArtifacts query) {
    var type = query.criteria().exact("media_type");
    var artifactType = query.criteria().exact("artifact_type");
    if (type.isPresent() == artifactType.isPresent()) {
      throw new Refusal.ParameterInvalid(
              "latest_in_repository",
              "bad request: either 'media_type' or 'artifact_type' must be specified, but not both,"
                  + " when querying with latest_in_repository")
          .asException();
    }
    var column =
        type.isPresent() ? "coalesce(n.config_media_type, n.media_type)" : "n.artifact_type";
    listing.where(
        """
        a.id IN (SELECT DISTINCT ON (n.repository_id) n.id FROM artifact n
          WHERE n.project_id = ? AND n.listed AND %s = ?
          ORDER BY n.repository_id, n.pushed_at DESC, n.id DESC)\
        """
            .formatted(column),
        query.project().value(),
        type.or(() -> artifactType).orElseThrow());
  }

  private static void tagged(Listing listing, Criteria criteria) {
    criteria
        .on("tags")
        .ifPresent(tags -> {
          switch (tags) {
            case Criterion.Exact(var key, var value) when value.equals(ANY_TAG) ->
                listing.where("a.tag_count > 0");
            case Criterion.Exact(var key, var value) when value.equals(NO_TAG) ->
                listing.where("a.tag_count = 0");
            default -> withTag(listing, tags);
          }
        });
  }

  private static void withTag(Listing listing, Criterion tags) {
    if (!isOneTag(tags)) {
      throw new Refusal.ParameterInvalid(
              "q", "the value of \"tags\" query can only be fuzzy match value or exact match value")
          .asException();
    }
    listing.whereExists(
        "SELECT FROM tag g WHERE g.repository_id = a.repository_id AND g.digest = a.digest",
        Field.cased("g.name"),
        tags);
  }

  /// Among the lists, one of a star alone stands for the star itself.
  private static boolean isOneTag(Criterion tags) {
    return switch (tags) {
      case Criterion.Exact _, Criterion.Fuzzy _ -> true;
      case Criterion.AnyOf any -> any.values().equals(List.of(ANY_TAG));
      case Criterion.AllOf _, Criterion.Range _ -> false;
    };
  }

  private static void labelled(Listing listing, Criteria criteria) {
    criteria
        .on("labels")
        .ifPresent(labels -> {
          if (!(labels instanceof Criterion.AllOf(_, var numbers))) {
            throw new Refusal.ParameterInvalid("q", "labels takes a list of all: (1 2)")
                .asException();
          }
          numbers.stream().distinct().forEach(number -> withLabel(listing, number));
        });
  }

  private static void withLabel(Listing listing, String number) {
    listing.where(
        "EXISTS (SELECT FROM artifact_label b WHERE b.artifact_id = a.id AND b.label_id = ?)",
        Long.valueOf(number));
  }

  private Mono<Optional<ArtifactDetails>> find(FindArtifact query) {
    var listing = new Listing(query.withTags() ? WITH_TAGS : WITHOUT_TAGS, ROWS, FIELDS);
    int repository = query.repository().value();
    inRepository(listing, repository);
    switch (query.reference()) {
      case Reference.ByDigest(var digest) -> listing.where("a.digest = ?", digest.value());
      case Reference.ByTag(var tag) ->
          listing.where(
              "a.digest = (SELECT digest FROM tag WHERE repository_id = ? AND name = ?)",
              repository,
              tag.value());
    }
    return listing
        .page(database, List.of(), "a.id", PageRequest.ALL, ArtifactRow::details)
        .map(page -> page.items().stream().findFirst());
  }
}
