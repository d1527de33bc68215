package portolan.acceptance.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import portolan.acceptance.client.Person;
import portolan.acceptance.image.Repository;

/// A project that a test made.
public record Project(World world, String name, int id) {

  /// One of its repositories, as the administrator sees it; it need not exist.
  public Repository repository(String inside) {
    return new Repository(name + "/" + inside, world.admin());
  }

  /// A new user with a role here.
  public Person member(Role role) {
    return with(world.user(), role);
  }

  /// Gives a user a role here.
  public Person with(Person person, Role role) {
    var answer =
        world
            .admin()
            .send(
                "POST",
                api() + "/members",
                Map.of("role_id", role.id(), "member_user", Map.of("username", person.name())));
    assertThat(answer).hasStatus(201);
    return person;
  }

  public String api() {
    return "/api/v2.0/projects/" + name;
  }

  /// The number of its quota.
  public int quota() {
    var quotas = world.admin().get("/api/v2.0/quotas?reference=project&reference_id=" + id);
    return quotas.json().path(0).path("id").asInt();
  }

  /// Bytes that it uses, by its quota.
  public long used() {
    var quota = world.admin().get("/api/v2.0/quotas/" + quota());
    return quota.json().path("used").path("storage").asLong(-1);
  }

  /// Changes how many bytes it may keep.
  public void limit(long bytes) {
    var answer =
        world
            .admin()
            .send("PUT", "/api/v2.0/quotas/" + quota(), Map.of("hard", Map.of("storage", bytes)));
    assertThat(answer).hasStatus(200);
  }
}
