package portolan.acceptance.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.acceptance.running.Registry;

/// A connection that sends what it is told, byte by byte: for requests that no proper client makes.
public final class RawConnection implements AutoCloseable {
  private final Socket socket;

  private RawConnection(Socket socket) {
    this.socket = socket;
  }

  public static RawConnection to(Registry registry) {
    var address = registry.address();
    try {
      var plain = new Socket();
      plain.connect(new InetSocketAddress("127.0.0.1", address.getPort()), 5000);
      plain.setSoTimeout(20_000);
      if (!registry.speaksTls()) {
        return new RawConnection(plain);
      }
      return new RawConnection(
          registry
              .trust()
              .getSocketFactory()
              .createSocket(plain, address.getHost(), address.getPort(), true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asks for a path that is sent exactly as it is written, without a body.
  public static Answer ask(Registry registry, Person person, String method, String path) {
    return ask(registry, person, method, path, List.of(), new byte[0]);
  }

  /// Sends one request exactly as it is written.
  ///
  /// @param headers whole lines
  public static Answer ask(
      Registry registry,
      Person person,
      String method,
      String path,
      List<String> headers,
      byte[] body) {
    try (var connection = to(registry)) {
      var head = new ArrayList<String>();
      head.add(method + " " + path + " HTTP/1.1");
      head.add("Host: " + registry.host());
      head.add("Authorization: " + person.basic());
      head.add("Connection: close");
      if (headers.stream().noneMatch(line -> line.startsWith("Content-Length"))) {
        head.add("Content-Length: " + body.length);
      }
      head.addAll(headers);
      connection.write(String.join("\r\n", head) + "\r\n\r\n");
      connection.write(body);
      return connection.answer(method + " " + path);
    }
  }

  public void write(String text) {
    write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public void write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads until the registry closes the connection. Call with `Connection: close`.
  public Answer answer(String request) {
    var bytes = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(bytes);
    } catch (IOException e) {
      // A reset after the answer is the registry's right.
      if (bytes.size() == 0) {
        throw new UncheckedIOException(request, e);
      }
    }
    return parsed(request, bytes.toByteArray());
  }

  private static Answer parsed(String request, byte[] bytes) {
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new AssertionError("%s: no answer but %s".formatted(request, text));
    }
    var lines = text.substring(0, end).lines().toList();
    var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    for (var line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    int status = Integer.parseInt(lines.getFirst().split(" ")[1]);
    var answer =
        new Answer(
            request, status, HttpHeaders.of(headers, (_, _) -> true), body(headers, text, end + 4));
    if (status >= 500) {
      throw new AssertionError("no answer may be 5xx: " + answer);
    }
    return answer;
  }

  private static byte[] body(Map<String, List<String>> headers, String text, int from) {
    var body = text.substring(from);
    var coding = firstOf(headers.get("Transfer-Encoding"));
    if (coding == null || !coding.toLowerCase(Locale.ROOT).contains("chunked")) {
      return body.getBytes(StandardCharsets.ISO_8859_1);
    }
    var whole = new StringBuilder();
    int at = 0;
    while (true) {
      int line = body.indexOf("\r\n", at);
      if (line < 0) {
        break;
      }
      int size = Integer.parseInt(body.substring(at, line).strip(), 16);
      if (size == 0) {
        break;
      }
      whole.append(body, line + 2, Math.min(body.length(), line + 2 + size));
      at = line + 2 + size + 2;
    }
    return whole.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static @Nullable String firstOf(@Nullable List<String> values) {
    return values == null || values.isEmpty() ? null : values.getFirst();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
