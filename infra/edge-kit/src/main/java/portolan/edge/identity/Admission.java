package portolan.edge.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portolan.edge.message.Commands;
import portolan.edge.message.Queries;
import portolan.language.group.CreateGroup;
import portolan.language.group.GroupDetails;
import portolan.language.group.GroupId;
import portolan.language.group.GroupKind;
import portolan.language.group.ResolveGroups;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import portolan.language.user.Account;
import portolan.language.user.ChangeStanding;
import portolan.language.user.FindAccount;
import portolan.language.user.OutsideIdentity;
import portolan.language.user.RegisterOutsider;
import portolan.language.user.ResolveAccount;
import portolan.language.user.Standing;
import portolan.language.user.UserId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Lets people in who have proved elsewhere who they are: makes their account at the first time,
/// and takes over what the identity provider says of them now.
public final class Admission {
  private static final UserId FIRST = new UserId(1);
  private static final int MOST_GROUPS = 1000;

  private final Queries queries;
  private final Commands commands;

  public Admission(Queries queries, Commands commands) {
    this.queries = queries;
    this.commands = commands;
  }

  /// A person at the door, as an identity provider describes them.
  ///
  /// @param groups as [ResolveGroups] names them
  /// @param administrator whether one of the groups makes system administrators
  public record Arrival(
      String name,
      String email,
      String realName,
      GroupKind kind,
      List<String> groups,
      boolean administrator,
      Optional<OutsideIdentity> identity) {
    /// Somebody who is known by name.
    public Arrival(
        String name,
        String email,
        String realName,
        GroupKind kind,
        List<String> groups,
        boolean administrator) {
      this(name, email, realName, kind, groups, administrator, Optional.empty());
    }

    public Arrival {
      groups = groups.stream().distinct().limit(MOST_GROUPS).toList();
    }
  }

  /// The account of a person who is known by name.
  public Mono<Account> admit(Arrival arrival, Caller nobody) {
    return queries
        .ask(new ResolveAccount(arrival.name()))
        .flatMap(known -> known.map(Mono::just).orElseGet(() -> registered(arrival, nobody)))
        .flatMap(account -> standing(account, arrival, nobody));
  }

  /// The account of a person who is known by their account.
  public Mono<Account> admit(Account account, Arrival arrival, Caller nobody) {
    return standing(account, arrival, nobody);
  }

  /// A new account; a name that is taken is refused.
  public Mono<UserId> register(Arrival arrival, Caller caller) {
    if (!PersonNames.isGood(arrival.name())) {
      return Mono.error(
          new Refusal.NameInvalid(arrival.name(), "not a name for an account").asException());
    }
    return commands.send(
        new RegisterOutsider(
            arrival.name(), arrival.email(), arrival.realName(), arrival.identity()),
        caller);
  }

  private Mono<Account> registered(Arrival arrival, Caller nobody) {
    return register(arrival, nobody)
        .flatMap(id -> account(id))
        .onErrorResume(
            Admission::isTaken,
            failure ->
                queries
                    .ask(new ResolveAccount(arrival.name()))
                    .flatMap(found -> found.map(Mono::just).orElseGet(() -> Mono.error(failure))));
  }

  /// Somebody else who came with the same name at the same moment was faster.
  private static boolean isTaken(Throwable failure) {
    return failure instanceof RefusedException refused
        && refused.refusal() instanceof Refusal.NameTaken;
  }

  private Mono<Account> standing(Account account, Arrival arrival, Caller nobody) {
    if (account.id().equals(FIRST)) {
      return Mono.error(
          new Refusal.Forbidden("the first administrator signs in here alone").asException());
    }
    return groups(arrival, nobody)
        .map(groups -> new Standing(groups, arrival.administrator()))
        .flatMap(now ->
            now.equals(account.standing())
                ? Mono.just(account)
                : commands
                    .send(new ChangeStanding(account.id(), now), nobody)
                    .then(Mono.defer(() -> account(account.id()))));
  }

  /// The known ones among the person's groups. Groups of a directory are made known by an
  /// administrator; those of other providers become known when somebody comes with them.
  private Mono<Set<GroupId>> groups(Arrival arrival, Caller nobody) {
    if (arrival.groups().isEmpty()) {
      return Mono.just(Set.of());
    }
    return queries
        .ask(new ResolveGroups(arrival.kind(), arrival.groups()))
        .flatMap(known -> {
          var ids = new HashSet<GroupId>();
          known.forEach(group -> ids.add(group.id()));
          return arrival.kind() == GroupKind.LDAP
              ? Mono.just(ids)
              : made(unknown(arrival, known), arrival.kind(), nobody)
                  .doOnNext(ids::add)
                  .then(Mono.just(ids));
        });
  }

  private Flux<GroupId> made(List<String> names, GroupKind kind, Caller nobody) {
    return Flux.fromIterable(names)
        .concatMap(name ->
            commands
                .send(new CreateGroup(name, kind, ""), nobody)
                .onErrorResume(_ -> Mono.<GroupId>empty()));
  }

  private static List<String> unknown(Arrival arrival, List<GroupDetails> known) {
    var names = known.stream().map(GroupDetails::name).toList();
    return arrival.groups().stream().filter(name -> !names.contains(name)).toList();
  }

  private Mono<Account> account(UserId id) {
    return queries
        .ask(new FindAccount(id))
        .map((Optional<Account> found) ->
            found.orElseThrow(() -> new Refusal.Unavailable("the account is new").asException()));
  }
}
