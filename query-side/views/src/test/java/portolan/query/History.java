package portolan.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.language.access.Grant;
import portolan.language.access.Permission;
import portolan.language.access.Role;
import portolan.language.artifact.ArtifactCompleted;
import portolan.language.artifact.ArtifactDeleted;
import portolan.language.artifact.ArtifactId;
import portolan.language.artifact.ArtifactPushed;
import portolan.language.artifact.Blob;
import portolan.language.artifact.Child;
import portolan.language.artifact.Manifest;
import portolan.language.event.Event;
import portolan.language.oci.Digest;
import portolan.language.oci.MediaTypes;
import portolan.language.oci.ProjectName;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;
import portolan.language.privacy.PersonId;
import portolan.language.privacy.Vault;
import portolan.language.project.Member;
import portolan.language.project.MemberAdded;
import portolan.language.project.MembershipId;
import portolan.language.project.ProjectCreated;
import portolan.language.project.ProjectId;
import portolan.language.repository.RepositoryCreated;
import portolan.language.repository.RepositoryId;
import portolan.language.robot.RobotCreated;
import portolan.language.robot.RobotId;
import portolan.language.robot.RobotSpec;
import portolan.language.tag.TagId;
import portolan.language.tag.TagMoved;
import portolan.language.tag.TagRemoved;
import portolan.language.user.UserId;
import portolan.language.user.UserRegistered;

/// Events of a small world: project `acme` (1) with repository `acme/web` (1).
public final class History {
  public static final ProjectId ACME = new ProjectId(1);
  public static final RepositoryId WEB = new RepositoryId(1);
  public static final RepositoryName WEB_NAME = RepositoryName.of("acme/web");
  public static final TagName LATEST = new TagName("latest");

  private History() {}

  public static Digest digest(Object seed) {
    return Digest.of(seed.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  public static ProjectCreated project(int id, String name, boolean isPublic) {
    return new ProjectCreated(
        new ProjectId(id),
        new ProjectName(name),
        new UserId(1),
        Map.of("public", Boolean.toString(isPublic)));
  }

  public static RepositoryCreated repository(int id, int project, String name) {
    return new RepositoryCreated(
        new RepositoryId(id), new ProjectId(project), RepositoryName.of(name));
  }

  public static List<Event> acmeWithWeb() {
    return List.of(project(1, "acme", false), repository(1, 1, "acme/web"));
  }

  public static MemberAdded member(int id, int project, int user, Role role) {
    return new MemberAdded(
        new ProjectId(project), new MembershipId(id), new Member(Member.Kind.USER, user), role);
  }

  /// An image of the seed's name with a config of 10 and a layer of 100 bytes; its manifest has 1.
  public static Manifest image(String seed, String layer) {
    return new Manifest(
        digest(seed),
        MediaTypes.OCI_MANIFEST,
        1,
        MediaTypes.OCI_CONFIG,
        MediaTypes.OCI_CONFIG,
        List.of(
            new Blob(digest(seed + " config"), 10, MediaTypes.OCI_CONFIG),
            new Blob(digest(layer), 100, "application/vnd.oci.image.layer.v1.tar+gzip")),
        List.of(),
        null,
        Map.of(),
        "{\"architecture\":\"amd64\"}");
  }

  public static Manifest referrer(String seed, Digest subject, String artifactType) {
    return new Manifest(
        digest(seed),
        MediaTypes.OCI_MANIFEST,
        2,
        artifactType,
        MediaTypes.OCI_EMPTY,
        List.of(),
        List.of(),
        subject,
        Map.of("note", seed),
        "{}");
  }

  public static Manifest index(String seed, Digest... children) {
    return new Manifest(
        digest(seed),
        MediaTypes.OCI_INDEX,
        5,
        null,
        null,
        List.of(),
        Stream.of(children)
            .map(child ->
                new Child(
                    child,
                    1,
                    MediaTypes.OCI_MANIFEST,
                    new Child.Platform("amd64", "linux", null, null, List.of()),
                    Map.of(),
                    List.of("https://elsewhere.example.org/child")))
            .toList(),
        null,
        Map.of(),
        "{}");
  }

  public static ArtifactPushed pushed(int id, Manifest manifest) {
    return new ArtifactPushed(new ArtifactId(id), ACME, WEB, WEB_NAME, manifest, null);
  }

  /// A foreign layer of 1,000 bytes that came later.
  public static ArtifactCompleted completed(int id, Manifest manifest, String layer) {
    var late =
        new Blob(
            digest(layer), 1_000, "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip");
    return new ArtifactCompleted(
        new ArtifactId(id), ACME, WEB, manifest.digest(), null, List.of(late));
  }

  public static ArtifactDeleted deleted(int id, Manifest manifest) {
    var blobs = new ArrayList<Digest>();
    blobs.add(manifest.digest());
    manifest.blobs().forEach(blob -> blobs.add(blob.digest()));
    return new ArtifactDeleted(
        new ArtifactId(id), ACME, WEB, WEB_NAME, manifest.digest(), List.copyOf(blobs));
  }

  public static TagMoved moved(String tag, @Nullable Digest from, Digest to) {
    return new TagMoved(new TagId(7), ACME, WEB, new TagName(tag), from, to, null);
  }

  public static TagRemoved removed(String tag, Digest from) {
    return new TagRemoved(new TagId(7), ACME, WEB, new TagName(tag), from, null);
  }

  public static UserRegistered user(Vault vault, int id, String name) {
    var person = new PersonId("user:" + id);
    return new UserRegistered(
        new UserId(id),
        vault.seal(person, name),
        vault.seal(person, name + "@example.org"),
        vault.seal(person, name.toUpperCase(java.util.Locale.ROOT)),
        vault.seal(person, ""),
        id == 1);
  }

  public static RobotCreated robot(int id, String name) {
    var grant =
        new Grant(
            "project",
            "acme",
            Set.of(new Permission("repository", "pull"), new Permission("repository", "push")),
            ACME);
    return new RobotCreated(
        new RobotId(id),
        name,
        ACME,
        new ProjectName("acme"),
        new RobotSpec("builds", -1, -1, false, List.of(grant)));
  }
}
