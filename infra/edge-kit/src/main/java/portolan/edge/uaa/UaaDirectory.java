package portolan.edge.uaa;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.edge.configuration.Configurations;
import portolan.edge.configuration.ConfiguredSecrets;
import portolan.edge.identity.Admission;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Directory;
import portolan.edge.outside.Certificates;
import portolan.language.configuration.Setting;
import portolan.language.group.GroupKind;
import portolan.language.refusal.Refusal;
import portolan.language.user.Account;
import portolan.language.user.Secret;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The UAA that is set. It gives no groups and makes no administrators.
public final class UaaDirectory implements Directory {
  private static final Logger LOG = LoggerFactory.getLogger(UaaDirectory.class);

  private final Configurations configurations;
  private final ConfiguredSecrets secrets;
  private final Admission admission;

  public UaaDirectory(
      Configurations configurations, ConfiguredSecrets secrets, Admission admission) {
    this.configurations = configurations;
    this.secrets = secrets;
    this.admission = admission;
  }

  @Override
  public String mode() {
    return "uaa_auth";
  }

  @Override
  public Mono<Optional<Account>> admit(String name, Secret secret, Caller nobody) {
    return settings()
        .flatMap(settings ->
            Mono.fromCallable(() -> new Uaa(settings).prove(name, secret))
                .subscribeOn(Schedulers.boundedElastic()))
        .onErrorMap(IOException.class, UaaDirectory::unavailable)
        .flatMap(person ->
            person
                .map(it -> admission.admit(arrived(it), nobody).map(Optional::of))
                .orElseGet(() -> Mono.just(Optional.empty())));
  }

  private static Admission.Arrival arrived(Uaa.Person person) {
    var realName = person.realName().isEmpty() ? person.name() : person.realName();
    return new Admission.Arrival(
        person.name(), person.email(), realName, GroupKind.OIDC, List.of(), false);
  }

  private Mono<UaaSettings> settings() {
    return configurations
        .now()
        .zipWith(secrets.secret(Setting.UAA_CLIENT_SECRET))
        .map(both -> UaaSettings.of(both.getT1(), both.getT2().orElse(new Secret(""))));
  }

  private static RuntimeException unavailable(Throwable failure) {
    LOG.warn(
        "the UAA does not answer: {}",
        Certificates.doubted(failure) ? "its certificate is not trusted" : failure.getMessage());
    return new Refusal.Unavailable("the UAA does not answer").asException();
  }
}
