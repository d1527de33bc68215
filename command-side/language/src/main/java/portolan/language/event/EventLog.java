package portolan.language.event;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// The log as its followers read it.
public interface EventLog {

  /// The next settled events after a position, in log order, at most `limit`. An event is settled
  /// when no transaction can still commit one before it; empty when there is none (yet).
  CompletionStage<List<Recorded>> after(Position position, int limit);

  /// The position of the last settled event.
  CompletionStage<Position> head();

  /// Calls back, perhaps too often and never too seldom, when there may be new events.
  ///
  /// @return closes the subscription
  AutoCloseable onAppend(Runnable wake);
}
