package portolan.query.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.query.Postgres;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What a batch does, executed by PostgreSQL.
class ChangesTest {
  private static final Table FRUIT =
      new Table(
          "fruit",
          List.of(Column.text("name")),
          List.of(Column.text("colour"), Column.bigint("pieces")));
  private static final Table BOX =
      new Table("box", List.of(Column.integer("id")), List.of(Column.bigint("weight")));

  private final Postgres postgres = new Postgres();

  @Test
  void writesRowsOfSeveralTablesWithOneStatement() {
    postgres.execute("CREATE SCHEMA views");
    postgres.execute(
        "CREATE TABLE views.fruit (name text PRIMARY KEY, colour text, pieces bigint)");
    postgres.execute("CREATE TABLE views.box (id int PRIMARY KEY, weight bigint)");
    postgres.execute("INSERT INTO views.fruit VALUES ('apple', 'green', 3), ('plum', 'blue', 1)");
    postgres.execute("INSERT INTO views.box VALUES (6, 60), (7, 70)");

    var changes = new Changes();
    changes.put(FRUIT, "pear", "yellow", 5L);
    changes.put(BOX, 8, 80L);
    changes.set(FRUIT, List.of("apple"), "colour", "red");
    changes.add(FRUIT, List.of("apple"), "pieces", 2);
    changes.add(FRUIT, List.of("plum"), "pieces", -1);
    changes.add(BOX, List.of(7), "weight", 5);
    changes.add(BOX, List.of(7), "weight", -5);
    changes.set(BOX, List.of(9), "weight", 1L);
    changes.add(BOX, List.of(6), "weight", 1);
    changes.set(BOX, List.of(6), "weight", 10L);
    changes.add(BOX, List.of(6), "weight", 2);
    var writes = changes.writes(true);

    assertThat(writes).hasSize(1);
    execute(writes.getFirst());
    assertThat(
            postgres.rows(
                "SELECT concat_ws(' ', name, colour, pieces) FROM views.fruit ORDER BY 1"))
        .containsExactly("apple red 5", "pear yellow 5", "plum blue 0");
    assertThat(postgres.rows("SELECT id || ' ' || weight FROM views.box ORDER BY id"))
        .containsExactly("6 12", "7 70", "8 80");
  }

  /// A step that reads what the batch changes must see it.
  @Test
  void letsAStepRunBesideRowsOfOtherTablesOnly() {
    postgres.execute("CREATE SCHEMA views");
    postgres.execute(
        "CREATE TABLE views.fruit (name text PRIMARY KEY, colour text, pieces bigint)");
    postgres.execute("CREATE TABLE views.box (id int PRIMARY KEY, weight bigint)");
    postgres.execute("CREATE TABLE views.sum (pieces numeric)");
    postgres.execute("INSERT INTO views.fruit VALUES ('apple', 'green', 3), ('plum', 'blue', 1)");
    var sum =
        new Step(
                "sum-up",
                Step.Moment.AFTER,
                "asked AS (SELECT DISTINCT name FROM {rows})",
                "INSERT INTO sum SELECT sum(pieces) FROM fruit JOIN asked USING (name)",
                List.of(Column.text("name")))
            .besideOthersThan("sum", FRUIT.name());

    var others = new Changes();
    others.put(BOX, 8, 80L);
    others.step(sum, "apple");
    others.step(sum, "plum");
    var own = new Changes();
    own.add(FRUIT, List.of("apple"), "pieces", 10);
    own.put(BOX, 9, 90L);
    own.step(sum, "apple");

    assertThat(others.writes(true)).hasSize(1);
    assertThat(own.writes(true)).hasSize(2);
    others.writes(true).forEach(this::execute);
    own.writes(true).forEach(this::execute);
    assertThat(postgres.rows("SELECT pieces::text FROM views.sum ORDER BY sum.pieces"))
        .containsExactly("4", "13");
    assertThat(postgres.rows("SELECT id || ' ' || weight FROM views.box ORDER BY id"))
        .containsExactly("8 80", "9 90");
  }

  private void execute(Write write) {
    Flux.usingWhen(
            postgres.connections().create(),
            connection ->
                Flux.from(write.on(connection).execute())
                    .concatMap(result -> result.getRowsUpdated()),
            connection -> Mono.from(connection.close()))
        .blockLast();
  }
}
