package portolan.query.audit;

import org.jspecify.annotations.Nullable;
import portolan.language.oci.TagName;
import portolan.query.KnownNames;

/// What an operation was done to.
///
/// @param type in Harbor's words
/// @param nameKind of a [KnownNames] entry that the text is put behind, or null
/// @param text shown to people; empty for a user, whose name is looked up when shown
/// @param described what a sentence about the operation calls it, put behind the same name; null
///   when that is the text
/// @param id the resource's number where it has one
record Resource(
    String type,
    @Nullable String nameKind,
    @Nullable Integer nameId,
    String text,
    @Nullable String described,
    @Nullable Integer id) {
  static final String WORKLOAD = "workload";

  private Resource(
      String type,
      @Nullable String nameKind,
      @Nullable Integer nameId,
      String text,
      @Nullable Integer id) {
    this(type, nameKind, nameId, text, null, id);
  }

  static Resource project(int id) {
    return new Resource("project", KnownNames.PROJECT, id, "", id);
  }

  static Resource quota(int project) {
    return new Resource("quota", KnownNames.PROJECT, project, "", project);
  }

  static Resource member(int project, int membership) {
    return new Resource(
        "member", null, null, "/projects/" + project + "/members/" + membership, membership);
  }

  static Resource repository(int id) {
    return new Resource("repository", KnownNames.REPOSITORY, id, "", id);
  }

  static Resource artifact(int repository, String digest, int id) {
    return new Resource("artifact", KnownNames.REPOSITORY, repository, "@" + digest, id);
  }

  /// Known by the tag under which it was pushed, if there was one.
  static Resource pushed(int repository, String digest, @Nullable TagName tag, int id) {
    return tag == null
        ? artifact(repository, digest, id)
        : new Resource(
            "artifact", KnownNames.REPOSITORY, repository, ":" + tag.value(), "@" + digest, id);
  }

  static Resource blob(String repository, String digest) {
    return new Resource("blob", null, null, repository + "@" + digest, null);
  }

  static Resource tag(int repository, String tag, int id) {
    return new Resource("tag", KnownNames.REPOSITORY, repository, ":" + tag, id);
  }

  static Resource user(int id) {
    return new Resource("user", null, null, "", id);
  }

  static Resource group(int id, String name) {
    return new Resource("user_group", null, null, name, id);
  }

  static Resource configuration(String key) {
    return new Resource("configuration", null, null, key, null);
  }

  static Resource robot(int id) {
    return new Resource("robot", KnownNames.ROBOT, id, "", id);
  }

  static Resource repositoryGrant(int project, int grant) {
    return new Resource(
        "repository-grant",
        null,
        null,
        "/projects/" + project + "/repositorygrants/" + grant,
        grant);
  }

  static Resource role(int id, String name) {
    return new Resource("role", null, null, name, id);
  }

  static Resource trustRule(int project, int rule) {
    return new Resource(
        "trust-rule", null, null, "/projects/" + project + "/trustrules/" + rule, rule);
  }

  static Resource workload(int exchange) {
    return new Resource(WORKLOAD, KnownNames.WORKLOAD, exchange, "", exchange);
  }

  static Resource immutableRule(int project, int rule) {
    return new Resource(
        "immutable-tag", null, null, "/projects/" + project + "/immutabletagrules/" + rule, rule);
  }

  /// @param project null for the whole registry
  static Resource allowlist(@Nullable Integer project) {
    return project == null
        ? new Resource("cve-allowlist", null, null, "/system/CVEAllowlist", null)
        : new Resource("cve-allowlist", KnownNames.PROJECT, project, "", project);
  }

  /// @param name at that time; labels are renamed
  static Resource label(int id, String name) {
    return new Resource("label", null, null, name, id);
  }
}
