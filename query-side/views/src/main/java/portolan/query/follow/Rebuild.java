package portolan.query.follow;

import io.r2dbc.spi.ConnectionFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import portolan.language.event.EventLog;
import portolan.language.event.Position;
import portolan.query.follow.RebuildProgress.Stage;

/// Makes the read models anew from the log, beside the live ones, compares both and swaps them.
///
/// Reads and writes go on all the while. The follower stands still twice, for the moment that the
/// new read models need to reach its position: before the comparison, which then works on a
/// snapshot, and for the swap.
public final class Rebuild {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long HEAD_LOOKUP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final String group;
  private final EventLog log;
  private final ConnectionFactory connections;
  private final Schemas schemas;
  private final List<Projection> projections;
  private final Consumer<RebuildProgress> progress;
  private Stage stage = Stage.LOADING;
  private Position reached = Position.START;
  private Position head = Position.START;
  private long headLookup;
  private long began;
  private long events;

  /// @param connections makes new connections (no pool)
  /// @param database the same database, to blocking callers; its user owns the schema `views`
  /// @param progress called with every batch, on the rebuilding thread
  public Rebuild(
      String group,
      EventLog log,
      ConnectionFactory connections,
      DataSource database,
      List<Projection> projections,
      Consumer<RebuildProgress> progress) {
    this.group = group;
    this.log = log;
    this.connections = connections;
    this.schemas = new Schemas(database);
    this.projections = List.copyOf(projections);
    this.progress = progress;
  }

  /// Runs once, on the calling thread, and not beside another rebuild of the same group.
  ///
  /// @param evenIfDifferent swap although rows differ: for read models that are known to be wrong
  /// @throws IllegalStateException when another rebuild is running
  public RebuildOutcome run(boolean evenIfDifferent) throws SQLException, InterruptedException {
    try (var own = OwnConnection.of(connections)) {
      if (!own.locked("portolan-rebuild-" + group)) {
        throw new IllegalStateException("a rebuild is running already");
      }
      return run(own, evenIfDifferent);
    }
  }

  private RebuildOutcome run(OwnConnection own, boolean evenIfDifferent)
      throws SQLException, InterruptedException {
    began = System.nanoTime();
    var writer = BatchWriter.silent(own.connection(), group);
    var summaries = new LinkedHashSet<Step.Summary>();
    var filling = load(writer, Position.START, () -> new Changes(summaries));
    filling.begin();
    var indexes = schemas.prepare();
    own.execute("SET search_path = " + ReadModels.REBUILT + "; SET synchronous_commit = off");
    writer.position().block(PATIENCE); // the start, noted in the new tables
    filling.upTo(log.head().toCompletableFuture().join());
    enter(Stage.INDEXING);
    summaries.addAll(ReadModels.TOTALS); // last, since they take the shortest time
    schemas.finish(indexes, summaries);
    var load = load(writer, filling.position(), Changes::new);
    load.toTheEnd();
    var loading = Duration.ofNanos(System.nanoTime() - began);
    enter(Stage.COMPARING);
    var tables = compare(load);
    var outcome = new RebuildOutcome(events, loading, tables, false);
    return outcome.equal() || evenIfDifferent ? swapped(load, outcome) : outcome;
  }

  private Load load(BatchWriter writer, Position from, Supplier<Changes> empty) {
    return new Load(log, new Fold(projections, empty), writer, from, this::reached);
  }

  private List<TableComparison> compare(Load load) throws SQLException, InterruptedException {
    var snapshot =
        schemas.standingStill(
            group,
            (live, holding) -> {
              load.upTo(live);
              return schemas.snapshot();
            });
    try (snapshot) {
      return schemas.compare(snapshot);
    }
  }

  private RebuildOutcome swapped(Load load, RebuildOutcome outcome) throws SQLException {
    enter(Stage.SWAPPING);
    load.toTheEnd();
    schemas.standingStill(
        group,
        (live, holding) -> {
          load.upTo(live);
          Schemas.swap(holding);
          return live;
        });
    schemas.dropOld();
    enter(Stage.DONE);
    return new RebuildOutcome(events, outcome.loading(), outcome.tables(), true);
  }

  private void reached(Position position, int count) {
    reached = position;
    events += count;
    report();
  }

  private void enter(Stage next) {
    stage = next;
    report();
  }

  private void report() {
    long now = System.nanoTime();
    if (now - headLookup > HEAD_LOOKUP_NANOS) {
      head = log.head().toCompletableFuture().join();
      headLookup = now;
    }
    double seconds = Math.max(1e-9, (now - began) / 1e9);
    double positions = Math.max(1, reached.index()) / seconds;
    long left = Math.max(0, head.index() - reached.index());
    progress.accept(
        new RebuildProgress(
            stage,
            reached,
            head,
            events,
            events / seconds,
            Duration.ofMillis(Math.round(1000 * left / positions))));
  }
}
