package portolan.query.edge.oci;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portolan.edge.message.Queries;
import portolan.edge.oci.Digests;
import portolan.edge.oci.V2Endpoint;
import portolan.edge.oci.V2Exchange;
import portolan.edge.oci.V2Operation;
import portolan.edge.oci.V2Path;
import portolan.language.artifact.FindReferrers;
import portolan.language.artifact.Referrers;
import portolan.language.artifact.Referrers.Referrer;
import portolan.language.oci.Digest;
import portolan.language.oci.MediaTypes;
import portolan.language.repository.RepositoryId;
import portolan.language.repository.ResolveRepository;
import reactor.core.publisher.Mono;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What refers to a manifest: signatures, bills of materials and the like, as an image index.
///
/// Never 404: a subject that is not known has no referrers. Pages stay below the size that clients
/// accept for a manifest. Source: OCI distribution-spec, "Listing Referrers".
public final class ReferrersEndpoint implements V2Endpoint {
  private static final int LARGEST_BYTES = (4 << 20) - (64 << 10);
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final Referrers NONE = new Referrers(List.of(), 0, false);

  private final Queries queries;

  public ReferrersEndpoint(Queries queries) {
    this.queries = queries;
  }

  @Override
  public Set<V2Operation> operations() {
    return EnumSet.of(V2Operation.LIST_REFERRERS);
  }

  @Override
  public Mono<Void> answer(V2Exchange exchange) {
    var path = (V2Path.Referrers) exchange.path();
    var page = ListPage.of(exchange, ListPage.LARGEST);
    var type = exchange.parameter("artifactType").filter(text -> !text.isEmpty());
    var after =
        page.after().isEmpty()
            ? Optional.<Digest>empty()
            : Optional.of(Digests.require(page.after()));
    return queries
        .ask(new ResolveRepository(path.repository()))
        .flatMap(repository ->
            repository
                .map(it -> find(it.id(), path.subject(), type, after, page))
                .orElse(Mono.just(NONE)))
        .flatMap(found -> write(exchange, path, type, page, found));
  }

  private Mono<Referrers> find(
      RepositoryId repository,
      Digest subject,
      Optional<String> type,
      Optional<Digest> after,
      ListPage page) {
    int most = Math.max(1, page.size());
    return queries
        .ask(new FindReferrers(repository, subject, type, after, most))
        .map(found -> page.nothing() ? new Referrers(List.of(), found.total(), false) : found);
  }

  private static Mono<Void> write(
      V2Exchange exchange,
      V2Path.Referrers path,
      Optional<String> type,
      ListPage page,
      Referrers found) {
    var bytes = new ByteArrayOutputStream(256 + 256 * found.items().size());
    int written = index(found.items(), bytes);
    exchange.headers().set("X-Total-Count", Long.toString(found.total()));
    type.ifPresent(_ -> exchange.headers().set("OCI-Filters-Applied", "artifactType"));
    if (written > 0 && (found.more() || written < found.items().size())) {
      page.link(
          exchange,
          "/v2/" + path.repository() + "/referrers/" + path.subject(),
          found.items().get(written - 1).digest().value(),
          type.map(it -> "&artifactType=" + URLEncoder.encode(it, StandardCharsets.UTF_8))
              .orElse(""));
    }
    return exchange.complete(MediaTypes.OCI_INDEX, bytes.toByteArray());
  }

  /// Writes as many as fit, and says how many.
  private static int index(List<Referrer> referrers, ByteArrayOutputStream bytes) {
    int written = 0;
    try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeNumberProperty("schemaVersion", 2);
      json.writeStringProperty("mediaType", MediaTypes.OCI_INDEX);
      json.writeArrayPropertyStart("manifests");
      for (var referrer : referrers) {
        if (written > 0 && !fits(referrer, json, bytes)) {
          break;
        }
        descriptor(referrer, json);
        written++;
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return written;
  }

  /// A descriptor takes less than 800 bytes without annotations, and a character six at most.
  private static boolean fits(Referrer referrer, JsonGenerator json, ByteArrayOutputStream bytes) {
    long room = 800;
    for (var entry : referrer.annotations().entrySet()) {
      room += 8 + 6L * (entry.getKey().length() + entry.getValue().length());
    }
    if (room > 4096) {
      json.flush();
    }
    return bytes.size() + json.streamWriteOutputBuffered() + room < LARGEST_BYTES;
  }

  private static void descriptor(Referrer referrer, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("mediaType", referrer.mediaType());
    json.writeStringProperty("digest", referrer.digest().value());
    json.writeNumberProperty("size", referrer.size());
    if (!referrer.annotations().isEmpty()) {
      json.writeObjectPropertyStart("annotations");
      referrer.annotations().forEach(json::writeStringProperty);
      json.writeEndObject();
    }
    var type = referrer.artifactType();
    if (type != null) {
      json.writeStringProperty("artifactType", type);
    }
    json.writeEndObject();
  }
}
