package portolan.query.edge.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import portolan.blob.filesystem.FilesystemStore;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Principal;
import portolan.edge.oci.Rights;
import portolan.edge.oci.V2Router;
import portolan.language.access.Permission;
import portolan.language.artifact.Referrers.Referrer;
import portolan.language.oci.Digest;
import portolan.language.oci.MediaTypes;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectRef;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class PullingTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String MANIFEST = "{\"schemaVersion\":2,\"layers\":[]}";
  private static final Digest MANIFEST_DIGEST = digest(MANIFEST.getBytes(StandardCharsets.UTF_8));

  @TempDir Path folder;
  private final Shelf shelf = new Shelf();
  private FilesystemStore store;
  private DisposableServer server;
  private final List<String> pulled = new java.util.concurrent.CopyOnWriteArrayList<>();
  private byte[] layer;
  private Digest layerDigest;

  @BeforeEach
  void start() throws IOException {
    store = new FilesystemStore(folder);
    var endpoints =
        List.of(
            new CheckEndpoint(),
            new CatalogEndpoint(shelf),
            new TagsEndpoint(shelf),
            new ManifestEndpoint(
                shelf,
                new ManifestBytes(store.blobs(), 1 << 20),
                (_, _, reference, _) -> pulled.add(reference.toString())),
            new BlobEndpoint(shelf, store.blobs()),
            new ReferrersEndpoint(shelf));
    var router = new V2Router(_ -> Mono.just(someone()), new Open(), shelf, endpoints);
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle(new ReactorHttpHandlerAdapter(router))
            .bindNow();
    layer = new byte[300_000];
    new Random(1).nextBytes(layer);
    layerDigest = digest(layer);
    keep(layer);
    shelf.blobs.put(layerDigest, (long) layer.length);
    keep(MANIFEST.getBytes(StandardCharsets.UTF_8));
    shelf.put(MANIFEST_DIGEST, MediaTypes.OCI_MANIFEST, MANIFEST.length());
    shelf.tags.put("v1", MANIFEST_DIGEST);
  }

  @AfterEach
  void stop() {
    server.disposeNow();
    store.close();
  }

  @Test
  void pullsByTagAndByDigest() {
    for (var reference : List.of("v1", MANIFEST_DIGEST.value())) {
      var answer = get("/v2/acme/web/manifests/" + reference, "Accept", "application/x-other");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(text(answer)).isEqualTo(MANIFEST);
      assertThat(header(answer, "Content-Type")).isEqualTo(MediaTypes.OCI_MANIFEST);
      assertThat(header(answer, "Docker-Content-Digest")).isEqualTo(MANIFEST_DIGEST.value());
      assertThat(header(answer, "ETag")).isEqualTo('"' + MANIFEST_DIGEST.value() + '"');
    }
  }

  @Test
  void remembersPullsOfManifestsOnly() {
    var path = "/v2/acme/web/manifests/v1";
    send("HEAD", path);
    get(path, "If-None-Match", MANIFEST_DIGEST.value());
    get("/v2/acme/web/blobs/" + layerDigest);
    assertThat(pulled).isEmpty();
    get(path);
    get("/v2/acme/web/manifests/" + MANIFEST_DIGEST);
    assertThat(pulled).containsExactly("v1", MANIFEST_DIGEST.value());
  }

  @Test
  void tellsTheSizeOfAManifestWithoutSendingIt() {
    var answer = send("HEAD", "/v2/acme/web/manifests/v1");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Length")).isEqualTo("" + MANIFEST.length());
    assertThat(header(answer, "Content-Type")).isEqualTo(MediaTypes.OCI_MANIFEST);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void doesNotSendWhatTheClientHas() {
    var path = "/v2/acme/web/manifests/v1";
    assertThat(get(path, "If-None-Match", '"' + MANIFEST_DIGEST.value() + '"').statusCode())
        .isEqualTo(304);
    assertThat(get(path, "If-None-Match", MANIFEST_DIGEST.value()).statusCode()).isEqualTo(304);
    assertThat(get(path, "If-None-Match", '"' + layerDigest.value() + '"').statusCode())
        .isEqualTo(200);
    var blob = "/v2/acme/web/blobs/" + layerDigest;
    assertThat(get(blob, "If-None-Match", '"' + layerDigest.value() + '"').statusCode())
        .isEqualTo(304);
  }

  @Test
  void saysWhatIsUnknown() {
    assertUnknown("/v2/acme/web/manifests/nope", "MANIFEST_UNKNOWN");
    assertUnknown("/v2/acme/web/manifests/" + layerDigest, "MANIFEST_UNKNOWN");
    assertUnknown("/v2/acme/none/manifests/v1", "NAME_UNKNOWN");
    assertUnknown("/v2/acme/none/tags/list", "NAME_UNKNOWN");
    assertUnknown("/v2/acme/web/blobs/" + digest(new byte[] {9}), "BLOB_UNKNOWN");
  }

  @Test
  void keepsABlobToTheRepositoriesThatHaveIt() {
    assertUnknown("/v2/other/x/blobs/" + layerDigest, "BLOB_UNKNOWN");
    assertThat(send("HEAD", "/v2/other/x/blobs/" + layerDigest).statusCode()).isEqualTo(404);
    assertThat(get("/v2/other/x/blobs/" + layerDigest, "Range", "bytes=0-9").statusCode())
        .isEqualTo(404);
  }

  @Test
  void doesNotFindABlobWhoseFileIsMissing() throws IOException {
    Files.delete(store.blobs().open(layerDigest).block().file().orElseThrow());
    assertUnknown("/v2/acme/web/blobs/" + layerDigest, "BLOB_UNKNOWN");
    assertThat(send("HEAD", "/v2/acme/web/blobs/" + layerDigest).statusCode()).isEqualTo(404);
    Files.delete(store.blobs().open(MANIFEST_DIGEST).block().file().orElseThrow());
    assertUnknown("/v2/acme/web/manifests/v1", "MANIFEST_UNKNOWN");
    assertThat(send("HEAD", "/v2/acme/web/manifests/v1").statusCode()).isEqualTo(404);
    assertThat(pulled).isEmpty();
  }

  @Test
  void findsAManifestAgainThatIsKeptAgain() throws IOException {
    Files.delete(store.blobs().open(MANIFEST_DIGEST).block().file().orElseThrow());
    assertUnknown("/v2/acme/web/manifests/v1", "MANIFEST_UNKNOWN");
    keep(MANIFEST.getBytes(StandardCharsets.UTF_8));
    assertThat(text(get("/v2/acme/web/manifests/v1"))).isEqualTo(MANIFEST);
  }

  @Test
  void forgetsAManifestThatIsNotStoredAnyMore() throws Exception {
    var path = "/v2/acme/web/manifests/v1";
    assertThat(get(path).statusCode()).isEqualTo(200);
    Files.delete(store.blobs().open(MANIFEST_DIGEST).block().file().orElseThrow());
    var end = System.nanoTime() + java.time.Duration.ofSeconds(20).toNanos();
    while (get(path).statusCode() == 200) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(500);
    }
    assertUnknown(path, "MANIFEST_UNKNOWN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bytes=0-9"})
  void sendsNothingOfADamagedBlob(String range) throws IOException {
    var path = "/v2/acme/web/blobs/" + layerDigest;
    damage(layerDigest);
    var answer = range.isEmpty() ? get(path) : get(path, "Range", range);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Range")).isEmpty();
    assertThat(send("HEAD", path).statusCode()).isEqualTo(404);
    keep(layer);
    assertThat(get(path).body()).isEqualTo(layer);
  }

  @Test
  void sendsNothingOfADamagedManifest() throws IOException {
    damage(MANIFEST_DIGEST);
    assertUnknown("/v2/acme/web/manifests/v1", "MANIFEST_UNKNOWN");
    assertThat(send("HEAD", "/v2/acme/web/manifests/v1").statusCode()).isEqualTo(404);
    keep(MANIFEST.getBytes(StandardCharsets.UTF_8));
    assertThat(text(get("/v2/acme/web/manifests/v1"))).isEqualTo(MANIFEST);
  }

  private void damage(Digest digest) throws IOException {
    var file = store.blobs().open(digest).block().file().orElseThrow();
    var bytes = Files.readAllBytes(file);
    bytes[7] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void sendsABlobWhole() {
    var answer = get("/v2/acme/web/blobs/" + layerDigest);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(layer);
    assertThat(header(answer, "Docker-Content-Digest")).isEqualTo(layerDigest.value());
    assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(header(answer, "Cache-Control")).isEqualTo("max-age=31536000");
    var head = send("HEAD", "/v2/acme/web/blobs/" + layerDigest);
    assertThat(header(head, "Content-Length")).isEqualTo("300000");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-9, 0, 10",
    "bytes=299990-, 299990, 10",
    "bytes=299990-999999999999, 299990, 10",
    "bytes=-7, 299993, 7",
    "bytes=-999999, 0, 300000",
    "bytes=5-5, 5, 1"
  })
  void sendsAPart(String range, int from, int count) {
    var answer = get("/v2/acme/web/blobs/" + layerDigest, "Range", range);
    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo(java.util.Arrays.copyOfRange(layer, from, from + count));
    assertThat(header(answer, "Content-Range"))
        .isEqualTo("bytes " + from + "-" + (from + count - 1) + "/300000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=300000-", "bytes=99999999999999999999-", "bytes=-0"})
  void refusesAPartThatIsNotThere(String range) {
    var answer = get("/v2/acme/web/blobs/" + layerDigest, "Range", range);
    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(header(answer, "Content-Range")).isEqualTo("bytes */300000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes=9-0", "bytes=x-", "lines=0-9", "bytes=0-1,5-6", "bytes=-", "bytes"})
  void sendsTheWholeForRangesThatMeanNothing(String range) {
    assertThat(get("/v2/acme/web/blobs/" + layerDigest, "Range", range).statusCode())
        .isEqualTo(200);
  }

  @Test
  void sendsTheWholeWhenTheConditionOfARangeFails() {
    var path = "/v2/acme/web/blobs/" + layerDigest;
    var tag = '"' + layerDigest.value() + '"';
    assertThat(get(path, "Range", "bytes=0-9", "If-Range", tag).statusCode()).isEqualTo(206);
    assertThat(get(path, "Range", "bytes=0-9", "If-Range", "\"x\"").statusCode()).isEqualTo(200);
  }

  @Test
  void sendsTheEmptyBlob() {
    var empty = digest(new byte[0]);
    keep(new byte[0]);
    shelf.blobs.put(empty, 0L);
    var answer = get("/v2/acme/web/blobs/" + empty);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Length")).isEqualTo("0");
  }

  @Test
  void listsTagsWholeAndInPages() {
    assertThat(text(get("/v2/acme/web/tags/list")))
        .isEqualTo("{\"name\":\"acme/web\",\"tags\":[\"v1\"]}");
    for (int i = 0; i < 100; i++) {
      shelf.tags.put("0.1." + i, MANIFEST_DIGEST);
    }
    assertThat(follow("/v2/acme/web/tags/list?n=7", "tags"))
        .containsExactlyElementsOf(shelf.tags.keySet());
    assertThat(header(get("/v2/acme/web/tags/list?n=2"), "Link"))
        .isEqualTo("</v2/acme/web/tags/list?last=0.1.1&n=2>; rel=\"next\"");
    assertThat(header(get("/v2/acme/web/tags/list?n=101"), "Link")).isEmpty();
  }

  @Test
  void boundsWhatAPageHolds() {
    for (int i = 0; i < 12_000; i++) {
      shelf.tags.put("t" + (100_000 + i), MANIFEST_DIGEST);
      shelf.repositories.add("acme/r" + (100_000 + i));
    }
    assertThat(entries(get("/v2/acme/web/tags/list"), "tags")).hasSize(10_000);
    assertThat(follow("/v2/acme/web/tags/list", "tags")).hasSize(12_001).doesNotHaveDuplicates();
    assertThat(entries(get("/v2/_catalog?n=1000000000"), "repositories")).hasSize(1000);
    assertThat(follow("/v2/_catalog", "repositories")).hasSize(12_000).doesNotHaveDuplicates();
    assertThat(entries(get("/v2/_catalog?n="), "repositories")).hasSize(1000);
    var nothing = get("/v2/_catalog?n=0");
    assertThat(text(nothing)).isEqualTo("{\"repositories\":[]}");
    assertThat(header(nothing, "Link")).isEmpty();
    assertThat(text(get("/v2/acme/web/tags/list?n=0"))).contains("\"tags\":[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"n=-1", "n=abc", "n=1.5", "n=%2B1", "last=%00", "last=a%0d%0ab"})
  void refusesNonsenseInLists(String query) {
    assertThat(get("/v2/_catalog?" + query).statusCode()).isEqualTo(400);
    assertThat(get("/v2/acme/web/tags/list?" + query).statusCode()).isEqualTo(400);
  }

  @Test
  void listsReferrersOfAnythingAsAnIndex() {
    var answer = get("/v2/acme/web/referrers/" + layerDigest);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo(MediaTypes.OCI_INDEX);
    assertThat(text(answer))
        .isEqualTo(
            "{\"schemaVersion\":2,\"mediaType\":\""
                + MediaTypes.OCI_INDEX
                + "\",\"manifests\":[]}");
    assertThat(get("/v2/acme/none/referrers/" + layerDigest).statusCode()).isEqualTo(200);
    assertThat(get("/v2/acme/web/referrers/nonsense").statusCode()).isEqualTo(400);
  }

  @Test
  void filtersReferrersByType() {
    refer(1, "application/sbom", Map.of("a", "b"));
    refer(2, "application/signature", Map.of());
    var answer = get("/v2/acme/web/referrers/" + layerDigest + "?artifactType=application/sbom");
    assertThat(header(answer, "OCI-Filters-Applied")).isEqualTo("artifactType");
    assertThat(header(answer, "X-Total-Count")).isEqualTo("2");
    assertThat(text(answer))
        .contains("\"annotations\":{\"a\":\"b\"},\"artifactType\":\"application/sbom\"")
        .doesNotContain("signature");
  }

  @Test
  void keepsPagesOfReferrersSmall() {
    for (int i = 0; i < 30; i++) {
      refer(i, "application/sbom", Map.of("big", "\u00fc\"".repeat(150_000)));
    }
    var seen = new HashSet<String>();
    var path = "/v2/acme/web/referrers/" + layerDigest + "?artifactType=application/sbom";
    for (Optional<String> next = Optional.of(path); next.isPresent(); ) {
      var answer = get(next.get());
      assertThat(answer.body().length).isLessThan(4 << 20);
      var digests = text(answer).split("\"digest\":\"");
      for (int i = 1; i < digests.length; i++) {
        assertThat(seen.add(digests[i].substring(0, 71))).isTrue();
      }
      next = next(answer);
    }
    assertThat(seen).hasSize(30);
  }

  private void refer(int number, String type, Map<String, String> annotations) {
    var digest = digest(("referrer " + number).getBytes(StandardCharsets.UTF_8));
    shelf.referrers.add(
        new Referrer(digest, MediaTypes.OCI_MANIFEST, 100, type, new HashMap<>(annotations)));
  }

  private List<String> follow(String path, String field) {
    var all = new ArrayList<String>();
    for (Optional<String> next = Optional.of(path); next.isPresent(); ) {
      var answer = get(next.get());
      all.addAll(entries(answer, field));
      next = next(answer);
    }
    return all;
  }

  private static Optional<String> next(HttpResponse<?> answer) {
    return answer.headers().firstValue("Link").map(it -> it.substring(1, it.indexOf('>')));
  }

  private static List<String> entries(HttpResponse<byte[]> answer, String field) {
    var body = text(answer);
    var list = body.substring(body.indexOf("\"" + field + "\":[") + field.length() + 4);
    return List.of(list.substring(0, list.indexOf(']')).replace("\"", "").split(","));
  }

  private void assertUnknown(String path, String code) {
    var answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(text(answer)).contains("\"code\":\"" + code + "\"");
  }

  private void keep(byte[] bytes) {
    store.blobs().put(digest(bytes), bytes).block();
  }

  private static Digest digest(byte[] bytes) {
    return Digest.of(bytes);
  }

  private static Caller someone() {
    return new Caller(
        new Principal.User(new UserId(3), "dan", true),
        Optional.empty(),
        "basic",
        false,
        "127.0.0.1",
        "",
        "r1",
        Optional.empty(),
        URI.create("http://here"));
  }

  private static final class Open implements Rights {
    @Override
    public Mono<Boolean> may(
        Caller caller, ProjectRef project, RepositoryName repository, Permission permission) {
      return Mono.just(true);
    }

    @Override
    public boolean maySystem(Caller caller, Permission permission) {
      return true;
    }
  }

  private HttpResponse<byte[]> get(String path, String... headers) {
    return send("GET", path, headers);
  }

  private HttpResponse<byte[]> send(String method, String path, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
