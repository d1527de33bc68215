package portolan.edge.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.edge.configuration.Configurations;
import portolan.edge.configuration.ConfiguredSecrets;
import portolan.edge.identity.Admission;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Directory;
import portolan.edge.identity.KnownGroups;
import portolan.edge.identity.Newcomers;
import portolan.edge.outside.Certificates;
import portolan.edge.outside.Hearsay;
import portolan.language.configuration.Setting;
import portolan.language.group.GroupKind;
import portolan.language.refusal.Refusal;
import portolan.language.user.Account;
import portolan.language.user.Secret;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The LDAP directory that is set: people sign in there, and administrators look into it.
public final class LdapDirectory implements Directory, KnownGroups, Newcomers {
  private static final Logger LOG = LoggerFactory.getLogger(LdapDirectory.class);
  private static final int LONGEST_PING = 5;

  private final Configurations configurations;
  private final ConfiguredSecrets secrets;
  private final Admission admission;

  public LdapDirectory(
      Configurations configurations, ConfiguredSecrets secrets, Admission admission) {
    this.configurations = configurations;
    this.secrets = secrets;
    this.admission = admission;
  }

  @Override
  public String mode() {
    return "ldap_auth";
  }

  @Override
  public Mono<Optional<Account>> admit(String name, Secret secret, Caller nobody) {
    return asked(
            settings -> new Ldap(settings).prove(name, secret).map(it -> arrived(it, settings)))
        .flatMap(person ->
            person
                .map(it -> admission.admit(it, nobody).map(Optional::of))
                .orElseGet(() -> Mono.just(Optional.empty())));
  }

  @Override
  public Mono<Boolean> isThere(String dn) {
    return DN.isValidDN(dn) && !dn.isBlank() && !url().isEmpty()
        ? group(dn).map(Optional::isPresent).onErrorReturn(false)
        : Mono.just(false);
  }

  @Override
  public Mono<Optional<UserId>> invite(String name, Caller caller) {
    return configurations.latest().authMode().equals(mode()) && !name.isBlank()
        ? register(name, caller)
        : Mono.just(Optional.empty());
  }

  /// Makes an account for a person of the directory before the first sign-in.
  ///
  /// @return empty when the directory has no such person
  public Mono<Optional<UserId>> register(String name, Caller caller) {
    return asked(settings ->
            new Ldap(settings).people(name).stream().findFirst().map(it -> arrived(it, settings)))
        .flatMap(person ->
            person
                .map(it -> admission.register(it, caller).map(Optional::of))
                .orElseGet(() -> Mono.just(Optional.empty())));
  }

  /// People by name; empty for everybody.
  public Mono<List<LdapPerson>> people(String name) {
    return asked(settings -> new Ldap(settings).people(name));
  }

  /// Groups by name; empty for every group.
  public Mono<List<LdapGroup>> groups(String name) {
    return asked(settings -> new Ldap(settings).groups(name));
  }

  /// The group at a place.
  ///
  /// @param dn a valid distinguished name
  public Mono<Optional<LdapGroup>> group(String dn) {
    return asked(settings -> new Ldap(settings).group(new DN(dn)));
  }

  /// What is set.
  public Mono<LdapSettings> settings() {
    return configurations
        .now()
        .zipWith(secrets.secret(Setting.LDAP_SEARCH_PASSWORD))
        .map(both -> LdapSettings.of(both.getT1(), both.getT2().orElse(new Secret(""))));
  }

  /// Tries to reach a directory.
  ///
  /// @return what is wrong; empty when all is well
  public Mono<String> ping(LdapSettings settings) {
    return blocking(
            () -> {
              new Ldap(settings.within(LONGEST_PING)).ping();
              return "";
            })
        .onErrorResume(LDAPException.class, e -> Mono.just(problem(e)));
  }

  /// The same words for all that is no directory, so that nobody learns from them what listens
  /// there.
  private static String problem(LDAPException failure) {
    if (Certificates.doubted(failure)) {
      return "the directory's certificate is not trusted";
    }
    var code = failure.getResultCode();
    return code.isClientSideResultCode() && !code.equals(ResultCode.PARAM_ERROR)
        ? "no directory answers"
        : code.getName();
  }

  private String url() {
    return configurations.latest().text(Setting.LDAP_URL);
  }

  private static Admission.Arrival arrived(LdapPerson person, LdapSettings settings) {
    var groups =
        person.groups().stream().map(LdapDirectory::normal).flatMap(Optional::stream).toList();
    var admin = normal(settings.groups().adminDn());
    return new Admission.Arrival(
        person.name(),
        person.email(),
        person.realName(),
        GroupKind.LDAP,
        groups,
        admin.filter(groups::contains).isPresent());
  }

  /// A distinguished name as the registry's groups are found by.
  private static Optional<String> normal(String dn) {
    try {
      return Hearsay.text(dn).isEmpty()
          ? Optional.empty()
          : Optional.of(new DN(dn).toString().toLowerCase(Locale.ROOT));
    } catch (LDAPException e) {
      return Optional.empty();
    }
  }

  private <T> Mono<T> asked(Question<T> question) {
    return settings()
        .flatMap(settings -> blocking(() -> question.ask(settings)))
        .onErrorMap(
            LDAPException.class,
            e -> {
              LOG.warn("the directory does not answer: {}", problem(e));
              return new Refusal.Unavailable("the directory does not answer").asException();
            });
  }

  private static <T> Mono<T> blocking(java.util.concurrent.Callable<T> work) {
    return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
  }

  private interface Question<T> {
    T ask(LdapSettings settings) throws LDAPException;
  }
}
