package portolan.query.artifact;

import static portolan.query.Row.integer;
import static portolan.query.Row.number;
import static portolan.query.Row.text;
import static portolan.query.Row.textOrNull;
import static portolan.query.Row.time;
import static portolan.query.Row.timeOrNull;

import com.fasterxml.jackson.core.type.TypeReference;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.language.artifact.ArtifactDetails;
import portolan.language.artifact.ArtifactDetails.Accessory;
import portolan.language.artifact.ArtifactDetails.ChildDetails;
import portolan.language.artifact.ArtifactDetails.Inherited;
import portolan.language.artifact.ArtifactId;
import portolan.language.artifact.Child;
import portolan.language.label.LabelDetails;
import portolan.language.label.LabelId;
import portolan.language.label.LabelSpec;
import portolan.language.oci.Digest;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;
import portolan.language.project.ProjectId;
import portolan.language.repository.RepositoryId;
import portolan.language.tag.TagDetails;
import portolan.language.tag.TagId;
import portolan.query.Json;

/// Reads an artifact's row, in which what belongs to it came as JSON.
final class ArtifactRow {
  private record Tag(int id, String name, long millis, @Nullable Long pulled) {}

  private record Listed(
      int id,
      String digest,
      Child.@Nullable Platform platform,
      @Nullable Map<String, String> annotations,
      @Nullable List<String> urls) {}

  private record Referring(
      int id, String digest, long size, @Nullable String artifactType, long millis) {}

  private record Inheriting(
      int index,
      String indexDigest,
      int id,
      String digest,
      long size,
      @Nullable String artifactType,
      long millis) {
    Inherited inherited() {
      return new Inherited(
          new ArtifactId(index),
          new Digest(indexDigest),
          accessory(new Referring(id, digest, size, artifactType, millis)));
    }
  }

  private record Labelled(
      int id,
      @Nullable Integer project,
      String name,
      String description,
      String color,
      long created,
      long updated) {}

  private ArtifactRow() {}

  static ArtifactDetails details(Readable row) {
    return new ArtifactDetails(
        new ArtifactId(integer(row, "id")),
        new ProjectId(integer(row, "project_id")),
        new RepositoryId(integer(row, "repository_id")),
        RepositoryName.of(text(row, "name")),
        new Digest(text(row, "digest")),
        text(row, "type"),
        text(row, "media_type"),
        textOrNull(row, "config_media_type"),
        textOrNull(row, "artifact_type"),
        number(row, "size"),
        Json.texts(textOrNull(row, "annotations")),
        textOrNull(row, "attributes"),
        time(row, "pushed_at"),
        timeOrNull(row, "pulled_at"),
        each(row, "tags", new TypeReference<List<Tag>>() {}, ArtifactRow::tag),
        each(row, "children", new TypeReference<List<Listed>>() {}, ArtifactRow::child),
        each(row, "accessories", new TypeReference<List<Referring>>() {}, ArtifactRow::accessory),
        each(row, "inherited", new TypeReference<List<Inheriting>>() {}, Inheriting::inherited)
            .stream()
            .filter(it -> AccessoryType.isSignature(it.accessory().type()))
            .toList(),
        each(row, "labels", new TypeReference<List<Labelled>>() {}, ArtifactRow::label),
        icon(textOrNull(row, "icon")));
  }

  private static <J, T> List<T> each(
      Readable row, String column, TypeReference<List<J>> type, Function<J, T> of) {
    var json = textOrNull(row, column);
    return json == null ? List.of() : Json.read(json, type).stream().map(of).toList();
  }

  private static @Nullable Digest icon(@Nullable String digest) {
    return digest == null ? null : new Digest(digest);
  }

  private static TagDetails tag(Tag tag) {
    return new TagDetails(
        new TagId(tag.id),
        new TagName(tag.name),
        Instant.ofEpochMilli(tag.millis),
        tag.pulled == null ? null : Instant.ofEpochMilli(tag.pulled));
  }

  private static ChildDetails child(Listed child) {
    return new ChildDetails(
        child.id,
        new Digest(child.digest),
        child.platform,
        child.annotations == null ? Map.of() : child.annotations,
        child.urls == null ? List.of() : child.urls);
  }

  private static LabelDetails label(Labelled it) {
    return new LabelDetails(
        new LabelId(it.id),
        it.project == null ? null : new ProjectId(it.project),
        new LabelSpec(it.name, it.description, it.color),
        Instant.ofEpochMilli(it.created),
        Instant.ofEpochMilli(it.updated));
  }

  private static Accessory accessory(Referring it) {
    return new Accessory(
        new ArtifactId(it.id),
        new Digest(it.digest),
        AccessoryType.of(it.artifactType),
        it.size,
        Instant.ofEpochMilli(it.millis));
  }
}
