package portolan.command.edge.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import portolan.blob.filesystem.FilesystemStore;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Principal;
import portolan.edge.oci.V2Router;
import portolan.language.artifact.DeleteArtifact;
import portolan.language.artifact.PushArtifact;
import portolan.language.oci.Digest;
import portolan.language.oci.MediaTypes;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;
import portolan.language.repository.FindBlob;
import portolan.language.repository.ReleaseBlob;
import portolan.language.repository.RepositoryId;
import portolan.language.tag.DeleteTag;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class PushingTest {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final byte[] BYTES = "first part second part".getBytes(StandardCharsets.UTF_8);
  private static final Digest DIGEST = Digest.of(BYTES);

  @TempDir Path folder;
  private final Yard yard = new Yard();
  private FilesystemStore store;
  private DisposableServer server;

  @BeforeEach
  void start() throws IOException {
    store = new FilesystemStore(folder);
    var writes =
        new RegistryWrites(
            yard,
            yard,
            yard,
            store.blobs(),
            store.uploads(),
            yard,
            yard,
            yard,
            new UploadIds(new byte[16]),
            new OpenUploads(10, Duration.ofHours(1), InstantSource.system()));
    var router = new V2Router(PushingTest::caller, yard, yard, writes.endpoints());
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle(new ReactorHttpHandlerAdapter(router))
            .bindNow();
  }

  @AfterEach
  void stop() {
    server.disposeNow();
    store.close();
  }

  @Test
  void takesABlobInOnePut() {
    var started = post("/v2/pa/x/blobs/uploads/");
    assertThat(started.statusCode()).isEqualTo(202);
    assertThat(header(started, "Range")).isEqualTo("0-0");
    assertThat(header(started, "Content-Length")).isEqualTo("0");
    assertThat(header(started, "Location"))
        .isEqualTo(base() + "/v2/pa/x/blobs/uploads/" + header(started, "Docker-Upload-UUID"));
    var done = put(location(started) + "?digest=" + DIGEST, BYTES);
    assertCreated(done, DIGEST);
    assertThat(header(done, "Location")).isEqualTo(base() + "/v2/pa/x/blobs/" + DIGEST);
    assertThat(yard.held)
        .containsEntry(
            new FindBlob(new ProjectId(1), RepositoryName.of("pa/x"), DIGEST), (long) BYTES.length);
    assertThat(put(location(started) + "?digest=" + DIGEST, BYTES).statusCode()).isEqualTo(404);
  }

  @Test
  void holdsNothingForAProjectThatWasDeletedMeanwhile() {
    yard.deletedWhileUploading = Optional.of("pa");
    var started = post("/v2/pa/x/blobs/uploads/");
    assertRefused(put(location(started) + "?digest=" + DIGEST, BYTES), 404, "NAME_UNKNOWN");
    assertThat(yard.held).isEmpty();
  }

  @Test
  void takesABlobInOnePost() {
    assertCreated(post("/v2/pa/x/blobs/uploads/?digest=" + escaped(DIGEST), BYTES), DIGEST);
    var empty = Digest.of(new byte[0]);
    assertCreated(post("/v2/pa/x/blobs/uploads/?digest=" + empty, new byte[0]), empty);
    var wrong = post("/v2/pa/x/blobs/uploads/?digest=" + empty, BYTES);
    assertRefused(wrong, 400, "DIGEST_INVALID");
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void takesABlobOfSha512() {
    var digest =
        Digest.of("sha512", new Digest("sha512:" + "0".repeat(128)).hasher().digest(BYTES));
    assertCreated(post("/v2/pa/x/blobs/uploads/?digest=" + digest, BYTES), digest);
  }

  @Test
  void takesChunks() {
    var at = location(post("/v2/pa/x/blobs/uploads/"));
    var first = patch(at, part(0, 10), "Content-Range", "0-9");
    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(header(first, "Range")).isEqualTo("0-9");
    assertThat(status(at)).isEqualTo("0-9");
    assertThat(patch(at, part(10, 22)).statusCode()).isEqualTo(202);
    assertCreated(put(at + "?digest=" + DIGEST, new byte[0]), DIGEST);
    assertThat(store.blobs().find(DIGEST).block().size()).isEqualTo(BYTES.length);
  }

  @Test
  void takesTheLastChunkWithThePut() {
    var at = location(post("/v2/pa/x/blobs/uploads/"));
    patch(at, part(0, 10));
    var done = put(at + "?digest=" + DIGEST, part(10, 22), "Content-Range", "10-21");
    assertCreated(done, DIGEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"15-26", "5-16", "0-11", "x", "11-10"})
  void refusesChunksOutOfOrderAndGoesOn(String range) {
    var at = location(post("/v2/pa/x/blobs/uploads/"));
    patch(at, part(0, 10));
    var wrong = patch(at, part(10, 22), "Content-Range", range);
    assertThat(wrong.statusCode()).isEqualTo(416);
    assertThat(header(wrong, "Range")).isEqualTo("0-9");
    assertThat(status(at)).isEqualTo("0-9");
    assertThat(patch(at, part(10, 22), "Content-Range", "10-21").statusCode()).isEqualTo(202);
    assertCreated(put(at + "?digest=" + DIGEST, new byte[0]), DIGEST);
  }

  @Test
  void refusesARangeOfAnotherLength() {
    var at = location(post("/v2/pa/x/blobs/uploads/"));
    assertRefused(patch(at, part(0, 10), "Content-Range", "0-10"), 400, "SIZE_INVALID");
  }

  @Test
  void keepsWhatArrivedBeforeTheConnectionBroke() throws Exception {
    var at = location(post("/v2/pa/x/blobs/uploads/"));
    var large = new byte[3 << 20];
    new Random(1).nextBytes(large);
    try (var socket = new Socket("127.0.0.1", server.port())) {
      var head =
          "PATCH %s HTTP/1.1\r\nHost: x\r\nAuthorization: Basic alice\r\nContent-Length: %d\r\n\r\n"
              .formatted(at, large.length);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(large, 0, 2 << 20);
      socket.getOutputStream().flush();
      Thread.sleep(300);
    }
    long arrived = 0;
    for (int i = 0; i < 50 && arrived < 2 << 20; i++) {
      Thread.sleep(100);
      arrived = Long.parseLong(status(at).substring(2)) + 1;
    }
    assertThat(arrived).isBetween(1L << 20, 2L << 20);
    var rest = Arrays.copyOfRange(large, (int) arrived, large.length);
    assertThat(patch(at, rest).statusCode()).isEqualTo(202);
    var digest = Digest.of(large);
    assertCreated(put(at + "?digest=" + digest, new byte[0]), digest);
  }

  @Test
  void letsOneOfTwoWritersGoOn() {
    var at = location(post("/v2/pa/x/blobs/uploads/"));
    var large = new byte[1 << 20];
    var one = CompletableFuture.supplyAsync(() -> patch(at, large, "Content-Range", "0-1048575"));
    var two = CompletableFuture.supplyAsync(() -> patch(at, large, "Content-Range", "0-1048575"));
    assertThat(List.of(one.join().statusCode(), two.join().statusCode()))
        .containsExactlyInAnyOrder(202, 416);
  }

  @Test
  void cancels() {
    var at = location(post("/v2/pa/x/blobs/uploads/"));
    assertThat(send("DELETE", at, null, "alice").statusCode()).isEqualTo(204);
    assertThat(send("GET", at, null, "alice").statusCode()).isEqualTo(404);
  }

  @Test
  void keepsASessionToItsRepositoryAndPrincipal() {
    var at = location(post("/v2/pa/x/blobs/uploads/"));
    var id = at.substring(at.lastIndexOf('/') + 1);
    for (var method : List.of("GET", "PATCH", "PUT", "DELETE")) {
      var query = method.equals("PUT") ? "?digest=" + DIGEST : "";
      for (var foreign :
          List.of(
              "/v2/pa/y/blobs/uploads/" + id,
              "/v2/pa/x/blobs/uploads/" + id.substring(1),
              "/v2/pa/x/blobs/uploads/A" + id,
              "/v2/pa/x/blobs/uploads/00000000-0000-0000-0000-000000000000")) {
        assertThat(send(method, foreign + query, BYTES, "alice").statusCode()).isEqualTo(404);
      }
      var bob = send(method, "/v2/pb/x/blobs/uploads/" + id + query, BYTES, "bob");
      assertThat(bob.statusCode()).isEqualTo(404);
    }
    assertCreated(put(at + "?digest=" + DIGEST, BYTES), DIGEST);
  }

  @Test
  void boundsHowManyUploadsAreOpen() {
    for (int i = 0; i < 10; i++) {
      assertThat(post("/v2/pa/x/blobs/uploads/").statusCode()).isEqualTo(202);
    }
    assertRefused(post("/v2/pa/x/blobs/uploads/"), 429, "TOOMANYREQUESTS");
    assertThat(send("POST", "/v2/pb/x/blobs/uploads/", null, "bob").statusCode()).isEqualTo(202);
  }

  @Test
  void countsNoUploadThatEnded() {
    for (int i = 0; i < 15; i++) {
      var at = location(post("/v2/pa/x/blobs/uploads/"));
      assertCreated(put(at + "?digest=" + DIGEST, BYTES), DIGEST);
      post("/v2/pa/x/blobs/uploads/?digest=" + Digest.of(new byte[] {1}), BYTES);
      send("DELETE", location(post("/v2/pa/x/blobs/uploads/")), null, "alice");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "md5:d41d8cd98f00b204e9800998ecf8427e",
        "sha256:12",
        "sha256:../../x",
        "",
        "SHA256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void refusesBadDigests(String digest) {
    var at = location(post("/v2/pa/x/blobs/uploads/"));
    assertRefused(put(at + "?digest=" + digest, BYTES), 400, "DIGEST_INVALID");
    assertRefused(put(at, BYTES), 400, "DIGEST_INVALID");
    assertThat(status(at)).isEqualTo("0-0");
  }

  @Test
  void refusesOtherBytesThanClaimed() {
    var at = location(post("/v2/pa/x/blobs/uploads/"));
    var other = Digest.of(new byte[] {1});
    assertRefused(put(at + "?digest=" + other, BYTES), 400, "DIGEST_INVALID");
    assertThat(yard.held).isEmpty();
    assertThat(store.blobs().find(other).block()).isNull();
  }

  @Test
  void sparesUploadsWithoutRoom() {
    yard.full.add(DIGEST);
    var at = location(post("/v2/pa/x/blobs/uploads/"));
    assertRefused(put(at + "?digest=" + DIGEST, BYTES), 403, "DENIED");
    assertRefused(post("/v2/pa/x/blobs/uploads/?digest=" + DIGEST, BYTES), 403, "DENIED");
    assertThat(yard.held).isEmpty();
  }

  @Test
  void beginsNoUploadWhereMoreIsKeptThanMayBe() {
    yard.past.add(new ProjectId(1));
    assertRefused(post("/v2/pa/x/blobs/uploads/"), 403, "DENIED");
    assertThat(post("/v2/pa/x/blobs/uploads/?digest=" + DIGEST, BYTES).statusCode()).isEqualTo(201);
  }

  @Test
  void refusesEncodedBodies() {
    var at = location(post("/v2/pa/x/blobs/uploads/"));
    assertRefused(patch(at, BYTES, "Content-Encoding", "gzip"), 415, "UNSUPPORTED");
  }

  @Test
  void mountsFromWhereTheCallerMayPull() {
    keep("pub/x");
    var mounted = post("/v2/pa/new/blobs/uploads/?mount=" + DIGEST + "&from=pub%2Fx");
    assertCreated(mounted, DIGEST);
    assertThat(header(mounted, "Location")).isEqualTo(base() + "/v2/pa/new/blobs/" + DIGEST);
    assertThat(yard.held)
        .containsKey(new FindBlob(new ProjectId(1), RepositoryName.of("pa/new"), DIGEST));
    assertCreated(post("/v2/pa/other/blobs/uploads/?mount=" + DIGEST), DIGEST);
  }

  @Test
  void mountsNothingOfOthersAndDoesNotTell() {
    keep("pb/y");
    var unknown = Digest.of(new byte[] {7});
    for (var query :
        List.of(
            "?mount=" + DIGEST + "&from=pb/y",
            "?mount=" + DIGEST,
            "?mount=" + unknown + "&from=pb/y",
            "?mount=" + unknown,
            "?mount=" + DIGEST + "&from=none/y",
            "?mount=" + DIGEST + "&from=NO",
            "?mount=" + DIGEST + "&from=")) {
      var answer = post("/v2/pa/x/blobs/uploads/" + query);
      assertThat(answer.statusCode()).as(query).isEqualTo(202);
      assertThat(location(answer)).startsWith("/v2/pa/x/blobs/uploads/");
    }
    assertThat(yard.held).hasSize(1);
  }

  @Test
  void pushesAManifestByTag() {
    var config = keep("{\"os\":\"linux\",\"x\":1}".getBytes(StandardCharsets.UTF_8));
    var body = manifest(config, ",\"subject\":" + descriptor(DIGEST));
    var answer = putManifest("/v2/pa/x/manifests/v1", body);
    var digest = Digest.of(body);
    assertCreated(answer, digest);
    assertThat(header(answer, "Location")).isEqualTo(base() + "/v2/pa/x/manifests/" + digest);
    assertThat(header(answer, "OCI-Subject")).isEqualTo(DIGEST.value());
    assertThat(store.blobs().find(digest).block().size()).isEqualTo(body.length);
    var push = (PushArtifact) yard.sent.getFirst();
    assertThat(push.tag()).contains(new TagName("v1"));
    assertThat(push.lost()).doesNotContain(config);
    assertThat(push.project()).isEqualTo(new ProjectId(1));
    assertThat(push.manifest().digest()).isEqualTo(digest);
    assertThat(push.manifest().size()).isEqualTo(body.length);
    assertThat(push.manifest().attributes())
        .isEqualTo("{\"architecture\":\"\",\"author\":\"\",\"os\":\"linux\"}");
  }

  @Test
  void pushesAManifestByDigest() {
    var body = manifest(DIGEST, "");
    assertCreated(
        putManifest("/v2/pa/x/manifests/" + escaped(Digest.of(body)), body), Digest.of(body));
    var push = (PushArtifact) yard.sent.getFirst();
    assertThat(push.tag()).isEmpty();
    assertThat(push.lost()).contains(DIGEST);
    var wrong = putManifest("/v2/pa/x/manifests/" + DIGEST, body);
    assertRefused(wrong, 400, "DIGEST_INVALID");
    assertThat(yard.sent).hasSize(1);
  }

  @Test
  void refusesManifestsThatAreNone() {
    var bad = "hello".getBytes(StandardCharsets.UTF_8);
    assertRefused(putManifest("/v2/pa/x/manifests/v1", bad), 400, "MANIFEST_INVALID");
    assertThat(yard.sent).isEmpty();
    assertThat(store.blobs().find(Digest.of(bad)).block()).isNull();
  }

  @Test
  void namesTheBlobsThatAreMissing() {
    yard.refusal =
        Optional.of(new Refusal.ManifestBlobsUnknown(RepositoryName.of("pa/x"), List.of(DIGEST)));
    var answer = putManifest("/v2/pa/x/manifests/v1", manifest(DIGEST, ""));
    assertRefused(answer, 400, "MANIFEST_BLOB_UNKNOWN");
    assertThat(answer.body()).contains(DIGEST.value());
  }

  @Test
  void takesManifestsUpToTheLimitAndNoMore() {
    var start = manifest(DIGEST, "");
    var largest = Arrays.copyOf(start, 4 << 20);
    Arrays.fill(largest, start.length, largest.length, (byte) ' ');
    assertCreated(putManifest("/v2/pa/x/manifests/v1", largest), Digest.of(largest));
    var more = Arrays.copyOf(largest, largest.length + 1);
    assertRefused(putManifest("/v2/pa/x/manifests/v1", more), 413, "SIZE_INVALID");
  }

  @Test
  void answersAManifestThatDoesNotEnd() throws IOException {
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(10_000);
      var head =
          "PUT /v2/pa/x/manifests/v1 HTTP/1.1\r\nHost: x\r\nAuthorization: Basic alice\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      var chunk = ("10000\r\n" + " ".repeat(1 << 16) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      for (int written = 0; written <= (4 << 20); written += 1 << 16) {
        socket.getOutputStream().write(chunk);
      }
      var answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      assertThat(answer).isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void deletes() {
    assertThat(send("DELETE", "/v2/pa/x/manifests/v1", null, "alice").statusCode()).isEqualTo(202);
    assertThat(send("DELETE", "/v2/pa/x/manifests/" + DIGEST, null, "alice").statusCode())
        .isEqualTo(202);
    assertThat(send("DELETE", "/v2/pa/x/blobs/" + DIGEST, null, "alice").statusCode())
        .isEqualTo(202);
    assertThat(yard.sent)
        .containsExactly(
            new DeleteTag(new RepositoryId(7), new TagName("v1")),
            new DeleteArtifact(new RepositoryId(7), DIGEST),
            new ReleaseBlob(new ProjectId(1), RepositoryName.of("pa/x"), DIGEST));
    assertRefused(send("DELETE", "/v2/pa/none/manifests/v1", null, "alice"), 404, "NAME_UNKNOWN");
  }

  private static byte[] manifest(Digest config, String more) {
    var text =
        "{\"schemaVersion\":2,\"config\":"
            + descriptor(config).replace("a/b", MediaTypes.OCI_CONFIG)
            + ",\"layers\":[]"
            + more
            + "}";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String descriptor(Digest digest) {
    return "{\"mediaType\":\"a/b\",\"digest\":\"" + digest + "\",\"size\":22}";
  }

  private Digest keep(byte[] bytes) {
    return store.blobs().put(Digest.of(bytes), bytes).block().digest();
  }

  private void keep(String repository) {
    keep(BYTES);
    var name = RepositoryName.of(repository);
    var project = Yard.PROJECTS.get(name.project().value());
    yard.held.put(new FindBlob(project, name, DIGEST), (long) BYTES.length);
  }

  private List<Path> unfinished() {
    try (var files = Files.walk(folder.resolve("uploads"))) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] part(int from, int to) {
    return Arrays.copyOfRange(BYTES, from, to);
  }

  private static String escaped(Digest digest) {
    return digest.value().replace(":", "%3A");
  }

  private String status(String at) {
    var answer = send("GET", at, null, "alice");
    assertThat(answer.statusCode()).isEqualTo(204);
    return header(answer, "Range");
  }

  private static void assertCreated(HttpResponse<String> answer, Digest digest) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(header(answer, "Docker-Content-Digest")).isEqualTo(digest.value());
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
  }

  private HttpResponse<String> post(String path) {
    return send("POST", path, null, "alice");
  }

  private HttpResponse<String> post(String path, byte[] body) {
    return send("POST", path, body, "alice");
  }

  private HttpResponse<String> put(String path, byte[] body, String... headers) {
    return send("PUT", path, body, "alice", headers);
  }

  private HttpResponse<String> putManifest(String path, byte[] body) {
    return put(path, body, "Content-Type", MediaTypes.OCI_MANIFEST);
  }

  private HttpResponse<String> patch(String path, byte[] body, String... headers) {
    return send("PATCH", path, body, "alice", headers);
  }

  private HttpResponse<String> send(
      String method, String path, byte[] body, String who, String... headers) {
    BodyPublisher publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
    var request =
        HttpRequest.newBuilder(URI.create(base() + path))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Basic " + who)
            .method(method, publisher);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String base() {
    return "http://127.0.0.1:" + server.port();
  }

  private String location(HttpResponse<?> answer) {
    return header(answer, "Location").substring(base().length());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static Mono<Caller> caller(ServerHttpRequest request) {
    var who = request.getHeaders().getFirst("Authorization").substring("Basic ".length());
    return Mono.just(
        new Caller(
            new Principal.User(new UserId(who.length()), who, false),
            Optional.empty(),
            "basic",
            false,
            "127.0.0.1",
            "",
            "r1",
            Optional.empty(),
            URI.create("http://" + request.getHeaders().getFirst("Host"))));
  }
}
