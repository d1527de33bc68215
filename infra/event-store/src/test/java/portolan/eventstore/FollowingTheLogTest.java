package portolan.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.language.event.Envelope;
import portolan.language.event.Position;
import portolan.language.event.Recorded;
import portolan.language.user.PasswordChanged;
import portolan.language.user.UserId;

/// Commit order and index order differ; a follower still sees every committed event once, in index
/// order.
class FollowingTheLogTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LogTail tail = new LogTail(TestDatabase.shared(), new OwnAppends());

  @AfterEach
  void close() {
    tail.close();
  }

  /// Few events and many take different ways.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 60})
  void seesTheEventsOfOneAppendInTheirOrder(int count) throws Exception {
    var start = head();
    var streams = IntStream.range(0, count).mapToObj(i -> "s" + i).toArray(String[]::new);
    try (var connection = open()) {
      append(connection, streams);
      connection.commit();
    }

    var seen = eventually(start, count);
    assertThat(streams(seen)).containsExactly(streams);
    assertThat(seen).allMatch(it -> it.event().equals(new PasswordChanged(new UserId(3))));
  }

  @Test
  void waitsForAnOpenTransactionThatDrewAnEarlierIndex() throws Exception {
    var start = head();
    try (var early = open();
        var late = open()) {
      append(early, "early");
      append(late, "late");
      late.commit();

      assertThat(streams(after(start))).isEmpty();

      early.commit();
      assertThat(streams(eventually(start, 2))).containsExactly("early", "late");
    }
  }

  @Test
  void waitsForAnEarlierIndexOfATransactionThatBeganLater() throws Exception {
    var start = head();
    try (var older = open();
        var younger = open()) {
      takeTransactionId(older);
      append(younger, "first");
      append(older, "second");
      older.commit();

      assertThat(streams(after(start))).isEmpty();
      assertThat(streams(after(start))).isEmpty();

      younger.commit();
      assertThat(streams(eventually(start, 2))).containsExactly("first", "second");
    }
  }

  @Test
  void passesAnIndexWhoseTransactionWasRolledBack() throws Exception {
    var start = head();
    try (var lost = open();
        var kept = open()) {
      append(lost, "lost");
      append(kept, "kept");
      kept.commit();
      lost.rollback();
    }

    assertThat(streams(eventually(start, 1))).containsExactly("kept");
  }

  @Test
  void skipsNothingAndRepeatsNothingUnderConcurrentWriters() throws Exception {
    var start = head();
    int writers = 8;
    int each = 60;
    var committed = new AtomicInteger();
    try (var pool = Executors.newFixedThreadPool(writers)) {
      for (int w = 0; w < writers; w++) {
        pool.submit(() -> write(each, committed));
      }
      var seen = new ArrayList<Recorded>();
      pool.shutdown();
      while (!pool.awaitTermination(0, TimeUnit.MILLISECONDS) || seen.size() < committed.get()) {
        TimeUnit.MILLISECONDS.sleep(2);
        var from = seen.isEmpty() ? start : seen.getLast().position();
        seen.addAll(tail.after(from, 100).toCompletableFuture().get());
      }

      assertThat(seen).hasSize(committed.get());
      assertThat(seen.stream().map(Recorded::stream)).doesNotHaveDuplicates();
      assertThat(seen.stream().map(Recorded::position)).isSorted();
    }
  }

  @Test
  void wakesItsFollowersUntilAGapIsSettled() throws Exception {
    var start = head();
    var wakes = new AtomicInteger();
    tail.onAppend(wakes::incrementAndGet);
    try (var early = open();
        var late = open()) {
      append(early, "held");
      append(late, "waiting");
      late.commit();
      after(start);
      var end = Instant.now().plus(PATIENCE);
      while (wakes.get() == 0 && Instant.now().isBefore(end)) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      early.commit();
    }

    assertThat(wakes.get()).isPositive();
  }

  private static Void write(int times, AtomicInteger committed) throws SQLException {
    for (int i = 0; i < times; i++) {
      try (var connection = open()) {
        append(connection, UUID.randomUUID().toString());
        if (ThreadLocalRandom.current().nextInt(4) == 0) {
          connection.rollback();
        } else {
          connection.commit();
          committed.incrementAndGet();
        }
      }
    }
    return null;
  }

  private static Connection open() throws SQLException {
    var connection = TestDatabase.shared().getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  /// As a command does that writes rows before its events.
  private static void takeTransactionId(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("select pg_current_xact_id()");
    }
  }

  private static void append(Connection connection, String... streams) throws SQLException {
    EventInsert.insert(
        connection,
        Arrays.stream(streams)
            .map(stream -> EventRow.of(changed(stream), new EventSerializer()))
            .toList());
  }

  private static EventMessage<?> changed(String stream) {
    return new GenericDomainEventMessage<>(
        "User",
        stream + "#" + UUID.randomUUID(),
        0,
        new PasswordChanged(new UserId(3)),
        MetaData.from(Envelope.ofSystem("test").toMap()));
  }

  private Position head() throws Exception {
    return tail.head().toCompletableFuture().get();
  }

  private List<Recorded> after(Position position) throws Exception {
    return tail.after(position, 100).toCompletableFuture().get();
  }

  private List<Recorded> eventually(Position position, int count) throws Exception {
    var end = Instant.now().plus(PATIENCE);
    var found = after(position);
    while (found.size() < count && Instant.now().isBefore(end)) {
      TimeUnit.MILLISECONDS.sleep(5);
      found = after(position);
    }
    return found;
  }

  private static List<String> streams(List<Recorded> events) {
    return events.stream().map(event -> event.stream().replaceAll("#.*", "")).toList();
  }
}
