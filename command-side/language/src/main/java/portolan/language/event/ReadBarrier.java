package portolan.language.event;

import java.util.concurrent.CompletionStage;

/// Lets a writer wait until what it wrote can be read, on every node that answers reads.
public interface ReadBarrier {

  /// Completes with true when every read model and every living node's memory has passed the
  /// position, with false when the bounded wait ended first. The write stands either way.
  CompletionStage<Boolean> passed(Position position);
}
