package portolan.edge.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import portolan.edge.configuration.Configurations;
import portolan.edge.message.Queries;
import portolan.language.access.Actor;
import portolan.language.user.Account;
import portolan.language.user.ResolveAccount;
import portolan.language.user.ResolveAddress;
import portolan.language.user.Secret;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;

/// Signs people in by name and secret, in the way that is set. The first administrator always has a
/// password of the registry's own, so that a lost directory locks nobody out for good.
public final class PeopleSignIns {
  private static final UserId FIRST = new UserId(1);

  private final Queries queries;
  private final SignIns signIns;
  private final Configurations configurations;
  private final Map<String, Directory> directories;

  public PeopleSignIns(
      Queries queries,
      SignIns signIns,
      Configurations configurations,
      List<Directory> directories) {
    this.queries = queries;
    this.signIns = signIns;
    this.configurations = configurations;
    this.directories =
        directories.stream().collect(Collectors.toMap(Directory::mode, Function.identity()));
  }

  /// By what a program sends with each request.
  ///
  /// @param program whether secrets that are for programs alone count for what is asked
  public Mono<Optional<Account>> byBasic(
      String name, Secret secret, Caller nobody, boolean program) {
    return signIn(name, secret, nobody, directory(name, program));
  }

  /// By what a person types into a form.
  public Mono<Optional<Account>> byForm(String name, Secret secret, Caller nobody) {
    return signIn(name, secret, nobody, directory(name, false));
  }

  private Optional<Directory> directory(String name, boolean program) {
    return Optional.ofNullable(directories.get(configurations.latest().authMode()))
        .filter(it -> it.takes(name, program));
  }

  private Mono<Optional<Account>> signIn(
      String name, Secret secret, Caller nobody, Optional<Directory> directory) {
    if (BasicHeader.hasControls(name)) {
      return Mono.just(Optional.empty());
    }
    return queries
        .ask(new ResolveAccount(name))
        .flatMap(account ->
            directory.isPresent() && account.filter(it -> it.id().equals(FIRST)).isEmpty()
                ? outside(account, directory.get(), name, secret, nobody)
                : addressed(account, name).flatMap(known -> here(known, name, secret, nobody)));
  }

  /// A name that nobody has may be the e-mail address of somebody.
  private Mono<Optional<Account>> addressed(Optional<Account> named, String name) {
    return named.isPresent() || name.indexOf('@') < 0
        ? Mono.just(named)
        : queries.ask(new ResolveAddress(name));
  }

  /// Wrong tries count for the account's name, also of those who name it by its address.
  private Mono<Optional<Account>> here(
      Optional<Account> account, String name, Secret secret, Caller nobody) {
    var actor = account.map(it -> Actor.user(it.id().value()));
    return signIns
        .right(actor, account.map(Account::name).orElse(name), secret, nobody.address())
        .map(right -> account.filter(_ -> right));
  }

  private Mono<Optional<Account>> outside(
      Optional<Account> account, Directory directory, String name, Secret secret, Caller nobody) {
    return signIns.outside(
        account.map(it -> Actor.user(it.id().value())),
        name,
        secret,
        nobody.address(),
        () ->
            secret.value().isEmpty()
                ? Mono.just(Optional.empty())
                : directory.admit(name, secret, nobody));
  }
}
