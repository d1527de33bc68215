package portolan.server.web;

import io.netty.handler.codec.http.HttpRequest;
import reactor.netty.http.server.ConnectionInfo;

/// Takes addresses as loosely as Harbor does: characters that clients write as they are and a URI
/// must escape, such as the braces of `q=name={a%20b}`, are escaped before anybody reads them.
///
/// Control characters and broken escapes stay what they are, and are refused. An address that does
/// not begin with a slash stays too: brackets may belong to its host.
final class LooseAddress {
  private static final String IN_PATH = "{}\\\"|^<>`#[]";
  private static final String IN_QUERY = "{}\\\"|^<>`#";

  private LooseAddress() {}

  /// Passes on what is known of a connection. It is asked for each request of every protocol, and
  /// nothing else of the server sees the request before its address is read.
  static ConnectionInfo escape(ConnectionInfo connection, HttpRequest request) {
    var address = request.uri();
    if (address.startsWith("/")) {
      request.setUri(escaped(address));
    }
    return connection;
  }

  static String escaped(String address) {
    int query = address.indexOf('?');
    return query < 0
        ? escaped(address, IN_PATH)
        : escaped(address.substring(0, query), IN_PATH)
            + escaped(address.substring(query), IN_QUERY);
  }

  private static String escaped(String text, String foreign) {
    if (text.chars().allMatch(c -> foreign.indexOf(c) < 0)) {
      return text;
    }
    var escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      escaped.append(foreign.indexOf(c) < 0 ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return escaped.toString();
  }
}
