package portolan.edge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import portolan.edge.access.RoleTable;
import portolan.edge.access.SystemTable;
import portolan.language.access.Permission;
import portolan.language.access.Role;

/// The table of operations, and the description without any controller.
class OperationsTest {
  private final List<Operation> operations = Operations.all();

  @Test
  void namesEachOperationOnce() {
    assertThat(operations).hasSizeGreaterThan(200);
    assertThat(operations).extracting(Operation::key).doesNotHaveDuplicates();
    assertThat(operations).extracting(Operation::id).doesNotHaveDuplicates();
  }

  @Test
  void asksOnlyForWhatTheTablesOfPermissionsKnow() {
    var ours = RoleTable.of(Role.PROJECT_ADMIN);
    var known = Stream.concat(RoleTable.all().stream(), ours.stream()).toList();
    assertThat(operations).flatExtracting(it -> inProject(it.who())).isSubsetOf(known);
    assertThat(operations).flatExtracting(it -> inSystem(it.who())).isSubsetOf(SystemTable.all());
  }

  @Test
  void readsWhatAHandlerTakesByItself() {
    assertThat(
            Stream.of("q", "from!", "scope[]", "public:boolean", "password=form")
                .map(Operation.Taken::of))
        .containsExactly(
            new Operation.Taken("q", "string", Operation.Taken.Place.QUERY, false),
            new Operation.Taken("from", "string", Operation.Taken.Place.QUERY, true),
            new Operation.Taken("scope", "string[]", Operation.Taken.Place.QUERY, false),
            new Operation.Taken("public", "boolean", Operation.Taken.Place.QUERY, false),
            new Operation.Taken("password", "string", Operation.Taken.Place.FORM, false));
  }

  @Test
  void refersToNoFormThatIsNotThere() {
    var document = new Contract(Map.of()).description("v1");
    var there =
        Stream.of("schemas", "responses", "headers")
            .flatMap(kind -> names(document, kind).map(it -> "#/components/" + kind + "/" + it))
            .toList();
    assertThat(references(document)).isNotEmpty().isSubsetOf(there);
  }

  private static Stream<String> names(Map<String, Object> document, String kind) {
    var components = (Map<?, ?>) document.get("components");
    return ((Map<?, ?>) components.get(kind)).keySet().stream().map(Object::toString);
  }

  private static List<String> references(Object json) {
    return switch (json) {
      case Map<?, ?> object when object.containsKey("$ref") ->
          List.of(String.valueOf(object.get("$ref")));
      case Map<?, ?> object ->
          object.values().stream().flatMap(it -> references(it).stream()).toList();
      case List<?> list -> list.stream().flatMap(it -> references(it).stream()).toList();
      default -> List.of();
    };
  }

  private static List<Permission> inProject(Who who) {
    return switch (who) {
      case Who.InProject(var permission) -> List.of(permission);
      case Who.WhereItBelongs(var permission) -> List.of(permission);
      default -> List.of();
    };
  }

  private static List<Permission> inSystem(Who who) {
    return switch (who) {
      case Who.InSystem(var permission) -> List.of(permission);
      case Who.Either(var choices) ->
          choices.stream().flatMap(it -> inSystem(it).stream()).toList();
      default -> List.of();
    };
  }
}
