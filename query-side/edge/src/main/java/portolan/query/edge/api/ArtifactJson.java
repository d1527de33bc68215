package portolan.query.edge.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.language.artifact.ArtifactDetails;
import portolan.language.artifact.ArtifactId;
import portolan.language.artifact.Child;
import portolan.language.immutable.TagRules;
import portolan.language.oci.Digest;
import portolan.language.oci.RepositoryName;
import portolan.language.tag.TagDetails;

/// Artifacts, tags and accessories as Harbor's clients read them.
final class ArtifactJson {
  private static final Map<String, List<String>> ADDITIONS =
      Map.of(
          "IMAGE", List.of("build_history"),
          "WASM", List.of("build_history"),
          "CHART", List.of("dependencies", "readme.md", "values.yaml"),
          "CNAI", List.of("files", "license", "readme.md"));

  private ArtifactJson() {}

  /// @param rules what protects tags, when that was asked for
  static Fields artifact(ArtifactDetails artifact, Shown shown, TagRules rules) {
    var config = artifact.configMediaType();
    return new Fields()
        .put("id", artifact.id().value())
        .put("type", artifact.type())
        .put("media_type", config == null ? artifact.mediaType() : config)
        .put("manifest_media_type", artifact.mediaType())
        .filled("artifact_type", artifact.artifactType())
        .put("project_id", artifact.project().value())
        .put("repository_id", artifact.repository().value())
        .put("repository_name", artifact.name().toString())
        .put("digest", artifact.digest().value())
        .put("size", artifact.size())
        .put("icon", icon(artifact))
        .put("push_time", artifact.pushedAt())
        .put("pull_time", orNever(artifact.pulledAt()))
        .filled("extra_attrs", Raw.of(artifact.attributes()))
        .filled("annotations", artifact.annotations())
        .list("references", artifact.children().stream().map(it -> child(artifact, it)).toList())
        .list("tags", shown.tags() ? tags(artifact, rules) : List.of())
        .filled("addition_links", additions(artifact))
        .list("labels", shown.labels() ? labels(artifact) : List.of())
        .list("accessories", shown.accessories() ? accessories(artifact) : List.of())
        .filled("inherited_accessories", shown.inherited() ? inherited(artifact) : List.of());
  }

  private static String icon(ArtifactDetails artifact) {
    var own = artifact.icon();
    return own == null ? Icons.ofArtifact(artifact.type()) : own.value();
  }

  private static Object orNever(@Nullable Instant at) {
    return at == null ? Fields.NO_TIME : at;
  }

  static Fields tag(TagDetails tag, ArtifactDetails artifact, TagRules rules) {
    return new Fields()
        .put("id", tag.id().value())
        .put("repository_id", artifact.repository().value())
        .put("artifact_id", artifact.id().value())
        .put("name", tag.name().value())
        .put("push_time", tag.pushedAt())
        .put("pull_time", orNever(tag.pulledAt()))
        .put("immutable", rules.protect(artifact.name(), tag.name()));
  }

  static List<Map<String, @Nullable Object>> accessories(ArtifactDetails subject) {
    return accessories(subject, subject.accessories());
  }

  static List<Map<String, @Nullable Object>> accessories(
      ArtifactDetails subject, List<ArtifactDetails.Accessory> some) {
    return some.stream()
        .map(it -> accessory(subject.name(), subject.id(), subject.digest(), it).map())
        .toList();
  }

  private static List<Map<String, @Nullable Object>> inherited(ArtifactDetails child) {
    return child.inherited().stream()
        .map(it -> accessory(child.name(), it.index(), it.indexDigest(), it.accessory()).map())
        .toList();
  }

  private static Fields accessory(
      RepositoryName repository,
      ArtifactId subject,
      Digest subjectDigest,
      ArtifactDetails.Accessory accessory) {
    return new Fields()
        .put("id", accessory.id().value())
        .put("artifact_id", accessory.id().value())
        .put("subject_artifact_id", subject.value())
        .put("subject_artifact_digest", subjectDigest.value())
        .put("subject_artifact_repo", repository.toString())
        .put("size", accessory.size())
        .put("digest", accessory.digest().value())
        .put("type", accessory.type())
        .put("icon", Icons.ofAccessory(accessory.type()))
        .put("creation_time", accessory.createdAt());
  }

  private static List<Map<String, @Nullable Object>> labels(ArtifactDetails artifact) {
    return artifact.labels().stream().map(it -> LabelsEndpoint.json(it).map()).toList();
  }

  private static List<Map<String, @Nullable Object>> tags(
      ArtifactDetails artifact, TagRules rules) {
    return artifact.tags().stream().map(it -> tag(it, artifact, rules).map()).toList();
  }

  private static Map<String, @Nullable Object> child(
      ArtifactDetails index, ArtifactDetails.ChildDetails child) {
    return new Fields()
        .put("parent_id", index.id().value())
        .filled("child_id", child.id())
        .put("child_digest", child.digest().value())
        .filled("platform", platform(child.platform()))
        .filled("annotations", child.annotations())
        .list("urls", child.urls())
        .map();
  }

  private static Map<String, @Nullable Object> platform(Child.@Nullable Platform platform) {
    if (platform == null) {
      return Map.of();
    }
    return new Fields()
        .filled("architecture", platform.architecture())
        .filled("os", platform.os())
        .filled("os.version", platform.osVersion())
        .list("OsFeatures", platform.osFeatures())
        .filled("variant", platform.variant())
        .map();
  }

  /// Slashes of the repository are encoded twice, as clients must send them.
  private static Map<String, Object> additions(ArtifactDetails artifact) {
    var links = new LinkedHashMap<String, Object>();
    if (artifact.configMediaType() != null) {
      var base =
          "%s/projects/%s/repositories/%s/artifacts/%s/additions/"
              .formatted(
                  Lists.ROOT,
                  artifact.name().project(),
                  artifact.name().path().replace("/", "%252F"),
                  artifact.digest());
      for (var addition : ADDITIONS.getOrDefault(artifact.type(), List.of())) {
        links.put(addition, Map.of("absolute", false, "href", base + addition));
      }
    }
    return links;
  }
}
