package portolan.server.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.netty.NettyPipeline;

/// Lets a client read an answer that came before the end of its request: a refusal, mostly.
///
/// What is still to come may be endless, so such an answer ends the connection. If that were closed
/// at once, TCP would reset it for the bytes that still arrive, and a reset takes away what the
/// client has not read yet; a proxy in between answers 502 then. So only the answer's direction is
/// closed, and the rest of the request is read and thrown away until it ends, the client hangs up
/// or the time is over. A short rest is left to the server, which keeps the connection.
///
/// Sits behind the HTTP/1.1 decoder, on the connection's own event loop.
final class LingeringClose extends ChannelDuplexHandler {
  private static final long SHORT_BODY = 1 << 20;

  private final Duration time;
  private boolean betweenRequests = true;
  private boolean longBody;
  private boolean lingering;

  private LingeringClose(Duration time) {
    this.time = time;
  }

  /// Has a connection that speaks HTTP/1.1 closed in this way, within a time.
  static void watch(Channel channel, Duration time) {
    if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
      channel
          .pipeline()
          .addAfter(NettyPipeline.HttpCodec, "portolan.lingering", new LingeringClose(time));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      betweenRequests = false;
      longBody = request.decoderResult().isSuccess() && isLong(request);
    }
    if (message instanceof LastHttpContent) {
      betweenRequests = true;
    }
    if (!lingering) {
      context.fireChannelRead(message);
      return;
    }
    ReferenceCountUtil.release(message);
    if (betweenRequests) {
      context.close();
    }
  }

  private static boolean isLong(HttpRequest request) {
    return HttpUtil.isTransferEncodingChunked(request)
        || HttpUtil.getContentLength(request, 0L) > SHORT_BODY;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (lingering) {
      context.read();
    } else {
      context.fireChannelReadComplete();
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (betweenRequests || !longBody || !(message instanceof LastHttpContent) || asksOn(message)) {
      context.write(message, promise);
      return;
    }
    if (message instanceof HttpResponse response) {
      HttpUtil.setKeepAlive(response, false);
    }
    context.write(message, promise.unvoid()).addListener(_ -> linger(context));
  }

  /// `100 Continue` is an answer too, but not the last one.
  private static boolean asksOn(Object message) {
    return message instanceof HttpResponse response
        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    if (betweenRequests || !context.channel().isActive()) {
      context.close(promise);
      return;
    }
    context.channel().closeFuture().addListener((ChannelFutureListener) _ -> promise.trySuccess());
    linger(context);
  }

  private void linger(ChannelHandlerContext context) {
    if (betweenRequests || !context.channel().isActive()) {
      context.close();
    } else if (!lingering) {
      lingering = true;
      endAnswers(context);
      var end =
          context
              .executor()
              .schedule(() -> context.close(), time.toMillis(), TimeUnit.MILLISECONDS);
      context.channel().closeFuture().addListener(_ -> end.cancel(false));
      context.read();
    }
  }

  private static void endAnswers(ChannelHandlerContext context) {
    var tls = context.pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound();
    } else if (context.channel() instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    }
  }
}
