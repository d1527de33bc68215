package portolan.command.edge.api;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portolan.edge.api.Ids;
import portolan.edge.configuration.Configurations;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Newcomers;
import portolan.edge.message.Commands;
import portolan.edge.message.Queries;
import portolan.language.group.FindGroup;
import portolan.language.group.GroupId;
import portolan.language.project.Member;
import portolan.language.refusal.Refusal;
import portolan.language.user.FindAccount;
import portolan.language.user.ResolveAccount;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;

/// Finds whom a request names that gives somebody a role.
public final class Nominees {
  private final Queries queries;
  private final Newcomers newcomers;
  private final NamedGroups groups;

  public Nominees(
      Queries queries, Commands commands, Newcomers newcomers, Configurations configurations) {
    this.queries = queries;
    this.newcomers = newcomers;
    this.groups = new NamedGroups(queries, commands, configurations);
  }

  record UserEntity(@Nullable Long userId, @Nullable String username) {}

  record UserGroup(
      @Nullable Long id,
      @Nullable String groupName,
      @Nullable Long groupType,
      @Nullable String ldapGroupDn) {}

  /// Who is meant: a user or a group.
  Mono<Member> find(@Nullable UserEntity user, @Nullable UserGroup group, Caller caller) {
    if (user != null) {
      return user(user, caller);
    }
    if (group != null) {
      return group(group, caller);
    }
    return Mono.error(nobody());
  }

  /// Somebody whom a directory knows gets an account here with the first role.
  private Mono<Member> user(UserEntity entity, Caller caller) {
    if (entity.userId() != null && entity.userId() != 0) {
      return byId(entity.userId());
    }
    var name = Complaints.text("username", entity.username());
    if (name.isEmpty()) {
      return Mono.error(nobody());
    }
    return queries
        .ask(new ResolveAccount(name))
        .flatMap(account ->
            account
                .map(it -> Mono.just(Optional.of(it.id())))
                .orElseGet(() -> newcomers.invite(name, caller)))
        .map(user -> user.orElseThrow(() -> new Refusal.AccountUnknown(name).asException()))
        .map(user -> new Member(Member.Kind.USER, user.value()));
  }

  private Mono<Member> byId(long id) {
    return queries
        .ask(new FindAccount(new UserId(Ids.of(id))))
        .map(account ->
            account.orElseThrow(
                () -> Complaints.badRequest("user_id", "user " + id + " not found")))
        .map(account -> new Member(Member.Kind.USER, account.id().value()));
  }

  /// By number, or by the name or place that the identity provider has for it.
  private Mono<Member> group(UserGroup entity, Caller caller) {
    if (entity.id() != null && entity.id() != 0) {
      return queries
          .ask(new FindGroup(new GroupId(Ids.of(entity.id()))))
          .map(found ->
              found.orElseThrow(() ->
                  Complaints.badRequest("member_group.id", "Group " + entity.id() + " not found")))
          .map(found -> member(found.id()));
    }
    var dn = Complaints.text("ldap_group_dn", entity.ldapGroupDn());
    var name = Complaints.text("group_name", entity.groupName());
    if (dn.isEmpty() && name.isBlank()) {
      return Mono.error(nobody());
    }
    long type = entity.groupType() == null ? 0 : entity.groupType();
    return (dn.isEmpty() ? groups.called(name, type, caller) : groups.at(dn)).map(Nominees::member);
  }

  private static RuntimeException nobody() {
    return Complaints.badRequest("member_user", "a member must be named");
  }

  private static Member member(GroupId group) {
    return new Member(Member.Kind.GROUP, group.value());
  }
}
