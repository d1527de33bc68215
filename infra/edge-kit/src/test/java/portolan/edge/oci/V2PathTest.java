package portolan.edge.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.language.oci.Digest;
import portolan.language.oci.Reference;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;
import portolan.language.refusal.Refusal;

class V2PathTest {
  private static final String HEX = "a".repeat(64);
  private static final Digest DIGEST = new Digest("sha256:" + HEX);

  @ParameterizedTest
  @ValueSource(strings = {"/v2", "/v2/"})
  void knowsTheBase(String path) {
    assertThat(V2Path.parse(path)).isEqualTo(new V2Path.Base());
  }

  @Test
  void readsEveryKindOfPath() {
    var name = RepositoryName.of("acme/web/api");
    var base = "/v2/acme/web/api";
    assertThat(V2Path.parse("/v2/_catalog")).isEqualTo(new V2Path.Catalog());
    assertThat(V2Path.parse(base + "/tags/list")).isEqualTo(new V2Path.Tags(name));
    assertThat(V2Path.parse(base + "/manifests/1.4"))
        .isEqualTo(new V2Path.Manifest(name, new Reference.ByTag(new TagName("1.4"))));
    assertThat(V2Path.parse(base + "/manifests/" + DIGEST))
        .isEqualTo(new V2Path.Manifest(name, new Reference.ByDigest(DIGEST)));
    assertThat(V2Path.parse(base + "/blobs/sha256%3a" + HEX))
        .isEqualTo(new V2Path.Blob(name, DIGEST));
    assertThat(V2Path.parse(base + "/blobs/uploads/")).isEqualTo(new V2Path.Uploads(name));
    assertThat(V2Path.parse(base + "/blobs/uploads")).isEqualTo(new V2Path.Uploads(name));
    assertThat(V2Path.parse(base + "/blobs/uploads/x-1")).isEqualTo(new V2Path.Upload(name, "x-1"));
    assertThat(V2Path.parse(base + "/referrers/" + DIGEST))
        .isEqualTo(new V2Path.Referrers(name, DIGEST));
  }

  @ParameterizedTest
  @CsvSource({
    "/v2/a/manifests/manifests/x, a/manifests",
    "/v2/a/blobs/uploads/manifests/x, a/blobs/uploads",
    "/v2/a/tags/list/manifests/list, a/tags/list",
    "/v2/blobs/uploads/blobs/uploads/, blobs/uploads",
    "/v2/a/blobs/blobs/uploads/abc, a/blobs",
    "/v2/a/manifests/tags/list, a/manifests",
    "/v2/v2/v2/tags/list, v2/v2",
    "/v2/a/b__c/d--e/f.g/tags/list, a/b__c/d--e/f.g",
  })
  void readsFromTheRight(String path, String repository) {
    assertThat(V2Path.parse(path))
        .isInstanceOfSatisfying(
            V2Path.InRepository.class, in -> assertThat(in.repository()).hasToString(repository));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/pub/x/../../pa/y/manifests/latest",
        "/v2/pub/x/%2e%2e/%2e%2e/pa/y/manifests/latest",
        "/v2/pub/./x/manifests/latest",
        "/v2/pub/x/manifests/..",
        "/v2/pub/x/manifests/.",
        "/v2/pub/x/manifests/%2e",
        "/v2/pub//x/manifests/latest",
        "/v2//pub/x/manifests/latest",
        "/v2/pub%2fx/manifests/latest",
        "/v2/pub/x/blobs/uploads/%2e%2e%2fx",
        "/v2/pub/x/blobs/uploads/../../x",
        "/v2/pub/x\u0000/manifests/latest",
        "/v2/pub/x%00/manifests/latest",
        "/v2/pub/x/manifests/%0d%0aSet-Cookie:x=1",
        "/v2/pub/\u00fc/manifests/latest",
        "/v2/pub/x\\y/manifests/latest",
        "/v2/Pub/x/manifests/latest",
        "/v2/pub/X/manifests/latest",
        "/v2/pub/x/",
        "/v2/pub/x/manifests/",
        "/v2/pub/x/tags/list/",
        "/v2/pub/x/tags/other",
        "/v2/pub/x/nonsense",
        "/v2/pub/-x/manifests/latest",
        "/v2/pub/x..y/manifests/latest",
        "/v2/pub/x___y/manifests/latest",
        "/v2//blobs/uploads/",
        "/v2/_catalog/x",
        "/v2/x",
      })
  void refusesNamesThatAreNone(String path) {
    assertThat(V2Path.parse(path))
        .isInstanceOfSatisfying(
            V2Path.Malformed.class,
            bad ->
                assertThat(bad.why())
                    .isInstanceOfAny(Refusal.NameInvalid.class, Refusal.TagInvalid.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v2/nginx/manifests/1.16", "/v2/nginx/blobs/uploads/", "/v2/manifests/x"})
  void saysTheFormWhenTheProjectIsMissing(String path) {
    assertThat(V2Path.parse(path))
        .isInstanceOfSatisfying(
            V2Path.Malformed.class,
            bad -> assertThat(bad.why().toString()).contains("HOST/project/repository"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "md5:d41d8cd98f00b204e9800998ecf8427e",
        "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "sha256:12",
        "sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "totally-wrong",
      })
  void refusesWeakAndMisspeltDigests(String digest) {
    assertThat(V2Path.parse("/v2/a/b/blobs/" + digest))
        .isInstanceOfSatisfying(
            V2Path.Malformed.class,
            bad -> assertThat(bad.why()).isInstanceOf(Refusal.DigestInvalid.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-x", ".x", "a!b", "a+b"})
  void refusesTagsThatAreNone(String tag) {
    assertThat(V2Path.parse("/v2/a/b/manifests/" + tag))
        .isEqualTo(new V2Path.Malformed(new Refusal.TagInvalid(tag)));
    assertThat(V2Path.parse("/v2/a/b/manifests/" + "x".repeat(129)))
        .isInstanceOf(V2Path.Malformed.class);
  }

  @Test
  void keepsNamesWithinTheirLength() {
    assertThat(V2Path.parse("/v2/a/" + "b".repeat(253) + "/tags/list"))
        .isInstanceOf(V2Path.Tags.class);
    assertThat(V2Path.parse("/v2/a/" + "b".repeat(254) + "/tags/list"))
        .isInstanceOf(V2Path.Malformed.class);
    assertThat(V2Path.parse("/v2/" + "a/".repeat(100_000) + "tags/list"))
        .isInstanceOf(V2Path.Malformed.class);
  }

  @Test
  void answersWhateverIsSent() {
    var random = new Random(7);
    var pieces =
        new String[] {
          "a",
          "/",
          "..",
          ".",
          "%",
          "2e",
          "3A",
          "manifests",
          "blobs",
          "uploads",
          "tags",
          "list",
          "sha256:",
          HEX,
          "_catalog",
          "\u0000",
          "Z",
          "-",
          "referrers"
        };
    for (int i = 0; i < 50_000; i++) {
      var path = new StringBuilder("/v2/");
      for (int n = random.nextInt(9); n > 0; n--) {
        path.append(pieces[random.nextInt(pieces.length)]);
      }
      if (V2Path.parse(path.toString()) instanceof V2Path.InRepository in) {
        assertThat(in.repository().toString()).doesNotContain("..", "//", "%");
        assertThat(path.toString()).startsWith("/v2/" + in.repository() + "/");
      }
    }
  }
}
