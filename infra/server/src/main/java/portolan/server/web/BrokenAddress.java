package portolan.server.web;

import java.util.regex.Pattern;
import portolan.edge.error.ErrorAnswer;
import portolan.edge.error.ErrorJson;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/// Says in the usual form of errors what is wrong with an address that is none, such as one with
/// `%zz` in it. Spring refuses it before any handler sees it, without a body.
final class BrokenAddress {
  private static final int BAD_REQUEST = 400;
  private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2}).{0,2}");

  private BrokenAddress() {}

  /// What is sent in place of an answer that was given up before it was begun.
  static Mono<Void> told(Mono<Void> answer, Connection connection) {
    return connection instanceof HttpServerResponse response
            && connection instanceof HttpServerRequest request
            && response.status().code() == BAD_REQUEST
        ? write(request.uri(), response)
        : answer;
  }

  private static Mono<Void> write(String address, HttpServerResponse response) {
    var body = ErrorJson.bytes(ErrorAnswer.of(BAD_REQUEST, "BAD_REQUEST", complaint(address)));
    return response
        .header("Content-Type", ErrorJson.CONTENT_TYPE)
        .header("Content-Length", Integer.toString(body.length))
        .sendByteArray(Mono.just(body))
        .then();
  }

  private static String complaint(String address) {
    var escape = BROKEN.matcher(address);
    return escape.find() ? "invalid URL escape \"" + escape.group() + '"' : "invalid URL";
  }
}
