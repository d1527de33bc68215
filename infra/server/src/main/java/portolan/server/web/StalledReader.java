package portolan.server.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Closes a connection whose client takes no byte of an answer for too long. One that takes them
/// slowly is left alone.
///
/// Only an answer that the network does not take at once is looked after: others, which are nearly
/// all, cost nothing. Parts of files count as nothing in what a connection has to write, so they
/// are looked after from their size on. All of it runs on the connection's own event loop.
final class StalledReader extends ChannelDuplexHandler {
  private static final int LOOKS = 4;
  private static final long TAKEN_AT_ONCE = 64 << 10;

  private final Duration time;
  private @Nullable Future<?> looking;
  private Output last = Output.NONE;
  private long since;

  private StalledReader(Duration time) {
    this.time = time;
  }

  /// Watches a connection.
  static void watch(Channel channel, Duration time) {
    channel.pipeline().addFirst("portolan.stalled", new StalledReader(time));
  }

  /// What is still to be written.
  ///
  /// @param progress of the first part of it
  private record Output(long pending, long progress) {
    static final Output NONE = new Output(0, 0);

    static Output of(Channel channel) {
      var buffer = channel.unsafe().outboundBuffer();
      return buffer == null
          ? NONE
          : new Output(buffer.totalPendingWriteBytes(), buffer.currentProgress());
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof FileRegion region && region.count() > TAKEN_AT_ONCE) {
      begin(context);
      context.write(message, promise.unvoid()).addListener(_ -> settle());
    } else {
      context.write(message, promise);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    settle();
    if (!context.channel().isWritable()) {
      begin(context);
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    settle();
    context.fireChannelInactive();
  }

  private void begin(ChannelHandlerContext context) {
    settle();
    last = Output.of(context.channel());
    since = System.nanoTime();
    lookLater(context);
  }

  private void lookLater(ChannelHandlerContext context) {
    looking =
        context
            .executor()
            .schedule(() -> look(context), time.toMillis() / LOOKS, TimeUnit.MILLISECONDS);
  }

  private void look(ChannelHandlerContext context) {
    var now = Output.of(context.channel());
    if (!now.equals(last)) {
      last = now;
      since = System.nanoTime();
    } else if (System.nanoTime() - since >= time.toNanos()) {
      context.close();
      return;
    }
    lookLater(context);
  }

  private void settle() {
    if (looking != null) {
      looking.cancel(false);
      looking = null;
    }
  }
}
