package portolan.edge.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.language.access.Permission;
import portolan.language.access.Role;

/// The table against a copy of the published one, cell by cell.
class RoleTableTest {
  private static final int ROWS = 76;

  record Cell(Permission permission, String column, boolean allowed) {}

  static Stream<Cell> cells() throws IOException {
    var rows = rows("project-permissions.md");
    var head = rows.getFirst();
    return rows.stream()
        .skip(1)
        .flatMap(row ->
            Stream.iterate(2, i -> i < head.size(), i -> i + 1)
                .map(i -> new Cell(permission(row), head.get(i), row.get(i).equals("x"))));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void allowsWhatThePublishedTableAllowsAndNothingElse(Cell cell) {
    assertThat(column(cell.column()).contains(cell.permission())).isEqualTo(cell.allowed());
  }

  @Test
  void hasEveryRowOfThePublishedTableAndNoOther() throws IOException {
    var published = new LinkedHashSet<Permission>();
    rows("project-permissions.md").stream().skip(1).forEach(row -> published.add(permission(row)));
    assertThat(RoleTable.all()).containsExactlyElementsOf(published).hasSize(ROWS);
  }

  @Test
  void givesRobotsOfTheSystemWhatThePublishedTableLists() throws IOException {
    var published = new LinkedHashSet<Permission>();
    for (var row : rows("system-permissions.md").stream().skip(1).toList()) {
      for (var action : row.get(1).split(", ")) {
        published.add(new Permission(row.getFirst(), action));
      }
    }
    assertThat(SystemTable.grantable()).containsExactlyInAnyOrderElementsOf(published);
  }

  private static Set<Permission> column(String head) {
    return switch (head) {
      case "projectAdmin (1)" -> RoleTable.of(Role.PROJECT_ADMIN);
      case "maintainer (4)" -> RoleTable.of(Role.MAINTAINER);
      case "developer (2)" -> RoleTable.of(Role.DEVELOPER);
      case "guest (3)" -> RoleTable.of(Role.GUEST);
      case "limitedGuest (5)" -> RoleTable.of(Role.LIMITED_GUEST);
      case "anyone, public project" -> RoleTable.ofAnyone();
      case "may be given to a robot" -> RoleTable.grantable();
      default -> throw new IllegalStateException("unknown column " + head);
    };
  }

  private static Permission permission(List<String> row) {
    return new Permission(row.get(0).replace(" (self)", ""), row.get(1));
  }

  private static List<List<String>> rows(String resource) throws IOException {
    try (var in = RoleTableTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("|--"))
          .map(line -> line.substring(1, line.length() - 1).split("\\|", -1))
          .map(cells -> Arrays.stream(cells).map(String::strip).toList())
          .toList();
    }
  }
}
