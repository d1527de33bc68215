package portolan.command.edge.api;

import com.unboundid.ldap.sdk.DN;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.access.Access;
import portolan.edge.error.Errors;
import portolan.edge.identity.Caller;
import portolan.edge.ldap.LdapDirectory;
import portolan.edge.ldap.LdapGroup;
import portolan.edge.ldap.LdapPerson;
import portolan.edge.ldap.LdapSettings;
import portolan.language.access.Permission;
import portolan.language.refusal.Refusal;
import portolan.language.user.Secret;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Looks into the LDAP directory, and takes people over from it.
@RestController
@RequestMapping(Replies.ROOT + "/ldap")
public final class LdapEndpoint {
  private static final Permission CONFIGURE = new Permission("configuration", "update");
  private static final Permission LIST = new Permission("ldap-user", "list");
  private static final Permission CREATE = new Permission("ldap-user", "create");
  private static final int LDAP = 1;
  private static final int MOST = 500;

  private final Access access;
  private final LdapDirectory directory;

  public LdapEndpoint(Access access, LdapDirectory directory) {
    this.access = access;
    this.directory = directory;
  }

  record LdapConf(
      @Nullable String ldapUrl,
      @Nullable String ldapSearchDn,
      @Nullable String ldapSearchPassword,
      @Nullable Integer ldapConnectionTimeout,
      @Nullable Boolean ldapVerifyCert) {
    @Override
    public String toString() {
      return "LdapConf[" + ldapUrl + "]";
    }
  }

  record PingResult(@Nullable Boolean success, @Nullable String message) {}

  record Person(String username, @Nullable String realname, @Nullable String email) {}

  record Group(String groupName, int groupType, String ldapGroupDn) {}

  record ImportForm(@Nullable List<@Nullable String> ldapUidList) {}

  record Failure(String uid, String error) {}

  /// Tries the settings that are sent, or else those that are set.
  @PostMapping("/ping")
  Mono<PingResult> ping(Caller caller, @RequestBody(required = false) @Nullable LdapConf request) {
    access.requireSystem(caller, CONFIGURE);
    return directory
        .settings()
        .map(saved -> tried(saved, request))
        .flatMap(directory::ping)
        .map(problem ->
            problem.isEmpty() ? new PingResult(true, null) : new PingResult(null, problem));
  }

  @GetMapping("/users/search")
  Mono<List<Person>> people(
      Caller caller, @RequestParam(name = "username", defaultValue = "") String name) {
    access.requireSystem(caller, LIST);
    return requireSet()
        .then(Mono.defer(() -> directory.people(name)))
        .map(found -> found.stream().map(LdapEndpoint::person).toList());
  }

  /// Answers 404 with the names that could not be taken over.
  @PostMapping("/users/import")
  Mono<ResponseEntity<List<Failure>>> take(Caller caller, @RequestBody ImportForm request) {
    access.requireSystem(caller, CREATE);
    var names = new ArrayList<String>();
    if (request.ldapUidList() != null) {
      request.ldapUidList().stream().filter(Objects::nonNull).limit(MOST).forEach(names::add);
    }
    return requireSet()
        .thenMany(Flux.fromIterable(names))
        .concatMap(name -> taken(name, caller))
        .collectList()
        .map(failures ->
            failures.isEmpty()
                ? ResponseEntity.ok().build()
                : ResponseEntity.status(404).body(failures));
  }

  @GetMapping("/groups/search")
  Mono<List<Group>> groups(
      Caller caller,
      @RequestParam(name = "groupname", defaultValue = "") String name,
      @RequestParam(name = "groupdn", defaultValue = "") String dn) {
    access.requireSystem(caller, LIST);
    if (!dn.isEmpty() && !DN.isValidDN(dn)) {
      throw Complaints.badValue("groupdn", "is not a distinguished name");
    }
    return requireSet()
        .then(
            Mono.defer(() ->
                dn.isEmpty()
                    ? directory.groups(name)
                    : directory.group(dn).map(found -> found.stream().toList())))
        .map(found -> {
          if (found.isEmpty()) {
            throw new Refusal.AccountUnknown(dn.isEmpty() ? name : dn).asException();
          }
          return found.stream().map(LdapEndpoint::group).toList();
        });
  }

  private Mono<Failure> taken(String name, Caller caller) {
    if (name.isBlank()) {
      return Mono.just(new Failure(name, "empty_uid"));
    }
    return directory
        .register(name, caller)
        .flatMap(id ->
            id.isPresent() ? Mono.<Failure>empty() : Mono.just(new Failure(name, "unknown_user")))
        .onErrorResume(
            failure ->
                Errors.refusal(failure).filter(Refusal.NameTaken.class::isInstance).isPresent(),
            _ -> Mono.just(new Failure(name, "duplicate_user")));
  }

  private Mono<Void> requireSet() {
    return directory
        .settings()
        .flatMap(settings ->
            settings.url().isEmpty()
                ? Mono.error(Complaints.badRequest("ldap_url", "no LDAP directory is set"))
                : Mono.empty());
  }

  /// The password that is set goes nowhere but where it belongs.
  private static LdapSettings tried(LdapSettings saved, @Nullable LdapConf request) {
    if (request == null || request.ldapUrl() == null) {
      return saved;
    }
    var dn = Objects.requireNonNullElse(request.ldapSearchDn(), "");
    var given = Optional.ofNullable(request.ldapSearchPassword()).filter(it -> !it.isEmpty());
    boolean same = request.ldapUrl().equals(saved.url()) && dn.equals(saved.searchDn());
    var password = given.map(Secret::new).orElse(same ? saved.searchPassword() : new Secret(""));
    return saved.at(
        request.ldapUrl(),
        dn,
        password,
        Objects.requireNonNullElse(request.ldapConnectionTimeout(), saved.timeoutSeconds()),
        Objects.requireNonNullElse(request.ldapVerifyCert(), false));
  }

  private static Person person(LdapPerson person) {
    return new Person(person.name(), said(person.realName()), said(person.email()));
  }

  private static Group group(LdapGroup group) {
    return new Group(group.name(), LDAP, group.dn());
  }

  private static @Nullable String said(String text) {
    return text.isEmpty() ? null : text;
  }
}
