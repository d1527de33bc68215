package portolan.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import portolan.acceptance.running.Issuers;
import tools.jackson.databind.json.JsonMapper;

/// A provider that gives programs tokens about what they are, as the provider of a CI service does:
/// Spring Authorization Server, over loopback HTTP, at the place that every registry lists.
final class WorkloadProvider implements AutoCloseable {
  static final String AUDIENCE = "https://registry.example.org";
  static final RSAKey KEY = key("listed");

  private static final String JOB = "job";
  private static final String SECRET = "Job-Secret-1";

  /// What tokens say beside the usual.
  private static final Map<String, Object> CLAIMS = new ConcurrentHashMap<>();

  private final ConfigurableApplicationContext program;

  WorkloadProvider() {
    var registration = "spring.security.oauth2.authorizationserver.client.job.registration.";
    program =
        new SpringApplication(Setup.class)
            .run(
                "--server.port=" + Issuers.LISTED.getPort(),
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--spring.security.oauth2.authorizationserver.issuer=" + issuer(),
                "--" + registration + "client-id=" + JOB,
                "--" + registration + "client-secret={noop}" + SECRET,
                "--" + registration + "client-authentication-methods=client_secret_basic",
                "--" + registration + "authorization-grant-types=client_credentials");
  }

  static String issuer() {
    return Issuers.LISTED.toString();
  }

  /// A token that says this of a job.
  String token(Map<String, Object> claims) {
    CLAIMS.clear();
    CLAIMS.putAll(claims);
    var basic =
        Base64.getEncoder().encodeToString((JOB + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    var request =
        HttpRequest.newBuilder(URI.create(issuer() + "/oauth2/token"))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return JsonMapper.shared().readTree(answer.body()).path("access_token").asString();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    program.close();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Setup {
    @Bean
    JWKSource<SecurityContext> keys() {
      return new ImmutableJWKSet<>(new JWKSet(KEY));
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
      return context -> {
        context.getClaims().audience(List.of(AUDIENCE));
        CLAIMS.forEach((name, value) -> context.getClaims().claim(name, value));
      };
    }
  }
}
