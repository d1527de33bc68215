package portolan.query.edge.oci;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import portolan.edge.message.Queries;
import portolan.language.artifact.ArtifactId;
import portolan.language.artifact.FindManifest;
import portolan.language.artifact.FindReferrers;
import portolan.language.artifact.ManifestRef;
import portolan.language.artifact.Referrers;
import portolan.language.artifact.Referrers.Referrer;
import portolan.language.message.Query;
import portolan.language.oci.Digest;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;
import portolan.language.project.ProjectId;
import portolan.language.project.ProjectRef;
import portolan.language.project.ResolveProject;
import portolan.language.repository.FindBlob;
import portolan.language.repository.FindRepositoryNames;
import portolan.language.repository.RepositoryId;
import portolan.language.repository.RepositoryRef;
import portolan.language.repository.ResolveRepository;
import portolan.language.tag.FindTagNames;
import portolan.language.tag.ResolveTag;
import reactor.core.publisher.Mono;

/// A read side of one repository, `acme/web`, and one project that is somebody else's.
final class Shelf implements Queries {
  static final ProjectId ACME = new ProjectId(1);
  static final RepositoryId WEB = new RepositoryId(7);
  static final RepositoryName NAME = RepositoryName.of("acme/web");

  final Map<String, Digest> tags = new TreeMap<>();
  final Map<Digest, ManifestRef> manifests = new HashMap<>();
  final Map<Digest, Long> blobs = new HashMap<>();
  final List<String> repositories = new java.util.ArrayList<>();
  final Set<Referrer> referrers = new HashSet<>();

  void put(Digest digest, String mediaType, long size) {
    manifests.put(digest, new ManifestRef(new ArtifactId(1), digest, mediaType, size, null));
  }

  @Override
  @SuppressWarnings("unchecked")
  public <R> Mono<R> ask(Query<R> query) {
    return Mono.just((R) answer(query));
  }

  private Object answer(Query<?> query) {
    return switch (query) {
      case ResolveProject(var name) ->
          Optional.of(
              new ProjectRef(
                  name.value().equals("acme") ? ACME : new ProjectId(2),
                  name,
                  false,
                  Instant.EPOCH));
      case ResolveRepository(var name) ->
          Optional.of(new RepositoryRef(WEB, ACME, name)).filter(_ -> name.equals(NAME));
      case ResolveTag(_, TagName(var tag)) -> Optional.ofNullable(tags.get(tag));
      case FindManifest(_, var digest) -> Optional.ofNullable(manifests.get(digest));
      case FindBlob(var project, var name, var digest) ->
          Optional.ofNullable(blobs.get(digest))
              .filter(_ -> project.equals(ACME) && name.equals(NAME));
      case FindTagNames(_, var after, var limit) ->
          tags.keySet().stream().filter(tag -> tag.compareTo(after) > 0).limit(limit).toList();
      case FindRepositoryNames(var after, var limit) ->
          repositories.stream()
              .sorted()
              .filter(name -> name.compareTo(after) > 0)
              .limit(limit)
              .toList();
      case FindReferrers find -> referrers(find);
      default -> throw new IllegalArgumentException("not on this shelf: " + query);
    };
  }

  private Referrers referrers(FindReferrers find) {
    var found =
        referrers.stream()
            .filter(it -> find.artifactType().map(t -> t.equals(it.artifactType())).orElse(true))
            .sorted(Comparator.comparing(it -> it.digest().value()))
            .filter(it ->
                find.after()
                    .map(last -> it.digest().value().compareTo(last.value()) > 0)
                    .orElse(true))
            .toList();
    var page = found.stream().limit(find.limit()).toList();
    return new Referrers(page, referrers.size(), page.size() < found.size());
  }
}
