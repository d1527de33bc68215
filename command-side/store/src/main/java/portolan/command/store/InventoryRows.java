package portolan.command.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portolan.command.inventory.Findings;
import portolan.command.inventory.Inventory;
import portolan.language.artifact.ArtifactId;
import portolan.language.artifact.Blob;
import portolan.language.artifact.Child;
import portolan.language.artifact.Manifest;
import portolan.language.artifact.PushArtifact;
import portolan.language.oci.Digest;
import portolan.language.oci.TagName;
import portolan.language.repository.RepositoryId;
import portolan.language.repository.RepositoryRef;
import portolan.language.tag.TagId;

/// The inventory in rows. A push reads them in one round trip, and what it writes travels with its
/// commit.
public final class InventoryRows implements Inventory {
  /// The advisory locks of what is pushed, apart from all others; "push" in ASCII.
  private static final int LOCKS = 0x70757368;

  /// Pushes of one artifact come one after the other, on whichever node: else two that put it there
  /// and move a tag could each hold what the other one waits for.
  private static final String OPEN =
      "SELECT pg_advisory_xact_lock(%d, hashtext(?)); %s; %s"
          .formatted(LOCKS, ProjectRows.OPEN, InventoryStatements.LOOK);

  private static final int BEFORE_LOOK = 1 + ProjectRows.BEFORE_LOOK;

  private final CommandDatabase database;

  public InventoryRows(CommandDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<Opening> open(PushArtifact push) {
    var project = push.project().value();
    var path = push.repository().path();
    var tag = push.tag().map(TagName::value).orElse(null);
    var blobs = push.manifest().blobs();
    var children = childrenOf(push.manifest());
    var found =
        database.firstOfLastTwo(
            BEFORE_LOOK,
            OPEN,
            ProjectRows.ALLOWANCE,
            (row, _) -> findings(row, blobs, tag),
            project + "/" + path + "@" + push.manifest().digest(),
            project,
            project,
            project,
            project,
            path,
            push.manifest().digest().value(),
            tag,
            tag,
            project,
            project,
            path,
            Columns.digestsOf(blobs),
            children,
            children);
    return found.one().map(allowance -> new Opening(allowance, found.other().orElseThrow()));
  }

  @Override
  public boolean holds(RepositoryId repository, Digest digest) {
    return database.exists(
        "SELECT 1 FROM artifact_row WHERE repository_id = ? AND digest = ? AND here",
        repository.value(),
        digest.value());
  }

  @Override
  public TagEntry tag(RepositoryId repository, TagName tag) {
    return database
        .first(InventoryStatements.TAG, (row, _) -> entry(row), repository.value(), tag.value())
        .orElseThrow();
  }

  @Override
  public void put(
      RepositoryRef repository,
      ArtifactId artifact,
      Manifest manifest,
      List<Blob> counted,
      int depth) {
    var digests = Columns.digestsOf(counted);
    var sizes = Columns.sizesOf(counted);
    var subject = manifest.subject();
    database.changeAtLast(
        InventoryStatements.PUT,
        repository.id().value(),
        manifest.digest().value(),
        artifact.value(),
        subject == null ? null : subject.value(),
        digests,
        sizes,
        depth,
        repository.id().value(),
        manifest.digest().value(),
        childrenOf(manifest),
        repository.project().value(),
        repository.id().value(),
        digests,
        sizes);
  }

  @Override
  public void complete(RepositoryRef repository, Digest digest, List<Blob> late) {
    var digests = Columns.digestsOf(late);
    var sizes = Columns.sizesOf(late);
    database.changeAtLast(
        InventoryStatements.COMPLETE,
        digests,
        sizes,
        repository.id().value(),
        digest.value(),
        repository.project().value(),
        repository.id().value(),
        digests,
        sizes);
  }

  @Override
  public void point(RepositoryId repository, TagName tag, TagId id, Digest to) {
    database.changeAtLast(
        """
        INSERT INTO tag_row (repository_id, name, id, digest) VALUES (?, ?, ?, ?)
        ON CONFLICT (repository_id, name) DO UPDATE SET id = excluded.id, digest = excluded.digest
        """,
        repository.value(),
        tag.value(),
        id.value(),
        to.value());
  }

  @Override
  public void unpoint(RepositoryId repository, TagName tag) {
    database.change(
        "UPDATE tag_row SET digest = NULL WHERE repository_id = ? AND name = ?",
        repository.value(),
        tag.value());
  }

  @Override
  public List<TagName> tagsOf(RepositoryId repository, Digest digest) {
    return database.list(
        "SELECT name FROM tag_row WHERE repository_id = ? AND digest = ? ORDER BY name",
        (row, _) -> new TagName(row.getString(1)),
        repository.value(),
        digest.value());
  }

  @Override
  public Optional<Digest> listedBy(RepositoryId repository, Digest digest) {
    return database.first(
        "SELECT parent FROM artifact_child WHERE repository_id = ? AND child = ? LIMIT 1",
        (row, _) -> new Digest(row.getString(1)),
        repository.value(),
        digest.value());
  }

  @Override
  public Optional<Removed> take(RepositoryRef repository, Digest digest) {
    var id = repository.id().value();
    var project = repository.project().value();
    var taken =
        database.first(
            InventoryStatements.TAKE,
            (row, _) -> new Taken(removed(row), Columns.longs(row, "sizes")),
            id,
            digest.value(),
            id,
            digest.value(),
            project,
            id,
            id,
            digest.value());
    taken.ifPresent(all -> refund(project, Columns.texts(all.removed().blobs()), all.sizes()));
    return taken.map(Taken::removed);
  }

  @Override
  public List<Digest> orphans(RepositoryId repository, List<Digest> candidates) {
    return candidates.isEmpty()
        ? List.of()
        : database.list(
            InventoryStatements.ORPHANS,
            (row, _) -> new Digest(row.getString(1)),
            repository.value(),
            Columns.texts(candidates));
  }

  @Override
  public List<Digest> referrers(RepositoryId repository, Digest subject) {
    return database.list(
        InventoryStatements.REFERRERS,
        (row, _) -> new Digest(row.getString(1)),
        repository.value(),
        subject.value());
  }

  @Override
  public List<TagName> tags(RepositoryId repository, int most) {
    return database.list(
        """
        SELECT name FROM tag_row WHERE repository_id = ? AND digest IS NOT NULL
        ORDER BY name LIMIT ?
        """,
        (row, _) -> new TagName(row.getString(1)),
        repository.value(),
        most);
  }

  @Override
  public List<Removed> takeSome(RepositoryRef repository, int most) {
    var id = repository.id().value();
    var project = repository.project().value();
    var taken =
        database.list(
            InventoryStatements.TAKE_SOME,
            (row, _) -> new Taken(removed(row), Columns.longs(row, "sizes")),
            id,
            most,
            id,
            project,
            id,
            id);
    var freed = new LinkedHashMap<String, Long>();
    taken.forEach(one -> {
      var blobs = one.removed().blobs();
      for (int i = 0; i < blobs.size(); i++) {
        freed.put(blobs.get(i).value(), one.sizes().get(i));
      }
    });
    refund(project, freed.keySet().toArray(String[]::new), List.copyOf(freed.values()));
    return taken.stream().map(Taken::removed).toList();
  }

  @Override
  public void forget(RepositoryId repository) {
    for (var table : List.of("artifact_child", "artifact_row", "tag_row")) {
      database.change("DELETE FROM " + table + " WHERE repository_id = ?", repository.value());
    }
  }

  private record Taken(Removed removed, List<Long> sizes) {}

  /// What no artifact of the project keeps alive any more is free again.
  private void refund(int project, String[] digests, List<Long> sizes) {
    database.change(
        InventoryStatements.REFUND, digests, sizes.toArray(Long[]::new), project, project);
  }

  private static Findings findings(ResultSet row, List<Blob> blobs, @Nullable String tag)
      throws SQLException {
    var repository = row.getObject("repository", Integer.class);
    return new Findings(
        Optional.ofNullable(repository).map(RepositoryId::new),
        new ArtifactId(row.getInt("artifact_number")),
        row.getBoolean("artifact_known"),
        row.getBoolean("artifact_here"),
        tag == null ? Optional.empty() : Optional.of(entry(row)),
        known(blobs, Columns.longs(row, "sizes")),
        new HashSet<>(Columns.digests(row, "kept")),
        new HashSet<>(Columns.digests(row, "children")),
        row.getInt("nesting"));
  }

  private static TagEntry entry(ResultSet row) throws SQLException {
    return new TagEntry(
        new TagId(row.getInt("tag_number")),
        row.getBoolean("tag_known"),
        Columns.digest(row, "tag_target"));
  }

  private static Removed removed(ResultSet row) throws SQLException {
    return new Removed(
        new Digest(row.getString("digest")),
        Columns.digests(row, "blobs"),
        Columns.digests(row, "children"));
  }

  /// Sizes come in the order of the blobs, -1 for one that the repository does not have.
  private static Map<Digest, Long> known(List<Blob> blobs, List<Long> sizes) {
    var known = new HashMap<Digest, Long>();
    for (int i = 0; i < sizes.size(); i++) {
      if (sizes.get(i) >= 0) {
        known.put(blobs.get(i).digest(), sizes.get(i));
      }
    }
    return known;
  }

  private static String[] childrenOf(Manifest manifest) {
    return manifest.children().stream()
        .map(Child::digest)
        .map(Digest::value)
        .distinct()
        .sorted()
        .toArray(String[]::new);
  }
}
