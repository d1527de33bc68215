package portolan.server.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/// Closes a connection that has begun a request and has not sent its whole head in time, however
/// busily it sends byte after byte. Bodies, and connections between two requests, have bounds of
/// their own.
///
/// Sits on both sides of the HTTP/1.1 decoder: before it sees when a head begins, behind it when it
/// is whole. All of it runs on the connection's own event loop.
final class HeadDeadline {
  private final Duration time;
  private boolean betweenRequests = true;
  private @Nullable Future<?> running;

  private HeadDeadline(Duration time) {
    this.time = time;
  }

  /// Watches a connection that speaks HTTP/1.1.
  static void watch(Channel channel, Duration time) {
    var pipeline = channel.pipeline();
    if (pipeline.get(NettyPipeline.HttpCodec) != null) {
      var deadline = new HeadDeadline(time);
      pipeline.addBefore(NettyPipeline.HttpCodec, "portolan.head.begins", deadline.new Begins());
      pipeline.addAfter(NettyPipeline.HttpCodec, "portolan.head.ends", deadline.new Ends());
    }
  }

  private final class Begins extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (betweenRequests && running == null && message instanceof ByteBuf) {
        running =
            context
                .executor()
                .schedule(() -> late(context), time.toMillis(), TimeUnit.MILLISECONDS);
      }
      context.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      settle();
      context.fireChannelInactive();
    }
  }

  private final class Ends extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest) {
        betweenRequests = false;
        settle();
      }
      if (message instanceof LastHttpContent) {
        betweenRequests = true;
      }
      context.fireChannelRead(message);
    }
  }

  /// A connection that went over to HTTP/2 has no such decoder any more.
  private void late(ChannelHandlerContext context) {
    if (context.pipeline().get(NettyPipeline.HttpCodec) != null) {
      context.close();
    }
  }

  private void settle() {
    if (running != null) {
      running.cancel(false);
      running = null;
    }
  }
}
