package portolan.command.edge.oci;

import static java.util.stream.Collectors.toSet;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import portolan.blob.Blobs;
import portolan.edge.message.Commands;
import portolan.edge.oci.V2Endpoint;
import portolan.edge.oci.V2Exchange;
import portolan.edge.oci.V2Operation;
import portolan.edge.oci.V2Path;
import portolan.language.artifact.Blob;
import portolan.language.artifact.Manifest;
import portolan.language.artifact.PushArtifact;
import portolan.language.oci.Digest;
import portolan.language.oci.Reference;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// `PUT …/manifests/REFERENCE`: reads the manifest, keeps its bytes, then asks for the push. If
/// that is refused, the bytes are garbage and the sweep takes them.
///
/// Source: OCI distribution-spec, "Pushing Manifests".
final class ManifestEndpoint implements V2Endpoint {
  private static final int LARGEST = 4 << 20;

  /// Reading less than this does not keep the network's thread for long.
  private static final int QUICK = 128 << 10;

  /// As many blobs as any usual image has.
  private static final int LOOKED_FOR = 512;

  private final Blobs blobs;
  private final Commands commands;
  private final ConfigAttributes attributes;

  ManifestEndpoint(Blobs blobs, Commands commands) {
    this.blobs = blobs;
    this.commands = commands;
    this.attributes = new ConfigAttributes(blobs);
  }

  @Override
  public Set<V2Operation> operations() {
    return EnumSet.of(V2Operation.PUT_MANIFEST);
  }

  @Override
  public Mono<Void> answer(V2Exchange exchange) {
    var path = (V2Path.Manifest) exchange.path();
    var type = contentType(exchange);
    return Bodies.whole(exchange, LARGEST)
        .flatMap(bytes ->
            read(bytes, path.reference(), type)
                .flatMap(read -> keep(read, bytes))
                .flatMap(manifest -> push(exchange, path, manifest)));
  }

  private static Optional<String> contentType(V2Exchange exchange) {
    if (exchange.request().getHeaders().getOrEmpty(HttpHeaders.CONTENT_TYPE).size() > 1) {
      throw new Refusal.ManifestInvalid("there is more than one Content-Type").asException();
    }
    return exchange.header(HttpHeaders.CONTENT_TYPE);
  }

  private static Mono<ReadManifest> read(byte[] bytes, Reference reference, Optional<String> type) {
    var reading =
        Mono.fromSupplier(() -> ManifestReader.read(bytes, digest(bytes, reference), type));
    return bytes.length < QUICK ? reading : reading.subscribeOn(Schedulers.boundedElastic());
  }

  /// A push by digest must be of exactly these bytes; a push by tag gets their SHA-256.
  private static Digest digest(byte[] bytes, Reference reference) {
    return switch (reference) {
      case Reference.ByTag _ -> Digest.of(bytes);
      case Reference.ByDigest(var claimed) -> {
        if (!claimed.matches(bytes)) {
          throw new Refusal.DigestInvalid(claimed.value(), "the manifest has another digest")
              .asException();
        }
        yield claimed;
      }
    };
  }

  private Mono<Manifest> keep(ReadManifest read, byte[] bytes) {
    return Mono.zip(
        attributes.of(read),
        blobs.put(read.manifest().digest(), bytes),
        (shown, _) -> read.with(shown));
  }

  private Mono<Void> push(V2Exchange exchange, V2Path.Manifest path, Manifest manifest) {
    var project = exchange.project().id();
    var tag = tag(path.reference());
    var known = CosignTags.read(manifest, tag);
    return lost(manifest)
        .map(lost -> new PushArtifact(project, path.repository(), known, tag, lost))
        .flatMap(push -> commands.send(push, exchange.caller()))
        .then(Mono.defer(() -> created(exchange, path.repository(), manifest)));
  }

  /// Blobs whose bytes are gone, so that the client brings them again. Not looked for where that
  /// costs more than a moment, nor among so many that it would.
  private Mono<Set<Digest>> lost(Manifest manifest) {
    if (!blobs.findsAtOnce() || manifest.blobs().size() > LOOKED_FOR) {
      return Mono.just(Set.of());
    }
    return Flux.fromIterable(manifest.blobs())
        .map(Blob::digest)
        .filterWhen(digest -> blobs.find(digest).hasElement().map(found -> !found))
        .collect(toSet());
  }

  private static Optional<TagName> tag(Reference reference) {
    return reference instanceof Reference.ByTag(var tag) ? Optional.of(tag) : Optional.empty();
  }

  private static Mono<Void> created(
      V2Exchange exchange, RepositoryName repository, Manifest manifest) {
    exchange.locate("/v2/" + repository + "/manifests/" + manifest.digest());
    exchange.headers().set("Docker-Content-Digest", manifest.digest().value());
    var subject = manifest.subject();
    if (subject != null) {
      exchange.headers().set("OCI-Subject", subject.value());
    }
    return exchange.complete(201);
  }
}
