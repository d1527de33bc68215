package portolan.edge.identity;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// Where a request comes from and by which address the client reached us. What proxies say is
/// believed only of those that the installation trusts.
public final class Surroundings {
  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::\\d{1,5})?");
  private static final Pattern FORWARDED_FOR =
      Pattern.compile("(?i)for=\"?\\[?([0-9a-f.:]+?)]?(?::\\d+)?\"?(?:[;,\\s]|$)");
  private static final Pattern FORWARDED_PROTO = Pattern.compile("(?i)proto=\"?(https?)\"?");

  private final List<AddressRange> trusted;
  private final Optional<URI> configured;
  private volatile @Nullable Named named;

  public Surroundings(EdgeSettings settings) {
    this.trusted = settings.trustedProxies().stream().map(AddressRange::of).toList();
    this.configured = settings.externalUrl();
  }

  /// The client's address as text; empty when the connection has none.
  public String address(ServerHttpRequest request) {
    var peer = peer(request);
    if (peer.isEmpty() || !trusted(peer.get())) {
      return peer.map(InetAddress::getHostAddress).orElse("");
    }
    var client = peer.get();
    for (var hop : hops(request.getHeaders()).reversed()) {
      if (!trusted(client)) {
        break;
      }
      var named = literal(hop);
      if (named.isEmpty()) {
        break;
      }
      client = named.get();
    }
    return client.getHostAddress();
  }

  /// Scheme and authority for realms, locations and links.
  public URI externalUrl(ServerHttpRequest request) {
    return configured.orElseGet(() -> named(scheme(request), request));
  }

  /// Most clients name this server alike.
  private URI named(String scheme, ServerHttpRequest request) {
    var host = request.getHeaders().getFirst(HttpHeaders.HOST);
    var last = named;
    if (last == null || !last.scheme().equals(scheme) || !Objects.equals(last.host(), host)) {
      last = new Named(scheme, host, URI.create(scheme + "://" + authority(host, request)));
      named = last;
    }
    return last.url();
  }

  private record Named(String scheme, @Nullable String host, URI url) {}

  private String scheme(ServerHttpRequest request) {
    if (peer(request).filter(this::trusted).isPresent()) {
      var forwarded = forwardedScheme(request.getHeaders());
      if (forwarded.isPresent()) {
        return forwarded.get();
      }
    }
    return request.getSslInfo() != null || "https".equals(request.getURI().getScheme())
        ? "https"
        : "http";
  }

  private static Optional<String> forwardedScheme(HttpHeaders headers) {
    var proto = headers.getFirst("X-Forwarded-Proto");
    if (proto != null) {
      return Optional.of(proto.strip().toLowerCase(Locale.ROOT))
          .filter(it -> it.equals("http") || it.equals("https"));
    }
    return Optional.ofNullable(headers.getFirst("Forwarded"))
        .map(FORWARDED_PROTO::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1).toLowerCase(Locale.ROOT));
  }

  /// As the client named it; else this machine, by the port that the request came to.
  private static String authority(@Nullable String host, ServerHttpRequest request) {
    if (host != null && HOST.matcher(host).matches()) {
      return host;
    }
    var local = request.getLocalAddress();
    return local == null ? "localhost" : "localhost:" + local.getPort();
  }

  private static List<String> hops(HttpHeaders headers) {
    var forwardedFor = headers.get("X-Forwarded-For");
    if (forwardedFor != null) {
      return List.of(String.join(",", forwardedFor).split(",", 64));
    }
    var forwarded = headers.get("Forwarded");
    return forwarded == null
        ? List.of()
        : FORWARDED_FOR
            .matcher(String.join(",", forwarded))
            .results()
            .map(found -> found.group(1))
            .toList();
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text.strip()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<InetAddress> peer(ServerHttpRequest request) {
    return Optional.ofNullable(request.getRemoteAddress()).map(it -> it.getAddress());
  }

  private boolean trusted(InetAddress address) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }
}
