package portolan.edge.error;

import portolan.language.refusal.Refusal;

/// Refusals for the REST API, with Harbor's codes, and its sentences where tools read them.
public final class ApiWording {
  private ApiWording() {}

  public static ErrorAnswer of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.ProjectUnknown(var project) -> notFound("project " + project + " not found");
      case Refusal.RepositoryUnknown(var repository) ->
          notFound("repository " + repository + " not found");
      case Refusal.ArtifactUnknown(var reference) ->
          notFound("artifact " + reference + " not found");
      case Refusal.TagUnknown(var tag) -> notFound("tag " + tag + " not found");
      case Refusal.UserUnknown(var user) -> notFound("user " + user + " not found");
      case Refusal.AccountUnknown(var name) -> notFound(Sentences.quoted(name) + " is not found");
      case Refusal.RobotUnknown(var robot) -> notFound("robot " + robot + " not found");
      case Refusal.GroupUnknown(var group) ->
          notFound("the user group with id " + group + " is not found");
      case Refusal.MemberUnknown(var member) ->
          notFound("the project member is not found, member id " + member);
      case Refusal.QuotaUnknown(var quota) -> notFound("quota " + quota + " not found");
      case Refusal.LabelUnknown(var label) -> notFound("label " + label + " not found");
      case Refusal.LabelNotAttached(var label, var artifact) ->
          notFound("reference with label %d and artifact %d not found".formatted(label, artifact));
      case Refusal.FileUnknown(var name) -> notFound(name + " not found");
      case Refusal.IconUnknown(var digest) -> notFound("the icon " + digest + " not found");
      case Refusal.ImmutableRuleUnknown(var rule) ->
          notFound("immutable rule " + rule + " not found");
      case Refusal.RoleUnknown(var role) -> notFound("role " + role + " not found");
      case Refusal.RepositoryGrantUnknown(var grant) ->
          notFound("repository grant " + grant + " not found");
      case Refusal.RoleInUse(var role) -> precondition("role " + role + " is still held");
      case Refusal.TrustRuleUnknown(var rule) -> notFound("trust rule " + rule + " not found");
      case Refusal.BlobUnknown(var digest) -> notFound("blob " + digest + " not found");
      case Refusal.UploadUnknown _ -> notFound("upload not found");
      case Refusal.NameTaken(var kind, var name) -> conflict(taken(kind, name));
      case Refusal.AccountTaken(var name, var email) -> conflict(Sentences.taken(name, email));
      case Refusal.ProjectNotEmpty _ ->
          precondition("the project contains repositories, can not be deleted");
      case Refusal.AccessoryAlone _ ->
          answer(403, "DENIED", "the operation isn't supported for an artifact accessory");
      case Refusal.ArtifactInUse(_, var by) ->
          answer(
              412,
              "VIOLATE_FOREIGN_KEY_CONSTRAINT",
              "the deleting artifact is referenced by others: " + by);
      case Refusal.BlobInUse(var digest, var by) ->
          precondition("blob " + digest + " is referenced by " + by);
      case Refusal.LabelAttached(var label, var artifact) ->
          conflict("label %d is already added to the artifact %d".formatted(label, artifact));
      case Refusal.ImmutableRuleExists _ -> conflict("immutable rule already exists");
      case Refusal.TagImmutable immutable -> precondition(Sentences.immutable(immutable));
      case Refusal.TagProtected kept -> precondition(Sentences.kept(kept));
      case Refusal.TagExists(var tag) -> conflict("tag " + tag + " already exists");
      case Refusal.QuotaExceeded quota -> answer(403, "DENIED", Sentences.quota(quota));
      case Refusal.TooManyUploads(var limit) ->
          answer(429, "TOO_MANY_REQUEST", Sentences.uploads(limit)).retryAfter(60);
      case Refusal.TooLarge(var limit) ->
          answer(413, "REQUEST_ENTITY_TOO_LARGE", Sentences.tooLarge(limit));
      case Refusal.NameInvalid(var name, var why) ->
          badRequest("invalid name " + Sentences.quoted(name) + ": " + why);
      case Refusal.TagInvalid(var tag) -> badRequest("invalid tag name: " + Sentences.quoted(tag));
      case Refusal.DigestInvalid(var digest, var why) ->
          answer(400, "DIGEST_INVALID", "invalid digest " + Sentences.quoted(digest) + ": " + why);
      case Refusal.ManifestInvalid(var why) -> answer(400, "MANIFEST_INVALID", why);
      case Refusal.ManifestBlobsUnknown(var repository, var missing) ->
          badRequest("blobs missing in " + repository + ": " + missing);
      case Refusal.SizeInvalid(var why) -> badRequest(why);
      case Refusal.RangeInvalid(_, var why) -> badRequest(why);
      case Refusal.ParameterInvalid(_, var why) -> badRequest(Sentences.plain(why));
      case Refusal.BodyInvalid(var why) ->
          answer(422, "UNPROCESSABLE_ENTITY", Sentences.validation(Sentences.plain(why)));
      case Refusal.Unsupported(var what) -> answer(400, "UNSUPPORTED", what + " is not supported");
      case Refusal.SignInNeeded _ -> answer(401, "UNAUTHORIZED", "unauthorized");
      case Refusal.Forbidden(var what) ->
          answer(403, "FORBIDDEN", what.isEmpty() ? "forbidden" : what);
      case Refusal.NotNow(var why) -> precondition(why);
      case Refusal.OtherWay(var mode) ->
          answer(412, "PRECONDITION_FAILED", "auth mode: " + mode + " does not sign people in so");
      case Refusal.NotYet(var operation) ->
          answer(501, "NOT_IMPLEMENTED", operation + " is not implemented yet");
      case Refusal.ReadOnly _ -> answer(403, "DENIED", Sentences.READ_ONLY);
      case Refusal.NotAPerson(var what) ->
          precondition(what + " not available for security context: robot");
      case Refusal.TooManyAttempts(var seconds) ->
          answer(429, "TOO_MANY_REQUEST", Sentences.attempts(seconds)).retryAfter(seconds);
      case Refusal.Unavailable _ ->
          answer(503, "UNKNOWN", Sentences.UNAVAILABLE).retryAfter(Sentences.RETRY_SECONDS);
    };
  }

  private static String taken(String kind, String name) {
    return switch (kind) {
      case "label" -> "label " + name + " already exists";
      case "member" -> "The project member specified already exist";
      default -> "The " + kind + " named " + name + " already exists";
    };
  }

  private static ErrorAnswer notFound(String message) {
    return answer(404, "NOT_FOUND", message);
  }

  private static ErrorAnswer conflict(String message) {
    return answer(409, "CONFLICT", message);
  }

  private static ErrorAnswer precondition(String message) {
    return answer(412, "PRECONDITION", message);
  }

  private static ErrorAnswer badRequest(String message) {
    return answer(400, "BAD_REQUEST", message);
  }

  private static ErrorAnswer answer(int status, String code, String message) {
    return ErrorAnswer.of(status, code, message);
  }
}
