package portolan.edge.message;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.jspecify.annotations.Nullable;
import portolan.language.event.Envelope;
import portolan.language.event.Position;
import portolan.language.event.ReadBarrier;
import portolan.language.message.Command;
import portolan.language.privacy.Sealed;
import portolan.language.privacy.Vault;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/// Commands over Axon's bus. A command runs on one worker thread from its first attempt to its
/// commit.
public final class CommandDesk implements Commands {
  private static final int ATTEMPTS = 40;
  private static final int LONGEST_PAUSE_MILLIS = 40;

  /// As long as the database lets a transaction last.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CommandBus bus;
  private final Vault vault;
  private final Supplier<Optional<Position>> appended;
  private final ReadBarrier barrier;
  private final Executor workers;
  private final Lanes lanes;
  private final Predicate<Throwable> conflict;
  private final Predicate<Throwable> outage;

  /// @param bus handles on the caller's thread
  /// @param appended what the present thread has appended since it was last asked
  /// @param workers bounded; a rejection becomes [Refusal.Unavailable]
  /// @param conflict failures that a retry may settle
  /// @param outage failures that become [Refusal.Unavailable]
  public CommandDesk(
      CommandBus bus,
      Vault vault,
      Supplier<Optional<Position>> appended,
      ReadBarrier barrier,
      Executor workers,
      Predicate<Throwable> conflict,
      Predicate<Throwable> outage) {
    this.bus = bus;
    this.vault = vault;
    this.appended = appended;
    this.barrier = barrier;
    this.workers = workers;
    this.lanes = new Lanes(workers);
    this.conflict = conflict;
    this.outage = outage;
  }

  /// Past 30 seconds the answer is [Refusal.Unavailable]: what waits then is never begun, and what
  /// has begun may still be done.
  @Override
  public <R> Mono<R> send(Command<R> command, Sender sender) {
    return Mono.<Handled<R>>create(sink -> begin(command, sender, sink))
        .timeout(PATIENCE, Mono.error(() -> unavailable("the write takes too long")))
        .flatMap(this::readable);
  }

  private <R> void begin(Command<R> command, Sender sender, MonoSink<Handled<R>> sink) {
    long came = System.nanoTime();
    try {
      execute(
          command,
          () -> {
            if (System.nanoTime() - came < PATIENCE.toNanos()) {
              answer(command, sender, sink);
            }
          });
    } catch (RejectedExecutionException e) {
      sink.error(unavailable("too many writes at once"));
    }
  }

  private <R> void answer(Command<R> command, Sender sender, MonoSink<Handled<R>> sink) {
    try {
      sink.success(handled(command, envelope(sender)));
    } catch (Throwable e) {
      sink.error(outage.test(e) ? unavailable("the database does not answer") : e);
    }
  }

  private void execute(Command<?> command, Runnable work) {
    command.lane().ifPresentOrElse(lane -> lanes.execute(lane, work), () -> workers.execute(work));
  }

  /// Handles a command at once, on this thread, without waiting for readers.
  public <R> R handle(Command<R> command, Envelope envelope) {
    return handled(command, envelope).answer();
  }

  private record Handled<R>(R answer, @Nullable Position position) {}

  private <R> Mono<R> readable(Handled<R> handled) {
    var position = handled.position();
    if (position == null) {
      return Mono.just(handled.answer());
    }
    var passed = barrier.passed(position).toCompletableFuture();
    if (passed.isDone() && passed.getNow(false)) {
      return Mono.just(handled.answer());
    }
    return Mono.deferContextual(context ->
        Mono.fromFuture(passed)
            .publishOn(Schedulers.parallel()) // the follower's thread has better to do
            .map(read -> {
              if (!read) {
                Unread.note(context, position);
              }
              return handled.answer();
            }));
  }

  private <R> Handled<R> handled(Command<R> command, Envelope envelope) {
    var message = new GenericCommandMessage<Command<R>>(command).andMetaData(envelope.toMap());
    for (int attempt = 1; ; attempt++) {
      var _ = appended.get();
      var result = new AtomicReference<@Nullable CommandResultMessage<? extends R>>();
      bus.<Command<R>, R>dispatch(message, (_, answer) -> result.set(answer));
      var answer = result.get();
      if (answer == null) {
        throw new IllegalStateException("the command bus answered on another thread");
      }
      if (!answer.isExceptional()) {
        return new Handled<>(answer.getPayload(), appended.get().orElse(null));
      }
      if (attempt == ATTEMPTS || !conflict.test(answer.exceptionResult())) {
        throw thrown(answer.exceptionResult());
      }
      pause(attempt);
    }
  }

  private Envelope envelope(Sender sender) {
    var actor = sender.actor();
    return new Envelope(
        actor,
        null,
        sender.authentication(),
        sealed(sender, sender.address()),
        sealed(sender, sender.agent()),
        sender.requestId(),
        sender.requestId(),
        sender.requestId(),
        sender.reason().orElse(null));
  }

  private @Nullable Sealed sealed(Sender sender, String text) {
    return text.isEmpty() ? null : vault.seal(sender.actor().person(), text);
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(
          ThreadLocalRandom.current().nextInt(1, Math.min(LONGEST_PAUSE_MILLIS, 2 + attempt * 2)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("the server is stopping");
    }
  }

  private static RefusedException unavailable(String why) {
    return new Refusal.Unavailable(why).asException();
  }

  private static RuntimeException thrown(Throwable failure) {
    return failure instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException(failure);
  }
}
