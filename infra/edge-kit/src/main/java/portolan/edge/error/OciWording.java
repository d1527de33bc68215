package portolan.edge.error;

import java.util.List;
import java.util.Map;
import portolan.language.refusal.Refusal;

/// Refusals for registry clients.
///
/// Source: OCI distribution-spec, "Error codes"; statuses as Harbor and distribution give them.
public final class OciWording {
  private OciWording() {}

  public static ErrorAnswer of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.ProjectUnknown(var project) ->
          answer(404, "NAME_UNKNOWN", "project " + project + " is not known");
      case Refusal.RepositoryUnknown(var repository) ->
          answer(404, "NAME_UNKNOWN", "repository " + repository + " is not known")
              .withDetails(List.of(Map.of("name", repository)));
      case Refusal.ArtifactUnknown(var reference) ->
          answer(
              404, "MANIFEST_UNKNOWN", "manifest " + Sentences.quoted(reference) + " is not known");
      case Refusal.TagUnknown(var tag) ->
          answer(404, "MANIFEST_UNKNOWN", "tag " + tag + " is not known");
      case Refusal.UserUnknown(var user) -> answer(404, "NAME_UNKNOWN", "no user " + user);
      case Refusal.AccountUnknown _ -> answer(404, "NAME_UNKNOWN", "no such account");
      case Refusal.RobotUnknown(var robot) -> answer(404, "NAME_UNKNOWN", "no robot " + robot);
      case Refusal.GroupUnknown(var group) -> answer(404, "NAME_UNKNOWN", "no group " + group);
      case Refusal.MemberUnknown(var member) -> answer(404, "NAME_UNKNOWN", "no member " + member);
      case Refusal.QuotaUnknown(var quota) -> answer(404, "NAME_UNKNOWN", "no quota " + quota);
      case Refusal.LabelUnknown(var label) -> answer(404, "NAME_UNKNOWN", "no label " + label);
      case Refusal.LabelNotAttached(var label, _) ->
          answer(404, "NAME_UNKNOWN", "label " + label + " is not attached");
      case Refusal.FileUnknown(var name) -> answer(404, "BLOB_UNKNOWN", "no " + name);
      case Refusal.IconUnknown(var digest) -> answer(404, "BLOB_UNKNOWN", "no icon " + digest);
      case Refusal.ImmutableRuleUnknown(var rule) ->
          answer(404, "NAME_UNKNOWN", "no immutable rule " + rule);
      case Refusal.RoleUnknown(var role) -> answer(404, "NAME_UNKNOWN", "no role " + role);
      case Refusal.RepositoryGrantUnknown(var grant) ->
          answer(404, "NAME_UNKNOWN", "no repository grant " + grant);
      case Refusal.RoleInUse(var role) -> answer(412, "DENIED", "role " + role + " is still held");
      case Refusal.TrustRuleUnknown(var rule) ->
          answer(404, "NAME_UNKNOWN", "no trust rule " + rule);
      case Refusal.BlobUnknown(var digest) ->
          answer(404, "BLOB_UNKNOWN", "blob unknown to registry")
              .withDetails(List.of(digest.value()));
      case Refusal.UploadUnknown _ ->
          answer(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");
      case Refusal.NameTaken(var kind, var name) ->
          answer(409, "DENIED", kind + " " + name + " already exists");
      case Refusal.AccountTaken(var name, var email) ->
          answer(409, "DENIED", Sentences.taken(name, email));
      case Refusal.ProjectNotEmpty(var project, var repositories) ->
          answer(412, "DENIED", project + " still contains " + repositories + " repositories");
      case Refusal.AccessoryAlone(var digest) ->
          answer(403, "DENIED", digest + " refers to another artifact");
      case Refusal.ArtifactInUse(var digest, var by) -> inUse(digest + " is referred to by " + by);
      case Refusal.BlobInUse(var digest, var by) ->
          inUse(
              digest.equals(by)
                  ? digest + " is a manifest and can be deleted as one only"
                  : digest + " is referred to by " + by);
      case Refusal.LabelAttached(var label, _) ->
          answer(409, "DENIED", "label " + label + " is attached already");
      case Refusal.ImmutableRuleExists _ -> answer(409, "DENIED", "the rule exists already");
      case Refusal.TagImmutable immutable ->
          answer(412, "PRECONDITION", Sentences.immutable(immutable));
      case Refusal.TagProtected kept -> answer(412, "PRECONDITION", Sentences.kept(kept));
      case Refusal.TagExists(var tag) -> answer(409, "DENIED", "tag " + tag + " already exists");
      case Refusal.QuotaExceeded quota -> answer(403, "DENIED", Sentences.quota(quota));
      case Refusal.TooManyUploads(var limit) ->
          answer(429, "TOOMANYREQUESTS", Sentences.uploads(limit)).retryAfter(60);
      case Refusal.TooLarge(var limit) -> answer(413, "SIZE_INVALID", Sentences.tooLarge(limit));
      case Refusal.NameInvalid(var name, var why) ->
          answer(400, "NAME_INVALID", "invalid name " + Sentences.quoted(name) + ": " + why);
      case Refusal.TagInvalid(var tag) ->
          answer(400, "MANIFEST_INVALID", "invalid tag " + Sentences.quoted(tag));
      case Refusal.DigestInvalid(var digest, var why) ->
          answer(400, "DIGEST_INVALID", "invalid digest " + Sentences.quoted(digest) + ": " + why);
      case Refusal.ManifestInvalid(var why) -> answer(400, "MANIFEST_INVALID", why);
      case Refusal.ManifestBlobsUnknown(_, var missing) ->
          answer(400, "MANIFEST_BLOB_UNKNOWN", "blob unknown to registry")
              .withDetails(missing.stream().map(Object::toString).toList());
      case Refusal.SizeInvalid(var why) -> answer(400, "SIZE_INVALID", why);
      case Refusal.RangeInvalid(var offset, var why) ->
          answer(416, "BLOB_UPLOAD_INVALID", why + "; the upload stands at byte " + offset);
      case Refusal.ParameterInvalid(_, var why) -> answer(400, "UNSUPPORTED", Sentences.plain(why));
      case Refusal.BodyInvalid(var why) -> answer(400, "MANIFEST_INVALID", why);
      case Refusal.Unsupported(var what) -> answer(405, "UNSUPPORTED", what + " is not supported");
      case Refusal.SignInNeeded _ -> answer(401, "UNAUTHORIZED", "authentication required");
      case Refusal.Forbidden(var what) -> answer(403, "DENIED", "not allowed: " + what);
      case Refusal.NotNow(var why) -> answer(412, "DENIED", why);
      case Refusal.OtherWay(var mode) ->
          answer(412, "DENIED", "auth mode: " + mode + " does not sign people in so");
      case Refusal.NotYet(var operation) ->
          answer(405, "UNSUPPORTED", operation + " is not implemented yet");
      case Refusal.ReadOnly _ -> answer(403, "DENIED", Sentences.READ_ONLY);
      case Refusal.NotAPerson(var what) -> answer(403, "DENIED", what + " is for people only");
      case Refusal.TooManyAttempts(var seconds) ->
          answer(429, "TOOMANYREQUESTS", Sentences.attempts(seconds)).retryAfter(seconds);
      case Refusal.Unavailable _ ->
          answer(503, "UNAVAILABLE", Sentences.UNAVAILABLE).retryAfter(Sentences.RETRY_SECONDS);
    };
  }

  private static ErrorAnswer inUse(String message) {
    return answer(412, "VIOLATE_FOREIGN_KEY_CONSTRAINT", message);
  }

  private static ErrorAnswer answer(int status, String code, String message) {
    return ErrorAnswer.of(status, code, message);
  }
}
