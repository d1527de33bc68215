package portolan.query.edge.oci;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultFileRegion;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerResponse;

/// Has large parts of files go out as a [CopiedRegion] in place of by `sendfile`.
final class CopiedFiles extends ChannelOutboundHandlerAdapter {
  private static final String NAME = "portolan.copied-files";

  private volatile @Nullable Path next;

  /// Has the file that a response is about to send copied. Does nothing on an encrypted connection,
  /// whose bytes are copied anyway.
  ///
  /// @param sending the file, whole or in part
  static Mono<Void> copying(ServerHttpResponse response, Path file, Mono<Void> sending) {
    return Mono.defer(() -> {
      announce(response, file);
      return sending.doFinally(_ -> announce(response, null));
    });
  }

  private static void announce(ServerHttpResponse response, @Nullable Path file) {
    HttpServerResponse connected = ServerHttpResponseDecorator.getNativeResponse(response);
    connected.withConnection(connection -> {
      var pipeline = connection.channel().pipeline();
      if (pipeline.get(NettyPipeline.SslHandler) == null) {
        in(pipeline).next = file;
      }
    });
  }

  private static CopiedFiles in(ChannelPipeline pipeline) {
    if (pipeline.get(NAME) instanceof CopiedFiles there) {
      return there;
    }
    var made = new CopiedFiles();
    pipeline.addFirst(NAME, made);
    return made;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws IOException {
    var file = next;
    if (file == null || !(message instanceof DefaultFileRegion region)) {
      context.write(message, promise);
      return;
    }
    next = null;
    try {
      context.write(
          new CopiedRegion(FileChannel.open(file), region.position(), region.count()), promise);
    } finally {
      region.release();
    }
  }
}
