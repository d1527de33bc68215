package portolan.server.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.regex.Pattern;
import reactor.netty.NettyPipeline;

/// Has requests refused whose head the decoder lets through and HTTP does not: without one `Host`
/// that can be one, or with a transfer coding that nothing here undoes. To the server they are like
/// any that cannot be decoded: 400, and the connection ends.
///
/// Source: RFC 9112, 3.2 and 6.1; RFC 3986, 3.2.2.
final class HeadCheck extends ChannelInboundHandlerAdapter {
  private static final Pattern HOST =
      Pattern.compile("(?:\\[[0-9A-Za-z:.]+]|[\\w.~!$&'()*+,;=%-]*)(?::\\d*)?");

  private HeadCheck() {}

  /// Checks what comes on a connection that speaks HTTP/1.1.
  static void watch(Channel channel) {
    if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
      channel.pipeline().addAfter(NettyPipeline.HttpCodec, "portolan.head.check", new HeadCheck());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request && request.decoderResult().isSuccess()) {
      if (!host(request)) {
        refuse(request, "not one valid Host");
      } else if (!coding(request)) {
        refuse(request, "a transfer coding other than chunked");
      }
    }
    context.fireChannelRead(message);
  }

  private static boolean host(HttpRequest request) {
    var hosts = request.headers().getAll(HttpHeaderNames.HOST);
    if (hosts.isEmpty()) {
      return request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
    }
    return hosts.size() == 1 && HOST.matcher(hosts.getFirst()).matches();
  }

  private static boolean coding(HttpRequest request) {
    List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    return codings.isEmpty()
        || codings.size() == 1
            && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst());
  }

  private static void refuse(HttpRequest request, String why) {
    request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException(why)));
  }
}
