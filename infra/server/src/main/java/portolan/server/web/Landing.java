package portolan.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.HtmlUtils;
import portolan.server.configuration.Settings;
import reactor.core.publisher.Mono;

/// The page at `/`: how to log in, push and pull. It has no script, and its policy allows none.
final class Landing {
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private final Settings settings;
  private final String page = text("index.html");

  Landing(Settings settings) {
    this.settings = settings;
  }

  RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route()
        .GET("/", this::page)
        .GET("/landing.css", _ -> answer(MediaType.valueOf("text/css"), text("landing.css")))
        .GET("/landing.svg", _ -> answer(MediaType.valueOf("image/svg+xml"), text("landing.svg")))
        .build();
  }

  private Mono<ServerResponse> page(ServerRequest request) {
    var local = request.exchange().getRequest().getLocalAddress();
    var address = settings.address(local == null ? settings.port() : local.getPort());
    return answer(
        MediaType.valueOf("text/html;charset=utf-8"),
        page.replace("{{host}}", escaped(address.getAuthority()))
            .replace("{{address}}", escaped(address.toString().replaceFirst("/$", ""))));
  }

  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text.toLowerCase(Locale.ROOT), "UTF-8");
  }

  private static Mono<ServerResponse> answer(MediaType type, String body) {
    return OwnPage.answer(type, POLICY).bodyValue(body);
  }

  private static String text(String name) {
    try (InputStream in = Landing.class.getResourceAsStream("/portal/" + name)) {
      if (in == null) {
        throw new IllegalStateException("not among the resources: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
