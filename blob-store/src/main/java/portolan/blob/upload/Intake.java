package portolan.blob.upload;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import portolan.language.refusal.Refusal;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/// Carries one body from the network's thread to a [Receiver] on a worker thread.
///
/// Buffers are neither copied nor converted. They are handed over in pieces of [#PIECE] bytes, so
/// that a small body costs one change of threads and a large one few and large writes. At most
/// [#WINDOW] bytes wait or are asked for; a slow disk so stops the sender, and a slow sender holds
/// no thread.
public final class Intake<T> implements CoreSubscriber<ByteBuf>, Runnable {
  /// Bytes after which the receiver is woken: still in the processor's cache when they are hashed.
  static final int PIECE = 256 << 10;

  /// Bytes that one upload may hold in memory.
  static final int WINDOW = 1 << 20;

  /// The largest buffer that the network is expected to deliver, to turn bytes into a demand.
  private static final int BUFFER = 64 << 10;

  private static final int REFILL = WINDOW / BUFFER / 4;

  private final Receiver<T> receiver;
  private final Executor workers;
  private final MonoSink<T> answer;
  private final Queue<ByteBuf> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicInteger demand = new AtomicInteger();
  private final AtomicInteger wakeups = new AtomicInteger();

  private volatile @Nullable Subscription body;
  private volatile @Nullable Throwable breach;
  private volatile boolean ended;
  private volatile boolean closed;
  private volatile boolean abandoned;
  private boolean open;

  private Intake(Receiver<T> receiver, Executor workers, MonoSink<T> answer) {
    this.receiver = receiver;
    this.workers = workers;
    this.answer = answer;
  }

  /// Subscribes to the body and answers with what the receiver makes of it.
  ///
  /// When the body fails, or the answer is cancelled, the receiver still takes what had arrived.
  public static <T> Mono<T> receive(Flux<ByteBuf> body, Receiver<T> receiver, Executor workers) {
    return Mono.create(answer -> {
      var intake = new Intake<>(receiver, workers, answer);
      answer.onCancel(intake::abandon);
      body.subscribe(intake);
    });
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    body = subscription;
    if (ended) {
      subscription.cancel();
    } else {
      ask();
    }
  }

  @Override
  public void onNext(ByteBuf buffer) {
    demand.decrementAndGet();
    waiting.add(buffer);
    var bytes = waitingBytes.addAndGet(buffer.readableBytes());
    if (closed || bytes >= PIECE) {
      wake();
    }
    ask();
  }

  @Override
  public void onError(Throwable failure) {
    breach = failure;
    ended = true;
    wake();
  }

  @Override
  public void onComplete() {
    ended = true;
    wake();
  }

  /// Nobody waits for the answer any more.
  private void abandon() {
    abandoned = true;
    cancelBody();
    onError(new CancellationException());
  }

  /// Asks for as many buffers as fit into the window, in large steps: each may wake the network's
  /// thread.
  private void ask() {
    var asked = demand.get();
    var room = (int) ((WINDOW - waitingBytes.get()) / BUFFER) - asked;
    var subscription = body;
    if (room >= REFILL
        && !ended
        && subscription != null
        && demand.compareAndSet(asked, asked + room)) {
      subscription.request(room);
    }
  }

  private void wake() {
    if (wakeups.getAndIncrement() == 0) {
      try {
        workers.execute(this);
      } catch (RejectedExecutionException stopping) {
        end();
        answer.error(new Refusal.Unavailable("blob storage is shutting down").asException());
      }
    }
  }

  @Override
  public void run() {
    var seen = wakeups.get();
    do {
      work();
      seen = wakeups.addAndGet(-seen);
    } while (seen != 0);
  }

  private void work() {
    if (closed) {
      discard();
      return;
    }
    try {
      if (!open) {
        receiver.open();
        open = true;
      }
      var last = ended; // read first: then nothing is added after the queue is seen empty
      while (waitingBytes.get() >= PIECE || last && !waiting.isEmpty()) {
        handOver(nextPiece());
        ask();
      }
      if (last) {
        conclude();
      }
    } catch (Throwable failure) {
      end();
      fail(failure);
    }
  }

  private List<ByteBuf> nextPiece() {
    var piece = new ArrayList<ByteBuf>();
    for (int bytes = 0; bytes < PIECE; ) {
      var buffer = waiting.poll();
      if (buffer == null) {
        break;
      }
      bytes += buffer.readableBytes();
      piece.add(buffer);
    }
    return piece;
  }

  private void handOver(List<ByteBuf> piece) {
    long bytes = 0;
    for (var buffer : piece) {
      bytes += buffer.readableBytes();
    }
    try {
      receiver.accept(piece);
    } finally {
      piece.forEach(ByteBuf::release);
      waitingBytes.addAndGet(-bytes);
    }
  }

  private void conclude() {
    var failure = breach;
    if (failure != null) {
      end();
      fail(failure);
      return;
    }
    var result = receiver.complete();
    end();
    answer.success(result);
  }

  private void fail(Throwable failure) {
    if (!abandoned) {
      answer.error(failure);
    }
  }

  private void end() {
    closed = true;
    cancelBody();
    discard();
    if (open) {
      open = false;
      receiver.close();
    }
  }

  private void cancelBody() {
    var subscription = body;
    if (subscription != null) {
      subscription.cancel();
    }
  }

  private void discard() {
    for (var buffer = waiting.poll(); buffer != null; buffer = waiting.poll()) {
      waitingBytes.addAndGet(-buffer.readableBytes());
      buffer.release();
    }
  }
}
