package portolan.command.edge.oci;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import portolan.blob.Blobs;
import portolan.blob.ReadableBlob;
import portolan.edge.identity.Caller;
import portolan.edge.message.Commands;
import portolan.edge.message.Queries;
import portolan.language.artifact.ArtifactDetails;
import portolan.language.artifact.Blob;
import portolan.language.artifact.FindArtifact;
import portolan.language.artifact.Manifest;
import portolan.language.artifact.PushArtifact;
import portolan.language.oci.Digest;
import portolan.language.oci.Reference;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;
import portolan.language.project.ProjectRef;
import portolan.language.refusal.Refusal;
import portolan.language.repository.FindBlob;
import portolan.language.repository.RepositoryId;
import portolan.language.repository.ResolveRepository;
import portolan.language.tag.ResolveTag;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Copies artifacts between repositories without their bytes being sent again: what an index lists
/// first, then the artifact under each of its tags, then what refers to it. Each is a push like any
/// other, checked and recorded as one; a copy that breaks off leaves whole artifacts and can be
/// asked for again.
public final class Copying {
  private static final int LARGEST_MANIFEST = 4 << 20;

  /// How many artifacts may lie in or refer to one another in a row: more than indexes can, and
  /// more than any signature of a signature that means something.
  private static final int DEEPEST = 32;

  private final Queries queries;
  private final Commands commands;
  private final Blobs blobs;
  private final Holdings holdings;
  private final ConfigAttributes attributes;

  public Copying(Queries queries, Commands commands, Blobs blobs, Holdings holdings) {
    this.queries = queries;
    this.commands = commands;
    this.blobs = blobs;
    this.holdings = holdings;
    this.attributes = new ConfigAttributes(blobs);
  }

  /// Where a copy goes, for whom.
  ///
  /// @param met what is copied already or just now: what an index lists may refer to the index
  private record Target(Caller caller, ProjectRef project, RepositoryName name, Set<Digest> met) {}

  /// Fails with what the pushes fail with; the caller may read the source and write the target.
  ///
  /// @param source what is copied, and is no accessory
  public Mono<Void> copy(
      Caller caller, ArtifactDetails source, ProjectRef project, RepositoryName name) {
    return Mono.defer(() -> copy(source, new Target(caller, project, name, new HashSet<>()), 1));
  }

  private Mono<Void> copy(ArtifactDetails source, Target target, int depth) {
    if (!target.met.add(source.digest())) {
      return Mono.empty();
    }
    if (depth > DEEPEST) {
      return Mono.error(
          new Refusal.ParameterInvalid(
                  "from",
                  "artifacts that lie in or refer to one another are copied up to %d in a row"
                      .formatted(DEEPEST))
              .asException());
    }
    var children = source.children().stream().map(ArtifactDetails.ChildDetails::digest);
    var accessories = source.accessories().stream().map(ArtifactDetails.Accessory::digest);
    return Flux.concat(
            each(source.repository(), children, target, depth + 1),
            push(source, target),
            each(source.repository(), accessories, target, depth + 1))
        .then();
  }

  private Flux<Void> each(
      RepositoryId repository, Stream<Digest> digests, Target target, int depth) {
    return Flux.fromStream(digests)
        .concatMap(digest ->
            queries
                .ask(new FindArtifact(repository, new Reference.ByDigest(digest)))
                .flatMap(Mono::justOrEmpty)
                .flatMap(found -> copy(found, target, depth)));
  }

  private Mono<Void> push(ArtifactDetails source, Target target) {
    return read(source)
        .flatMap(manifest ->
            hold(manifest, source, target)
                .then(Mono.defer(() -> wanted(source, target)))
                .flatMapMany(Flux::fromIterable)
                .concatMap(tag ->
                    commands.send(
                        new PushArtifact(
                            target.project.id(), target.name, CosignTags.read(manifest, tag), tag),
                        target.caller))
                .then());
  }

  private Mono<Manifest> read(ArtifactDetails source) {
    var unknown = new Refusal.ArtifactUnknown(source.digest().value());
    return blobs
        .open(source.digest())
        .filter(blob -> blob.size() <= LARGEST_MANIFEST)
        .flatMap(ReadableBlob::whole)
        .switchIfEmpty(Mono.error(unknown::asException))
        .map(bytes -> ManifestReader.read(bytes, source.digest(), Optional.of(source.mediaType())))
        .flatMap(read -> attributes.of(read).map(read::with));
  }

  /// Until the push refers to them, the blobs are held for the target.
  private Mono<Void> hold(Manifest manifest, ArtifactDetails source, Target target) {
    return Flux.fromIterable(manifest.blobs())
        .filterWhen(blob -> isHeld(blob, source))
        .concatMap(blob -> blobs.find(blob.digest()))
        .concatMap(
            blob -> holdings.hold(target.project.id(), target.name, blob.digest(), blob.size()))
        .then();
  }

  /// What a manifest needs is there. What it need not have may be somebody else's.
  private Mono<Boolean> isHeld(Blob blob, ArtifactDetails source) {
    return blob.mayBeElsewhere()
        ? queries
            .ask(new FindBlob(source.project(), source.name(), blob.digest()))
            .map(Optional::isPresent)
        : Mono.just(true);
  }

  /// The tags that do not point there yet; a push without one when there is none at all.
  private Mono<List<Optional<TagName>>> wanted(ArtifactDetails source, Target target) {
    if (source.tags().isEmpty()) {
      return Mono.just(List.of(Optional.empty()));
    }
    return queries
        .ask(new ResolveRepository(target.name))
        .flatMap(repository ->
            Flux.fromIterable(source.tags())
                .map(tag -> tag.name())
                .filterWhen(tag ->
                    repository
                        .map(here -> queries.ask(new ResolveTag(here.id(), tag)))
                        .orElse(Mono.just(Optional.empty()))
                        .map(at -> !at.filter(source.digest()::equals).isPresent()))
                .map(Optional::of)
                .collectList());
  }
}
