package portolan.edge.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import portolan.edge.access.RoleTable;
import portolan.edge.access.SystemTable;
import portolan.language.access.Permission;
import portolan.language.access.Role;

/// Says who may ask for an operation: for people, with the roles that the table of roles names, and
/// for programs.
final class Sentence {
  private Sentence() {}

  static String forPeople(Who who) {
    return switch (who) {
      case Who.Anyone _ -> "anyone, without signing in";
      case Who.Somebody _ -> "whoever signed in";
      case Who.Person _ -> "whoever signed in and is no robot";
      case Who.Self _ -> "the person themself";
      case Who.Administrator _ -> "an administrator";
      case Who.ProjectAdministrator _ -> "an administrator of the registry or of some project";
      case Who.Nobody _ -> "nobody";
      case Who.InProject(var permission) -> inProject(permission);
      case Who.InSystem(var permission) -> inSystem(permission);
      case Who.WhereItBelongs(var permission) ->
          "for one of a project: %s; for one of the registry: %s"
              .formatted(inProject(permission), inSystem(permission));
      case Who.Either(var choices) ->
          choices.stream().map(Sentence::forPeople).collect(Collectors.joining("; or "));
    };
  }

  static Map<String, Object> forPrograms(Who who) {
    return switch (who) {
      case Who.Anyone _ -> kind("anyone");
      case Who.Somebody _ -> kind("somebody");
      case Who.Person _ -> kind("person");
      case Who.Self _ -> kind("self");
      case Who.Administrator _ -> kind("administrator");
      case Who.ProjectAdministrator _ -> kind("project administrator");
      case Who.Nobody _ -> kind("nobody");
      case Who.InProject(var permission) -> kind("project", permission);
      case Who.InSystem(var permission) -> kind("system", permission);
      case Who.WhereItBelongs(var permission) -> kind("where", permission);
      case Who.Either(var choices) ->
          Ordered.of("kind", "either", "of", choices.stream().map(Sentence::forPrograms).toList());
    };
  }

  private static Map<String, Object> kind(String kind) {
    return Ordered.of("kind", kind);
  }

  private static Map<String, Object> kind(String kind, Permission permission) {
    var entry = new LinkedHashMap<String, Object>(kind(kind));
    entry.put("permission", permission.toString());
    return entry;
  }

  private static String inProject(Permission permission) {
    var parts = new ArrayList<String>();
    parts.add("an administrator");
    Arrays.stream(Role.values())
        .filter(role -> RoleTable.of(role).contains(permission))
        .map(role -> role.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .forEach(parts::add);
    if (RoleTable.ofAnyone().contains(permission)) {
      parts.add("anyone when the project is public");
    }
    if (RoleTable.grantable().contains(permission)) {
      parts.add(robot(permission));
    }
    return joined(parts);
  }

  private static String inSystem(Permission permission) {
    return SystemTable.grantable().contains(permission)
        ? joined(List.of("an administrator", robot(permission)))
        : "an administrator";
  }

  private static String robot(Permission permission) {
    return "a robot with " + permission;
  }

  private static String joined(List<String> parts) {
    return String.join(", ", parts);
  }
}
