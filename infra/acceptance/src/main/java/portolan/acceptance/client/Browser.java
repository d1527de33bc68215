package portolan.acceptance.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import portolan.acceptance.running.Registry;
import tools.jackson.databind.json.JsonMapper;

/// Somebody with a browser: keeps cookies, and shows the token that a page of the registry would.
public final class Browser {
  private static final String TOKEN = "X-Harbor-CSRF-Token";

  private final Client client;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private String token = "";
  private String origin = "";

  public Browser(Registry registry) {
    this.client = Client.anonymous(registry);
  }

  public Answer get(String path) {
    return kept(client.get(path, headers("Accept", "*/*")));
  }

  /// Sends a value as JSON.
  public Answer send(String method, String path, Object json) {
    return upload(method, path, JsonMapper.shared().writeValueAsString(json), "application/json");
  }

  /// Sends a form.
  public Answer form(String path, Map<String, String> fields) {
    var body =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return upload("POST", path, body, "application/x-www-form-urlencoded");
  }

  /// The value of a cookie; empty when there is none.
  public String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  /// Keeps a cookie of our own choice.
  public void keep(String name, String value) {
    cookies.put(name, value);
  }

  public void forgetToken() {
    token = "";
  }

  public void useTokenOf(Browser other) {
    token = other.token;
  }

  /// Says from now on that its pages were loaded from there.
  public void comeFrom(String address) {
    origin = address;
  }

  private Answer upload(String method, String path, String body, String type) {
    return kept(
        client.upload(
            method, path, body.getBytes(StandardCharsets.UTF_8), headers("Content-Type", type)));
  }

  private String[] headers(String... more) {
    var headers = new ArrayList<>(List.of(more));
    if (!cookies.isEmpty()) {
      headers.add("Cookie");
      headers.add(
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    if (!origin.isEmpty()) {
      headers.add("Origin");
      headers.add(origin);
    }
    if (!token.isEmpty()) {
      headers.add(TOKEN);
      headers.add(token);
    }
    return headers.toArray(String[]::new);
  }

  private Answer kept(Answer answer) {
    answer.header(TOKEN).ifPresent(given -> token = given);
    for (var line : answer.headers().allValues("Set-Cookie")) {
      var cookie = line.split(";", 2)[0].split("=", 2);
      if (cookie[1].isEmpty()) {
        cookies.remove(cookie[0]);
      } else {
        cookies.put(cookie[0], cookie[1]);
      }
    }
    return answer;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
