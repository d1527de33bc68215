package portolan.edge.syslog;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where a syslog server listens: `HOST:PORT`, which is TCP, or `tcp://HOST:PORT`, or
/// `udp://HOST:PORT`. An IPv6 host stands in brackets, which are not part of it here.
public record SyslogAddress(Transport transport, String host, int port) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<transport>tcp|udp)://)?(?<host>[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]):"
              + "(?<port>\\d{1,5})");
  private static final int HIGHEST_PORT = 65_535;

  /// How it listens.
  public enum Transport {
    TCP,
    UDP
  }

  /// Empty when the text is no address.
  public static Optional<SyslogAddress> parse(String text) {
    var found = FORM.matcher(text);
    if (!found.matches()) {
      return Optional.empty();
    }
    var transport = "udp".equals(found.group("transport")) ? Transport.UDP : Transport.TCP;
    int port = Integer.parseInt(found.group("port"));
    return port < 1 || port > HIGHEST_PORT
        ? Optional.empty()
        : Optional.of(new SyslogAddress(transport, unbracketed(found.group("host")), port));
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
