package portolan.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portolan.acceptance.client.Client;
import portolan.acceptance.image.Content;
import portolan.acceptance.image.Image;
import portolan.acceptance.image.Repository;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

/// What each role may do with a repository.
@AgainstTheRegistry
class RolesTest {
  private final Image image = Image.of("shown to members");
  private final Registry registry;
  private final World world;

  RolesTest(Registry registry) {
    this.registry = registry;
    this.world = new World(registry);
  }

  @ParameterizedTest
  @EnumSource
  void letsEveryRolePull(Role role) {
    var repository = filled(world.privateProject());
    assertPulls(repository, registry.as(memberOf(repository, role)));
  }

  @ParameterizedTest
  @EnumSource(names = {"PROJECT_ADMIN", "MAINTAINER", "DEVELOPER"})
  void letsThoseWhoBuildPush(Role role) {
    var repository = filled(world.privateProject());
    var member = repository.as(registry.as(memberOf(repository, role)));
    member.push("2", Image.of("pushed by a " + role));
    assertThat(member.manifest("2")).hasStatus(200);
  }

  @ParameterizedTest
  @EnumSource(names = {"GUEST", "LIMITED_GUEST"})
  void letsNoGuestPush(Role role) {
    var repository = filled(world.privateProject());
    var guest = repository.as(registry.as(memberOf(repository, role)));
    assertCannotPush(guest);
    assertThat(repository.tags()).containsExactly("1");
  }

  @ParameterizedTest
  @EnumSource(names = {"PROJECT_ADMIN", "MAINTAINER"})
  void letsThoseWhoMaintainDelete(Role role) {
    var repository = filled(world.privateProject());
    var member = repository.as(registry.as(memberOf(repository, role)));
    assertThat(member.deleteManifest("1")).hasStatus(202);
    assertThat(member.deleteManifest(image.digest())).hasStatus(202);
  }

  @ParameterizedTest
  @EnumSource(names = {"DEVELOPER", "GUEST", "LIMITED_GUEST"})
  void letsNobodyElseDelete(Role role) {
    var repository = filled(world.privateProject());
    var member = repository.as(registry.as(memberOf(repository, role)));
    for (var reference : new String[] {"1", image.digest()}) {
      assertThat(member.deleteManifest(reference)).hasStatus(401, 403);
    }
    assertThat(member.client().delete(member.path("blobs/" + image.layer().digest())))
        .hasStatus(401, 403);
    assertThat(repository.manifest("1")).hasStatus(200);
  }

  @Test
  void letsTheAdministratorDoEverything() {
    var repository = filled(world.privateProject());
    assertPulls(repository, registry.asAdmin());
    assertThat(repository.deleteManifest(image.digest())).hasStatus(202);
  }

  @Test
  void letsARobotDoWhatItsListSays() {
    var project = world.privateProject();
    var repository = filled(project);
    var puller = registry.as(world.robot(project, "pull"));
    assertPulls(repository, puller);
    assertCannotPush(repository.as(puller));
    var pusher = repository.as(registry.as(world.robot(project, "pull", "push")));
    pusher.push("2", Image.of("pushed by a robot"));
    assertThat(pusher.deleteManifest("2")).hasStatus(401, 403);
    assertThat(filled(world.privateProject()).as(puller).manifest("1")).hasStatus(401, 403, 404);
  }

  @Test
  void letsAnybodyPullFromAPublicProjectAndPushNothing() {
    var repository = filled(world.publicProject());
    assertPulls(repository, registry.as(world.user()));
    assertCannotPush(repository.as(registry.as(world.user())));
    var nobody = registry.asNobody();
    var token =
        nobody
            .get(
                "/service/token?service="
                    + nobody
                        .get("/v2/")
                        .must("Www-Authenticate")
                        .replaceFirst(".*service=\"([^\"]+)\".*", "$1")
                    + "&scope=repository:"
                    + repository.name()
                    + ":pull,push")
            .json()
            .path("token")
            .asString();
    assertPulls(repository, nobody.bearing(token));
    assertCannotPush(repository.as(nobody.bearing(token)));
    assertCannotPush(repository.as(nobody));
  }

  @Test
  void hidesAPrivateProjectFromStrangers() {
    var here = filled(world.privateProject());
    var nowhere = new Repository("no-such-project/x", here.client());
    for (var stranger : new Client[] {registry.as(world.user()), registry.asNobody()}) {
      for (var path :
          new String[] {"manifests/1", "tags/list", "blobs/" + image.layer().digest()}) {
        var real = stranger.get(here.path(path));
        var made = stranger.get(nowhere.path(path));
        assertThat(real.status()).as(real.toString()).isIn(401, 403, 404).isEqualTo(made.status());
        assertThat(
                real.text()
                    .replace(here.name(), nowhere.name())
                    .replace(projectOf(here), projectOf(nowhere)))
            .isEqualTo(made.text());
        assertThat(real.headers().map().keySet()).isEqualTo(made.headers().map().keySet());
      }
      var real = stranger.get("/api/v2.0/projects/" + projectOf(here));
      var made = stranger.get("/api/v2.0/projects/no-such-project");
      assertThat(real.status()).isIn(401, 403).isEqualTo(made.status());
    }
  }

  @Test
  void givesNoBlobOfAPrivateProjectThroughAnother() {
    var secret = filled(world.privateProject()).push("2", Image.of("a secret of its own")).layer();
    var from = filled(world.privateProject());
    from.pushBlob(secret);
    var mine = world.privateProject();
    var repository = mine.repository("mine").as(registry.as(mine.member(Role.PROJECT_ADMIN)));
    repository.push("1", Image.of("something of mine"));
    assertThat(repository.blob(secret.digest())).isRefused(404, "BLOB_UNKNOWN");
    var unknown = Content.text("known to nobody").digest();
    for (var source : new String[] {"&from=" + from.name(), ""}) {
      for (var digest : new String[] {secret.digest(), unknown}) {
        var mount = repository.path("blobs/uploads/?mount=" + digest + source);
        assertThat(repository.client().post(mount)).hasStatus(202);
      }
    }
    assertThat(repository.blob(secret.digest())).isRefused(404, "BLOB_UNKNOWN");
    var thief = Image.of(java.util.List.of(secret));
    repository.pushBlob(thief.blobs().getLast());
    assertThat(repository.putManifest("stolen", thief.manifest()))
        .hasStatus(400, 404)
        .says("MANIFEST_BLOB_UNKNOWN");
  }

  private Repository filled(Project project) {
    var repository = project.repository("app");
    repository.push("1", image);
    return repository;
  }

  private portolan.acceptance.client.Person memberOf(Repository repository, Role role) {
    return new Project(world, projectOf(repository), 0).member(role);
  }

  private static String projectOf(Repository repository) {
    return repository.name().substring(0, repository.name().indexOf('/'));
  }

  private void assertPulls(Repository repository, Client client) {
    var seen = repository.as(client);
    assertThat(seen.manifest("1")).hasStatus(200).hasBody(image.manifest().bytes());
    assertThat(seen.blob(image.layer().digest())).hasBody(image.layer().bytes());
    assertThat(seen.tags()).contains("1");
    assertThat(seen.referrers(image.digest())).isEmpty();
  }

  private static void assertCannotPush(Repository repository) {
    assertThat(repository.begin()).hasStatus(401, 403);
    assertThat(repository.putManifest("2", Image.of().manifest())).hasStatus(401, 403);
  }
}
