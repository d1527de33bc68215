package portolan.language.refusal;

import java.util.List;
import portolan.language.oci.Digest;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;

/// A "no" that a caller can do something about.
public sealed interface Refusal {
  /// As something to throw.
  default RefusedException asException() {
    return new RefusedException(this);
  }

  // What is asked for is not here.

  record ProjectUnknown(String project) implements Refusal {}

  record RepositoryUnknown(String repository) implements Refusal {}

  record ArtifactUnknown(String reference) implements Refusal {
    /// @param reference a tag, or a digest
    public static ArtifactUnknown in(RepositoryName repository, String reference) {
      var mark = reference.indexOf(':') >= 0 ? "@" : ":";
      return new ArtifactUnknown(repository + mark + reference);
    }
  }

  record TagUnknown(String tag) implements Refusal {
    public TagUnknown(TagName tag) {
      this(tag.value());
    }
  }

  record UserUnknown(long user) implements Refusal {}

  /// Nobody, and no group, has this name.
  record AccountUnknown(String name) implements Refusal {}

  record RobotUnknown(long robot) implements Refusal {}

  record GroupUnknown(long group) implements Refusal {}

  record MemberUnknown(long membership) implements Refusal {}

  record QuotaUnknown(long quota) implements Refusal {}

  record LabelUnknown(long label) implements Refusal {}

  /// The label is not on the artifact with this number.
  record LabelNotAttached(int label, int artifact) implements Refusal {}

  record IconUnknown(String digest) implements Refusal {}

  /// The operator has given no such file.
  record FileUnknown(String name) implements Refusal {}

  record ImmutableRuleUnknown(long rule) implements Refusal {}

  record RoleUnknown(long role) implements Refusal {}

  record RepositoryGrantUnknown(long grant) implements Refusal {}

  record TrustRuleUnknown(long rule) implements Refusal {}

  record BlobUnknown(Digest digest) implements Refusal {}

  record UploadUnknown(String upload) implements Refusal {}

  // What is asked for is taken, or in the way.

  record NameTaken(String kind, String name) implements Refusal {}

  /// Somebody has the name, or the address; which of them is not said.
  record AccountTaken(String name, String email) implements Refusal {}

  record ProjectNotEmpty(String project, long repositories) implements Refusal {}

  /// An accessory goes only with what it refers to.
  record AccessoryAlone(Digest digest) implements Refusal {}

  record ArtifactInUse(Digest digest, Digest by) implements Refusal {}

  record BlobInUse(Digest digest, Digest by) implements Refusal {}

  record TagExists(TagName tag) implements Refusal {}

  /// The label is on the artifact with this number already.
  record LabelAttached(int label, int artifact) implements Refusal {}

  /// The project has a rule with the same selectors.
  record ImmutableRuleExists() implements Refusal {}

  /// Somebody has the role.
  record RoleInUse(int role) implements Refusal {}

  /// A rule keeps the tag where it is.
  record TagImmutable(RepositoryName repository, TagName tag) implements Refusal {}

  /// A rule keeps the tag, and so what it points at.
  record TagProtected(TagName tag) implements Refusal {}

  // Limits.

  /// All in bytes; `requested` is what the write would add.
  record QuotaExceeded(long limit, long used, long requested) implements Refusal {}

  record TooManyUploads(int limit) implements Refusal {}

  record TooLarge(long limit) implements Refusal {}

  // What was sent is not acceptable.

  record NameInvalid(String name, String why) implements Refusal {}

  record TagInvalid(String tag) implements Refusal {}

  record DigestInvalid(String digest, String why) implements Refusal {}

  record ManifestInvalid(String why) implements Refusal {}

  /// Config, layers or children that the repository does not have.
  record ManifestBlobsUnknown(RepositoryName repository, List<Digest> missing) implements Refusal {}

  record SizeInvalid(String why) implements Refusal {}

  /// A chunk does not start where the upload ends.
  record RangeInvalid(long offset, String why) implements Refusal {}

  /// @param why in a whole sentence
  record ParameterInvalid(String name, String why) implements Refusal {}

  /// A body that does not fit the schema of the operation.
  record BodyInvalid(String why) implements Refusal {}

  record Unsupported(String what) implements Refusal {}

  // The caller may not.

  record SignInNeeded() implements Refusal {}

  record Forbidden(String what) implements Refusal {}

  /// The registry is set so that this cannot be done.
  record NotNow(String why) implements Refusal {}

  /// People sign in here in another way.
  record OtherWay(String mode) implements Refusal {}

  /// This is left for later.
  ///
  /// @param operation as the API's description calls it
  record NotYet(String operation) implements Refusal {}

  /// Nothing may be changed just now, by anybody.
  record ReadOnly() implements Refusal {}

  /// Only a person has this; the caller is a robot.
  record NotAPerson(String what) implements Refusal {}

  record TooManyAttempts(int retryAfterSeconds) implements Refusal {}

  /// A dependency is away; asking again later helps.
  record Unavailable(String what) implements Refusal {}
}
