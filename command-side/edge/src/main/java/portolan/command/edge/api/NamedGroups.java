package portolan.command.edge.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import portolan.edge.api.Ids;
import portolan.edge.configuration.Configurations;
import portolan.edge.identity.Caller;
import portolan.edge.message.Commands;
import portolan.edge.message.Queries;
import portolan.language.group.CreateGroup;
import portolan.language.group.FindGroups;
import portolan.language.group.GroupDetails;
import portolan.language.group.GroupId;
import portolan.language.group.GroupKind;
import portolan.language.group.ResolveGroups;
import portolan.language.list.PageRequest;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Finds groups by what they are called: by their kind and name, or by their place in a directory.
///
/// Where people sign in with a provider that cannot be asked for its groups, one that is named
/// becomes known, as if somebody of it had come.
final class NamedGroups {
  private final Queries queries;
  private final Commands commands;
  private final Configurations configurations;

  NamedGroups(Queries queries, Commands commands, Configurations configurations) {
    this.queries = queries;
    this.commands = commands;
    this.configurations = configurations;
  }

  /// The group that a directory has there.
  Mono<GroupId> at(String dn) {
    return resolve(GroupKind.LDAP, dn.toLowerCase(Locale.ROOT)).switchIfEmpty(unknown(dn));
  }

  /// The group of this name.
  ///
  /// @param type the number of its kind; a group of another kind is another group
  Mono<GroupId> called(String name, long type, Caller caller) {
    return Mono.justOrEmpty(GroupKind.of(Ids.of(type)))
        .flatMap(kind -> find(kind, name))
        .switchIfEmpty(Mono.defer(() -> ofProvider(name, caller)));
  }

  private Mono<GroupId> find(GroupKind kind, String name) {
    return kind == GroupKind.LDAP ? inDirectory(name) : resolve(kind, name);
  }

  private Mono<GroupId> inDirectory(String name) {
    return queries
        .ask(new FindGroups(Optional.of(name), Optional.empty(), PageRequest.ALL))
        .flatMapIterable(groups -> groups.items())
        .filter(group -> group.kind() == GroupKind.LDAP && group.name().equals(name))
        .next()
        .map(GroupDetails::id);
  }

  private Mono<GroupId> resolve(GroupKind kind, String name) {
    return queries
        .ask(new ResolveGroups(kind, List.of(name)))
        .flatMapIterable(groups -> groups)
        .next()
        .map(GroupDetails::id);
  }

  private Mono<GroupId> ofProvider(String name, Caller caller) {
    return switch (configurations.latest().authMode()) {
      case "oidc_auth" -> known(GroupKind.OIDC, name, caller);
      case "http_auth" -> known(GroupKind.HTTP, name, caller);
      default -> unknown(name);
    };
  }

  private Mono<GroupId> known(GroupKind kind, String name, Caller caller) {
    return resolve(kind, name)
        .switchIfEmpty(Mono.defer(() -> commands.send(new CreateGroup(name, kind, ""), caller)));
  }

  private static Mono<GroupId> unknown(String name) {
    return Mono.error(new Refusal.AccountUnknown(name).asException());
  }
}
