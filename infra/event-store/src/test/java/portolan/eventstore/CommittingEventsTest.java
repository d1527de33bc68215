package portolan.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;
import portolan.language.event.Envelope;
import portolan.language.event.Position;
import portolan.language.event.Recorded;
import portolan.language.user.PasswordChanged;
import portolan.language.user.UserId;

/// Events and the rows of their transaction are there together, or neither is.
class CommittingEventsTest {
  private final JdbcTemplate jdbc = new JdbcTemplate(TestDatabase.shared());
  private final List<Position> told = new ArrayList<>();
  private final OwnAppends own = new OwnAppends();
  private final EventTransactions transactions =
      new EventTransactions(TestDatabase.shared(), own, told::add);
  private final TransactionTemplate transaction = new TransactionTemplate(transactions);
  private final PostgresEventStorage storage =
      new PostgresEventStorage(
          new TransactionAwareDataSourceProxy(TestDatabase.shared())::getConnection,
          new EventSerializer(),
          transactions);
  private final String stream = "User:" + UUID.randomUUID();
  private final String text = "row-" + UUID.randomUUID();

  @BeforeEach
  void makeTable() {
    jdbc.execute("create table if not exists beside_events (text text not null)");
    jdbc.execute("create table if not exists once_beside_events (text text primary key)");
  }

  @Test
  void comesWithTheTransactionsRowsAndTellsTheLastIndex() {
    transaction.executeWithoutResult(_ -> {
      storage.appendEvents(List.of(event(stream, 0)));
      writeRow();
      storage.appendEvents(List.of(event(stream, 1)));
      assertThat(told).isEmpty();
    });

    assertThat(rows()).isEqualTo(1);
    assertThat(storage.lastSequenceNumberFor(stream)).hasValue(1L);
    assertThat(told).containsExactly(new Position(lastIndex()));
  }

  /// Whoever collides may try again, also where a stream was begun twice, and whatever else was
  /// appended with it.
  @ParameterizedTest
  @ValueSource(longs = {0, 7})
  void leavesNothingWhenItCollides(long sequence) {
    transaction.executeWithoutResult(_ -> storage.appendEvents(List.of(event(stream, sequence))));
    told.clear();
    for (var first : List.of(0L, 5L)) {
      var another = "User:" + UUID.randomUUID();
      assertThatThrownBy(() ->
              transaction.executeWithoutResult(_ -> {
                writeRow();
                storage.appendEvents(List.of(event(another, first), event(stream, sequence)));
              }))
          .isInstanceOf(ConcurrencyException.class);
      assertThat(storage.lastSequenceNumberFor(another)).isEmpty();
    }

    assertThat(rows()).isZero();
    assertThat(told).isEmpty();
    transaction.executeWithoutResult(
        _ -> storage.appendEvents(List.of(event(stream, sequence + 1))));
    assertThat(told).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void numbersWhatIsOnlyKnownToBeNext(int others) throws Exception {
    transaction.executeWithoutResult(_ -> storage.appendEvents(List.of(event(stream, 0))));
    var from = told.getLast();

    transaction.executeWithoutResult(_ -> {
      storage.appendEvents(List.of(event(stream, -1)));
      storage.appendEvents(
          IntStream.range(0, others).mapToObj(i -> event(stream + "-" + i, -1)).toList());
    });
    transaction.executeWithoutResult(_ -> storage.appendEvents(List.of(event(stream, -1))));

    assertThat(storage.lastSequenceNumberFor(stream)).hasValue(2L);
    assertThat(storage.lastSequenceNumberFor(stream + "-0")).hasValue(0L);
    try (var log = new LogTail(TestDatabase.shared(), own)) {
      assertThat(log.after(from, 100).toCompletableFuture().get())
          .filteredOn(event -> event.stream().equals(stream))
          .extracting(Recorded::sequence)
          .containsExactly(1L, 2L);
    }
  }

  /// Two of one stream in one transaction cannot both be the next one.
  @Test
  void collidesWithAnotherThatIsNextAtTheSameMoment() {
    assertThatThrownBy(() ->
            transaction.executeWithoutResult(
                _ -> storage.appendEvents(List.of(event(stream, -1), event(stream, -1)))))
        .isInstanceOf(ConcurrencyException.class);
    assertThat(storage.lastSequenceNumberFor(stream)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  void makesTheLastChangesWithItsEvents(int events) {
    transaction.executeWithoutResult(_ -> {
      transactions.last("insert into beside_events (text) values (?)", text);
      storage.appendEvents(IntStream.range(0, events).mapToObj(i -> event(stream, i)).toList());
      transactions.last("insert into beside_events (text) select ?::text", text);
      assertThat(rows()).isZero();
    });

    assertThat(rows()).isEqualTo(2);
    assertThat(told).hasSize(Math.min(1, events));
  }

  @Test
  void makesThemEarlierWhereSomethingIsToSeeThem() {
    transaction.executeWithoutResult(_ -> {
      transactions.last("insert into beside_events (text) values (?)", text);
      transactions.sendLast();
      assertThat(rows()).isEqualTo(1);
      storage.appendEvents(List.of(event(stream, 0)));
    });

    assertThat(rows()).isEqualTo(1);
  }

  /// All may then be tried again.
  @Test
  void leavesNothingWhenALastChangeComesTooLate() {
    jdbc.update("insert into once_beside_events values (?)", text);
    for (boolean early : List.of(true, false)) {
      assertThatThrownBy(() ->
              transaction.executeWithoutResult(_ -> {
                writeRow();
                transactions.last("insert into once_beside_events values (?)", text);
                storage.appendEvents(List.of(event(stream, 0)));
                if (early) {
                  transactions.sendLast();
                }
              }))
          .isInstanceOf(ConcurrencyException.class);
    }

    assertThat(rows()).isZero();
    assertThat(storage.lastSequenceNumberFor(stream)).isEmpty();
    transaction.executeWithoutResult(_ -> storage.appendEvents(List.of(event(stream, 0))));
    assertThat(rows()).isZero();
  }

  /// Nothing else has reached the database in such a transaction.
  @Test
  void comesWholeOrNotAtAllWhenNothingElseIsWritten() {
    transaction.executeWithoutResult(
        _ -> storage.appendEvents(List.of(event(stream, 0), event(stream, 1))));
    assertThat(told).containsExactly(new Position(lastIndex()));
    told.clear();

    assertThatThrownBy(() ->
            transaction.executeWithoutResult(
                _ -> storage.appendEvents(List.of(event(stream, 2), event(stream, 1)))))
        .isInstanceOf(ConcurrencyException.class);
    transaction.executeWithoutResult(status -> {
      storage.appendEvents(List.of(event(stream, 2)));
      status.setRollbackOnly();
    });

    assertThat(storage.lastSequenceNumberFor(stream)).hasValue(1L);
    assertThat(told).isEmpty();
  }

  @Test
  void leavesNothingWhenItsTransactionIsRolledBack() {
    transaction.executeWithoutResult(status -> {
      storage.appendEvents(List.of(event(stream, 0)));
      writeRow();
      status.setRollbackOnly();
    });
    transaction.executeWithoutResult(_ -> writeRow());

    assertThat(rows()).isEqualTo(1);
    assertThat(storage.lastSequenceNumberFor(stream)).isEmpty();
    assertThat(told).isEmpty();
  }

  /// Whether a follower is told of events or reads them makes no difference.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 60})
  void handsOverWhatALaterReaderFinds(int count) throws Exception {
    try (var told = new LogTail(new DriverManagerDataSource("jdbc:none:"), own);
        var reading = new LogTail(TestDatabase.shared(), new OwnAppends())) {
      var start = reading.head().toCompletableFuture().get();

      transaction.executeWithoutResult(_ ->
          storage.appendEvents(IntStream.range(0, count).mapToObj(i -> event(stream, i)).toList()));

      var handed = told.after(start, 100).toCompletableFuture().get();
      assertThat(handed).hasSize(count);
      assertThat(handed).isEqualTo(reading.after(start, 100).toCompletableFuture().get());
    }
  }

  @Test
  void handsOverNothingThatFollowsAGap() {
    transaction.executeWithoutResult(_ -> storage.appendEvents(List.of(event(stream, 0))));
    var first = lastIndex();
    jdbc.queryForObject("select nextval('event_index')", Long.class);
    transaction.executeWithoutResult(_ -> storage.appendEvents(List.of(event(stream, 1))));

    assertThat(own.after(new Position(first - 1), 100)).isEmpty();
    assertThat(own.after(new Position(first - 1), 1)).hasSize(1);
    assertThat(own.after(new Position(first), 100)).isEmpty();
    assertThat(own.after(new Position(first + 1), 100)).hasSize(1);
  }

  /// Who got only the first of them would sleep although there are more.
  @Test
  void handsOverNothingWhenOthersHaveAppendedMore() {
    transaction.executeWithoutResult(_ -> storage.appendEvents(List.of(event(stream, 0))));
    var index = lastIndex();
    assertThat(own.after(new Position(index - 1), 100)).hasSize(1);

    own.heardOf(index + 1);

    assertThat(own.after(new Position(index - 1), 100)).isEmpty();
  }

  @Test
  void isRefusedWithoutATransaction() {
    assertThatThrownBy(() -> storage.appendEvents(List.of(event(stream, 0))))
        .isInstanceOf(IllegalStateException.class);
  }

  private void writeRow() {
    jdbc.update("insert into beside_events values (?)", text);
  }

  private int rows() {
    return count("select count(*) from beside_events where text = ?", text);
  }

  private long lastIndex() {
    return count("select max(global_index) from event where stream = ?", stream);
  }

  private int count(String sql, String value) {
    var count = jdbc.queryForObject(sql, Integer.class, value);
    assertThat(count).isNotNull();
    return count;
  }

  private static DomainEventMessage<?> event(String stream, long sequence) {
    return new GenericDomainEventMessage<>(
        "User",
        stream,
        sequence,
        new PasswordChanged(new UserId(3)),
        MetaData.from(Envelope.ofSystem("test").toMap()));
  }
}
