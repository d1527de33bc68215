package portolan.edge.contract;

import java.util.List;
import java.util.stream.Stream;
import portolan.language.access.Permission;

/// Who may ask for an operation.
public sealed interface Who {

  /// Without signing in.
  record Anyone() implements Who {}

  /// Whoever signed in, robots too.
  record Somebody() implements Who {}

  /// Whoever signed in and is no robot.
  record Person() implements Who {}

  /// The person of whom the path speaks.
  record Self() implements Who {}

  /// A person who administers the registry.
  record Administrator() implements Who {}

  /// A person who administers the registry, or some project.
  record ProjectAdministrator() implements Who {}

  record Nobody() implements Who {}

  /// Whom the table of roles lets do this in the project.
  record InProject(Permission permission) implements Who {}

  /// An administrator, and a robot of the system level that was given this.
  record InSystem(Permission permission) implements Who {}

  /// As in the project for a thing of a project, as in the system for one of the registry.
  record WhereItBelongs(Permission permission) implements Who {}

  record Either(List<Who> of) implements Who {}

  /// Reads the column of the table.
  static Who of(String text) {
    var choices = text.split(" or ");
    return choices.length == 1 ? one(text) : new Either(Stream.of(choices).map(Who::one).toList());
  }

  private static Who one(String text) {
    var words = text.split(" ");
    return switch (words[0]) {
      case "anyone" -> new Anyone();
      case "somebody" -> new Somebody();
      case "person" -> new Person();
      case "self" -> new Self();
      case "administrator" -> new Administrator();
      case "nobody" -> new Nobody();
      case "system" -> new InSystem(permission(words[1]));
      case "where" -> new WhereItBelongs(permission(words[1]));
      case "project" ->
          words[1].equals("administrator")
              ? new ProjectAdministrator()
              : new InProject(permission(words[1]));
      default -> throw new IllegalArgumentException("nobody is called " + text);
    };
  }

  private static Permission permission(String text) {
    var words = text.split(":");
    return new Permission(words[0], words[1]);
  }

  /// Whether nobody needs to sign in.
  default boolean open() {
    return this instanceof Anyone;
  }
}
