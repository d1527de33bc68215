package portolan.server.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import portolan.edge.syslog.SyslogAddress;

/// Sends lines: over TCP one after the other with a line feed each (RFC 6587, 3.4.2), over UDP each
/// as a datagram (RFC 5426). Blocks.
public final class SyslogSender {
  private static final int PATIENCE_MILLIS = 5_000;

  /// What every receiver of RFC 5426 should take; the rest of a longer line is cut off.
  private static final int LARGEST_DATAGRAM = 2_048;

  private SyslogSender() {}

  public static void send(SyslogAddress to, List<String> lines) throws IOException {
    switch (to.transport()) {
      case TCP -> stream(to, lines);
      case UDP -> datagrams(to, lines);
    }
  }

  private static void stream(SyslogAddress to, List<String> lines) throws IOException {
    try (var socket = new Socket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress(to.host(), to.port()), PATIENCE_MILLIS);
      var stream = new BufferedOutputStream(socket.getOutputStream());
      for (var line : lines) {
        stream.write((line + "\n").getBytes(UTF_8));
      }
      stream.flush();
      socket.shutdownOutput();
    }
  }

  private static void datagrams(SyslogAddress to, List<String> lines) throws IOException {
    try (var socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(to.host(), to.port()));
      for (var line : lines) {
        var bytes = line.getBytes(UTF_8);
        var sent = Arrays.copyOf(bytes, Math.min(bytes.length, LARGEST_DATAGRAM));
        socket.send(new DatagramPacket(sent, sent.length));
      }
    }
  }
}
