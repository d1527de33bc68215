package portolan.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import portolan.acceptance.client.Answer;
import portolan.acceptance.running.AgainstTheRegistry;
import portolan.acceptance.running.Registry;

/// Every operation that the registry describes, for every kind of caller.
@AgainstTheRegistry
class WhoMayDoWhatTest {
  private static final String ALLOWED = "ok";

  private final Registry registry;
  private final Contract contract;
  private final Form form;

  WhoMayDoWhatTest(Registry registry) {
    this.registry = registry;
    this.contract = Contract.of(registry);
    this.form = new Form(contract.document());
  }

  @Test
  void theTableHasEveryOperation() {
    assertThat(Table.rows().stream().map(Table.Row::operation).collect(Collectors.toSet()))
        .isEqualTo(contract.operations().stream().map(Operation::id).collect(Collectors.toSet()));
  }

  @TestFactory
  Stream<DynamicTest> asTheTableSays() {
    var closed = Stage.in(registry, false);
    var open = Stage.in(registry, true);
    var cast = new Cast(registry, closed.project());
    return Table.rows().stream()
        .map(row ->
            dynamicTest(
                row.toString(),
                () ->
                    assertThat(
                            new Walk(cast, new Asking(closed, open), new Asking(open, open))
                                .differences(row))
                        .isEmpty()));
  }

  /// One line of the table, cell by cell.
  private final class Walk {
    private final Cast cast;
    private final Asking closed;
    private final Asking open;

    Walk(Cast cast, Asking closed, Asking open) {
      this.cast = cast;
      this.closed = closed;
      this.open = open;
    }

    List<String> differences(Table.Row row) {
      var operation = contract.operation(row.operation());
      var differences = new ArrayList<String>();
      for (boolean isPublic : new boolean[] {false, true}) {
        Optional<Ask> ready = Optional.empty();
        for (var cell : row.cells().entrySet()) {
          if (cell.getKey().open() == isPublic) {
            var ask = ready.orElseGet(() -> ask(operation, row, cell.getKey()));
            var answer = ask.by(cast.client(cell.getKey().kind(), permission(operation)));
            differences.addAll(difference(operation, ask, cell.getKey(), cell.getValue(), answer));
            closed.takeAway(answer);
            boolean spent = ask.once() && answer.status() < 300 || !row.sense().isEmpty();
            ready = spent ? Optional.empty() : Optional.of(ask);
          }
        }
      }
      return differences;
    }

    private Ask ask(Operation operation, Table.Row row, Table.Column column) {
      boolean self = row.sense().equals("self") && cast.people().contains(column.kind());
      return (column.open() ? open : closed)
          .ask(
              operation,
              row.sense().equals("self") && !self ? "" : row.sense(),
              self ? cast.number(column.kind()) : 0);
    }
  }

  private static String permission(Operation operation) {
    return operation.permission().orElse("");
  }

  private List<String> difference(
      Operation operation, Ask ask, Table.Column column, String word, Answer answer) {
    var differences = new TreeSet<String>();
    boolean fits =
        word.equals(ALLOWED)
            ? isSuccess(operation, ask, answer.status())
            : word.equals(Integer.toString(answer.status()));
    if (!fits) {
      differences.add("%s: %s, and not %s".formatted(column, answer, word));
    }
    if (!operation.declares(answer.status())) {
      differences.add("%s is not declared".formatted(answer.status()));
    }
    operation
        .form(answer.status())
        .filter(_ -> !operation.method().equals("HEAD"))
        .map(it -> form.mistakes(answer.json(), it, operation.id()))
        .ifPresent(differences::addAll);
    return List.copyOf(differences);
  }

  private static boolean isSuccess(Operation operation, Ask ask, int status) {
    if (operation.later()) {
      return status == 501;
    }
    return status < 400 && operation.declares(status) || ask.proof() != 0 && status == ask.proof();
  }
}
