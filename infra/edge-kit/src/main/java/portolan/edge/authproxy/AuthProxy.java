package portolan.edge.authproxy;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.edge.authproxy.ProxyClient.Reviewed;
import portolan.edge.configuration.Configurations;
import portolan.edge.identity.Admission;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Directory;
import portolan.edge.outside.Certificates;
import portolan.language.group.GroupKind;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import portolan.language.user.Account;
import portolan.language.user.Secret;
import reactor.core.publisher.Mono;

/// The authentication proxy that is set. Programs may come with a token of it in place of a
/// password, under the name `tokenreview$NAME`.
public final class AuthProxy implements Directory {
  private static final Logger LOG = LoggerFactory.getLogger(AuthProxy.class);
  private static final String BY_TOKEN = "tokenreview$";

  private final Configurations configurations;
  private final Admission admission;

  public AuthProxy(Configurations configurations, Admission admission) {
    this.configurations = configurations;
    this.admission = admission;
  }

  @Override
  public String mode() {
    return "http_auth";
  }

  @Override
  public boolean takes(String name, boolean program) {
    return program || !name.startsWith(BY_TOKEN);
  }

  @Override
  public Mono<Optional<Account>> admit(String name, Secret secret, Caller nobody) {
    var settings = settings();
    if (name.startsWith(BY_TOKEN)) {
      return byToken(secret, nobody, settings, Optional.of(name.substring(BY_TOKEN.length())));
    }
    return answered(
        new ProxyClient(settings)
            .signIn(name, secret)
            .flatMap(token ->
                token
                    .map(it -> arrived(name, it, nobody, settings))
                    .orElseGet(() -> Mono.just(Optional.empty()))));
  }

  /// The account of the person whose token this is.
  public Mono<Optional<Account>> byToken(Secret token, Caller nobody) {
    return byToken(token, nobody, settings(), Optional.empty());
  }

  private Mono<Optional<Account>> byToken(
      Secret token, Caller nobody, ProxySettings settings, Optional<String> claimed) {
    return answered(
        new ProxyClient(settings)
            .review(token)
            .map(found -> found.filter(it -> claimed.isEmpty() || claimed.get().equals(it.name())))
            .flatMap(found ->
                found
                    .map(it -> admitted(it, nobody, settings))
                    .orElseGet(() -> Mono.just(Optional.empty()))));
  }

  private Mono<Optional<Account>> arrived(
      String name, Secret token, Caller nobody, ProxySettings settings) {
    return settings.reviewEndpoint().isEmpty()
        ? admitted(new Reviewed(name, List.of()), nobody, settings)
        : byToken(token, nobody, settings, Optional.empty());
  }

  private Mono<Optional<Account>> admitted(Reviewed person, Caller nobody, ProxySettings settings) {
    return admission
        .admit(
            new Admission.Arrival(
                person.name(),
                "",
                person.name(),
                GroupKind.HTTP,
                person.groups(),
                settings.administrates(person.name(), person.groups())),
            nobody)
        .map(Optional::of);
  }

  private ProxySettings settings() {
    return ProxySettings.of(configurations.latest());
  }

  private static <T> Mono<T> answered(Mono<T> answer) {
    return answer.onErrorMap(
        failure -> !(failure instanceof RefusedException),
        failure -> {
          LOG.warn(
              "the authentication proxy does not answer: {}",
              Certificates.doubted(failure)
                  ? "its certificate is not trusted"
                  : failure.toString());
          return new Refusal.Unavailable("the proxy does not answer").asException();
        });
  }
}
