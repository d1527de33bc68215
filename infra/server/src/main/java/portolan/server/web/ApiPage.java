package portolan.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// The page on which people read and try the REST API, where Harbor has its own: Swagger UI with
/// our description. Everything that it loads comes from here.
final class ApiPage {
  private static final String HOME = "/devcenter-api-2.0";

  /// Swagger UI's pictures are in its style sheet, as `data:`.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final MediaType CSS = MediaType.valueOf("text/css;charset=utf-8");
  private static final MediaType SCRIPT = MediaType.valueOf("text/javascript;charset=utf-8");
  private static final Map<String, MediaType> OURS = Map.of("api.css", CSS, "api.js", SCRIPT);
  private static final Map<String, MediaType> SWAGGER =
      Map.of("swagger-ui.css", CSS, "swagger-ui-bundle.js", SCRIPT);

  private final Supplier<String> swagger = SingletonSupplier.of(ApiPage::folder);

  RouterFunction<ServerResponse> routes() {
    var routes = RouterFunctions.route().GET(HOME, this::page).GET(HOME + "/", this::page);
    OURS.forEach((name, type) ->
        routes.GET(HOME + "/" + name, _ -> answer(type, new ClassPathResource("portal/" + name))));
    SWAGGER.forEach((name, type) ->
        routes.GET(
            HOME + "/" + name, _ -> answer(type, new ClassPathResource(swagger.get() + name))));
    return routes.build();
  }

  private Mono<ServerResponse> page(ServerRequest request) {
    return answer(
        MediaType.valueOf("text/html;charset=utf-8"), new ClassPathResource("portal/api.html"));
  }

  private static Mono<ServerResponse> answer(MediaType type, Resource content) {
    return OwnPage.answer(type, POLICY).bodyValue(content);
  }

  /// Where the webjar keeps its files; its version is part of the path.
  private static String folder() {
    var about = new Properties();
    try (InputStream in =
        new ClassPathResource("META-INF/maven/org.webjars/swagger-ui/pom.properties")
            .getInputStream()) {
      about.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "META-INF/resources/webjars/swagger-ui/" + about.getProperty("version") + "/";
  }
}
