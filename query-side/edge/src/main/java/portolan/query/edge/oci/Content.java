package portolan.query.edge.oci;

import org.springframework.http.HttpHeaders;
import portolan.edge.oci.V2Exchange;
import portolan.language.oci.Digest;

/// Headers of content that is addressed by its digest.
final class Content {
  private Content() {}

  static void describe(V2Exchange exchange, Digest digest) {
    exchange.headers().set("Docker-Content-Digest", digest.value());
    exchange.headers().set(HttpHeaders.ETAG, tag(digest));
  }

  /// Whether the client says that it has this content already. Some clients leave out the quotes.
  static boolean known(V2Exchange exchange, Digest digest) {
    return exchange.request().getHeaders().getValuesAsList(HttpHeaders.IF_NONE_MATCH).stream()
        .map(it -> it.startsWith("W/") ? it.substring(2) : it)
        .anyMatch(it -> it.equals("*") || it.equals(digest.value()) || it.equals(tag(digest)));
  }

  static String tag(Digest digest) {
    return '"' + digest.value() + '"';
  }
}
