package portolan.acceptance.contract;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import portolan.acceptance.client.Client;
import portolan.acceptance.client.Person;
import portolan.acceptance.running.Registry;
import portolan.acceptance.world.Project;
import portolan.acceptance.world.Role;
import portolan.acceptance.world.World;

/// A caller of each kind.
final class Cast {
  private final Registry registry;
  private final Map<Kind, Person> people = new EnumMap<>(Kind.class);
  private final Robot ofAnother;
  private final Robot with;
  private final Robot without;
  private final Robot systemWith;
  private final Robot systemWithout;

  /// @param project where the roles are
  Cast(Registry registry, Project project) {
    this.registry = registry;
    var world = new World(registry);
    var another = world.privateProject();
    people.put(Kind.STRANGER, world.user());
    people.put(Kind.ADMIN_OF_ANOTHER, another.member(Role.PROJECT_ADMIN));
    for (var role : Role.values()) {
      people.put(Kind.valueOf(role.name()), project.member(role));
    }
    people.put(Kind.ADMINISTRATOR, Registry.ADMIN);
    this.ofAnother = Robot.of(registry, another);
    this.with = Robot.of(registry, project);
    this.without = Robot.of(registry, project);
    this.systemWith = Robot.ofSystem(registry);
    this.systemWithout = Robot.ofSystem(registry);
  }

  /// @param permission what the robots have, or lack
  Client client(Kind kind, String permission) {
    return switch (kind) {
      case NOBODY -> registry.asNobody();
      case ROBOT_OF_ANOTHER -> ofAnother.with("");
      case ROBOT_WITH -> with.with(permission);
      case ROBOT_WITHOUT -> without.without(permission);
      case SYSTEM_ROBOT_WITH -> systemWith.with(permission);
      case SYSTEM_ROBOT_WITHOUT -> systemWithout.without(permission);
      default -> registry.as(people.get(kind));
    };
  }

  Set<Kind> people() {
    return people.keySet();
  }

  /// The number of a person.
  int number(Kind kind) {
    return registry
        .as(people.get(kind))
        .get("/api/v2.0/users/current")
        .json()
        .path("user_id")
        .asInt();
  }
}
