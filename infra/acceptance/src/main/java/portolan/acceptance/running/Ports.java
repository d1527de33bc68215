package portolan.acceptance.running;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// Ports of this machine, to listen on.
public final class Ports {
  /// Below the ports that operating systems give to outgoing connections: one of those could be
  /// taken by anybody until it is listened on.
  private static final int FIRST = 20_000;

  private static final int LAST = 32_000;

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /// A port of 127.0.0.1 that nobody listens on, given only once.
  public static int free() {
    int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
    while (!GIVEN.add(port) || !isFree(port)) {
      port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
    }
    return port;
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
