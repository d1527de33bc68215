package portolan.edge.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.language.oci.Digest;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;
import portolan.language.refusal.Refusal;

class WordingEveryRefusalTest {
  private static final Digest DIGEST = Digest.of(new byte[] {1});
  private static final Set<String> OCI_CODES =
      Set.of(
          "BLOB_UNKNOWN",
          "BLOB_UPLOAD_INVALID",
          "BLOB_UPLOAD_UNKNOWN",
          "DIGEST_INVALID",
          "MANIFEST_BLOB_UNKNOWN",
          "MANIFEST_INVALID",
          "MANIFEST_UNKNOWN",
          "NAME_INVALID",
          "NAME_UNKNOWN",
          "SIZE_INVALID",
          "UNAUTHORIZED",
          "DENIED",
          "UNSUPPORTED",
          "TOOMANYREQUESTS",
          "UNAVAILABLE",
          // Not of the specification: Harbor's words for a tag that may not move, and for what is
          // in use.
          "PRECONDITION",
          "VIOLATE_FOREIGN_KEY_CONSTRAINT");

  static Stream<Refusal> refusals() {
    return Arrays.stream(Refusal.class.getPermittedSubclasses())
        .map(WordingEveryRefusalTest::example);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void saysEachToRegistryClientsWithACodeThatTheyKnow(Refusal refusal) {
    var answer = OciWording.of(refusal);
    assertThat(OCI_CODES).contains(answer.code());
    assertThat(answer.status()).isBetween(400, 503);
    assertThat(answer.message()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void saysEachToTheApi(Refusal refusal) {
    var answer = ApiWording.of(refusal);
    assertThat(answer.code()).matches("[A-Z_]+");
    assertThat(answer.status()).isBetween(400, 503);
    assertThat(answer.message()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void tellsOnBothSidesAlikeWhenToComeBack(Refusal refusal) {
    boolean later = Set.of(429, 503).contains(OciWording.of(refusal).status());
    assertThat(OciWording.of(refusal).retryAfterSeconds() > 0).isEqualTo(later);
    assertThat(ApiWording.of(refusal).retryAfterSeconds() > 0).isEqualTo(later);
  }

  @ParameterizedTest
  @CsvSource({
    "ProjectUnknown, 404 NAME_UNKNOWN, 404 NOT_FOUND",
    "ArtifactUnknown, 404 MANIFEST_UNKNOWN, 404 NOT_FOUND",
    "BlobUnknown, 404 BLOB_UNKNOWN, 404 NOT_FOUND",
    "UploadUnknown, 404 BLOB_UPLOAD_UNKNOWN, 404 NOT_FOUND",
    "NameTaken, 409 DENIED, 409 CONFLICT",
    "ProjectNotEmpty, 412 DENIED, 412 PRECONDITION",
    "ArtifactInUse, 412 VIOLATE_FOREIGN_KEY_CONSTRAINT, 412 VIOLATE_FOREIGN_KEY_CONSTRAINT",
    "TagImmutable, 412 PRECONDITION, 412 PRECONDITION",
    "QuotaExceeded, 403 DENIED, 403 DENIED",
    "TooLarge, 413 SIZE_INVALID, 413 REQUEST_ENTITY_TOO_LARGE",
    "DigestInvalid, 400 DIGEST_INVALID, 400 DIGEST_INVALID",
    "ManifestBlobsUnknown, 400 MANIFEST_BLOB_UNKNOWN, 400 BAD_REQUEST",
    "RangeInvalid, 416 BLOB_UPLOAD_INVALID, 400 BAD_REQUEST",
    "BodyInvalid, 400 MANIFEST_INVALID, 422 UNPROCESSABLE_ENTITY",
    "SignInNeeded, 401 UNAUTHORIZED, 401 UNAUTHORIZED",
    "Forbidden, 403 DENIED, 403 FORBIDDEN",
    "TooManyAttempts, 429 TOOMANYREQUESTS, 429 TOO_MANY_REQUEST",
    "Unavailable, 503 UNAVAILABLE, 503 UNKNOWN",
  })
  void keepsTheCodesThatClientsDependOn(String refusal, String registry, String api) {
    var example =
        refusals().filter(it -> it.getClass().getSimpleName().equals(refusal)).findFirst();
    var oci = OciWording.of(example.orElseThrow());
    var rest = ApiWording.of(example.orElseThrow());
    assertThat(oci.status() + " " + oci.code()).isEqualTo(registry);
    assertThat(rest.status() + " " + rest.code()).isEqualTo(api);
  }

  @Test
  void saysLimitUseAndRequestOfAQuotaInWords() {
    var refusal = new Refusal.QuotaExceeded(5_018, 1_572_864, 6_042);
    assertThat(OciWording.of(refusal).message())
        .isEqualTo(
            "adding 5.9 KiB of storage resource, which when updated to current usage of 1.5 MiB"
                + " will exceed the configured upper limit of 4.9 KiB.");
    assertThat(OciWording.of(new Refusal.QuotaExceeded(100, 2_765, 0)).message())
        .isEqualTo(
            "subtracting 0 B of storage resource, which when updated to current usage of 2.7 KiB"
                + " will exceed the configured upper limit of 100 B.");
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B", "100, 100 B", "1024, 1 KiB", "1536, 1.5 KiB", "1073741824, 1 GiB"})
  void writesSizesAsPeopleReadThem(long bytes, String text) {
    assertThat(Sentences.size(bytes)).isEqualTo(text);
  }

  @Test
  void namesEveryMissingBlobInAnEntryOfItsOwn() {
    var missing = List.of(DIGEST, Digest.of(new byte[] {2}));
    var refusal = new Refusal.ManifestBlobsUnknown(RepositoryName.of("acme/web"), missing);
    assertThat(new String(ErrorJson.bytes(OciWording.of(refusal))))
        .isEqualTo(
            """
            {"errors":[{"code":"MANIFEST_BLOB_UNKNOWN","message":"blob unknown to registry",\
            "detail":"%s"},{"code":"MANIFEST_BLOB_UNKNOWN","message":"blob unknown to registry",\
            "detail":"%s"}]}\
            """
                .formatted(missing.get(0), missing.get(1)));
  }

  @Test
  void givesBackNothingThatBreaksALine() {
    assertThat(OciWording.of(new Refusal.TagInvalid("a\r\nSet-Cookie: x")).message())
        .doesNotContain("\r", "\n");
  }

  private static Refusal example(Class<?> kind) {
    try {
      Constructor<?> made = kind.getDeclaredConstructors()[0];
      made.setAccessible(true);
      var arguments = Arrays.stream(made.getParameterTypes()).map(WordingEveryRefusalTest::value);
      return (Refusal) made.newInstance(arguments.toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object value(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "int" -> 7;
      case "long" -> 7L;
      case "String" -> "something";
      case "Digest" -> DIGEST;
      case "TagName" -> new TagName("v1");
      case "RepositoryName" -> RepositoryName.of("acme/web");
      case "List" -> List.of(DIGEST);
      default -> throw new IllegalStateException("no example of " + type);
    };
  }
}
