package portolan.server.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Ports of this machine.
final class Ports {
  private Ports() {}

  /// A port of the loopback address that nobody listens on at this moment.
  static int free() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
