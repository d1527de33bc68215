package portolan.server.operations;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portolan.server.configuration.Settings;

/// Who can reach the program, and whether others can listen on the way.
///
/// @param address what it listens on
/// @param tls whether it serves TLS by itself
/// @param externalUrl what clients are told; with https a proxy is in front that serves TLS
record Exposure(String address, boolean tls, @Nullable URI externalUrl) {
  private static final List<String> LOCAL = List.of("127.0.0.1", "localhost", "::1");

  static Exposure of(Settings settings) {
    return new Exposure(
        settings.address(), settings.tls().certificate() != null, settings.externalUrl());
  }

  boolean isLocal() {
    return LOCAL.contains(address);
  }

  /// What the person who started it ought to know, in one line.
  Optional<String> warning() {
    var behindTls = externalUrl != null && "https".equalsIgnoreCase(externalUrl.getScheme());
    return isLocal() || tls || behindTls
        ? Optional.empty()
        : Optional.of(
            "Warning: other machines reach it without TLS, so passwords can be read on the way."
                + " Give PORTOLAN_TLS_CERTIFICATE and PORTOLAN_TLS_KEY, or put a proxy with TLS in"
                + " front and name it in PORTOLAN_EXTERNAL_URL.");
  }
}
