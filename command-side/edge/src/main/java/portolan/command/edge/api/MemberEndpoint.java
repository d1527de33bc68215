package portolan.command.edge.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.api.Projects;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Newcomers;
import portolan.edge.message.Commands;
import portolan.edge.message.Queries;
import portolan.language.access.Permission;
import portolan.language.access.Role;
import portolan.language.group.FindGroup;
import portolan.language.group.GroupDetails;
import portolan.language.group.GroupId;
import portolan.language.group.GroupKind;
import portolan.language.group.ResolveGroups;
import portolan.language.project.AddMember;
import portolan.language.project.ChangeMemberRole;
import portolan.language.project.Member;
import portolan.language.project.MembershipId;
import portolan.language.project.RemoveMember;
import portolan.language.refusal.Refusal;
import portolan.language.user.FindAccount;
import portolan.language.user.ResolveAccount;
import portolan.language.user.UserId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Gives, changes and ends roles in projects.
@RestController
@RequestMapping(Replies.ROOT + "/projects/{project}/members")
public final class MemberEndpoint {
  private static final Permission CREATE = new Permission("member", "create");
  private static final Permission UPDATE = new Permission("member", "update");
  private static final Permission DELETE = new Permission("member", "delete");

  private final Commands commands;
  private final Queries queries;
  private final Projects projects;
  private final Newcomers newcomers;

  public MemberEndpoint(
      Commands commands, Queries queries, Projects projects, Newcomers newcomers) {
    this.newcomers = newcomers;
    this.commands = commands;
    this.queries = queries;
    this.projects = projects;
  }

  record UserEntity(@Nullable Integer userId, @Nullable String username) {}

  record UserGroup(
      @Nullable Integer id, @Nullable String groupName, @Nullable String ldapGroupDn) {}

  record ProjectMember(
      @Nullable Integer roleId, @Nullable UserEntity memberUser, @Nullable UserGroup memberGroup) {}

  record RoleRequest(@Nullable Integer roleId) {}

  @PostMapping
  Mono<ResponseEntity<Void>> add(
      Caller caller,
      @PathVariable String project,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName,
      @RequestBody(required = false) @Nullable ProjectMember request) {
    return projects
        .open(caller, project, isName, CREATE)
        .flatMap(found -> {
          var wanted = Complaints.required("project member", request);
          return member(wanted, caller)
              .map(member -> new AddMember(found.id(), member, role(wanted.roleId())))
              .flatMap(add -> commands.send(add, caller))
              .map(id ->
                  Replies.created(
                      "/projects/" + (isName ? found.name() : project) + "/members/" + id.value()));
        });
  }

  @PutMapping("/{id}")
  Mono<ResponseEntity<Void>> change(
      Caller caller,
      @PathVariable String project,
      @PathVariable int id,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName,
      @RequestBody RoleRequest request) {
    return Replies.ok(
        projects
            .open(caller, project, isName, UPDATE)
            .map(found ->
                new ChangeMemberRole(found.id(), new MembershipId(id), role(request.roleId())))
            .flatMap(change -> commands.send(change, caller)));
  }

  @DeleteMapping("/{id}")
  Mono<ResponseEntity<Void>> remove(
      Caller caller,
      @PathVariable String project,
      @PathVariable int id,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName) {
    return Replies.ok(
        projects
            .open(caller, project, isName, DELETE)
            .flatMap(found ->
                commands.send(new RemoveMember(found.id(), new MembershipId(id)), caller)));
  }

  private Mono<Member> member(ProjectMember request, Caller caller) {
    if (request.memberUser() != null) {
      return user(request.memberUser(), caller);
    }
    if (request.memberGroup() != null) {
      return group(request.memberGroup());
    }
    return Mono.error(Complaints.badRequest("member_user", "a member must be named"));
  }

  /// Somebody whom a directory knows gets an account here with the first role.
  private Mono<Member> user(UserEntity entity, Caller caller) {
    if (entity.userId() != null && entity.userId() != 0) {
      return byId(entity.userId());
    }
    var name = Complaints.text("username", entity.username());
    return queries
        .ask(new ResolveAccount(name))
        .flatMap(account ->
            account
                .map(it -> Mono.just(Optional.of(it.id())))
                .orElseGet(() -> newcomers.invite(name, caller)))
        .map(user -> user.orElseThrow(() -> new Refusal.AccountUnknown(name).asException()))
        .map(user -> new Member(Member.Kind.USER, user.value()));
  }

  private Mono<Member> byId(int id) {
    return queries
        .ask(new FindAccount(new UserId(id)))
        .map(account ->
            account.orElseThrow(
                () -> Complaints.badRequest("user_id", "user " + id + " not found")))
        .map(account -> new Member(Member.Kind.USER, account.id().value()));
  }

  /// By number, or by the name or place that the identity provider has for it.
  private Mono<Member> group(UserGroup entity) {
    if (entity.id() != null && entity.id() != 0) {
      return queries
          .ask(new FindGroup(new GroupId(entity.id())))
          .map(found ->
              found.orElseThrow(() ->
                  Complaints.badRequest("member_group.id", "Group " + entity.id() + " not found")))
          .map(MemberEndpoint::member);
    }
    var dn = Complaints.text("ldap_group_dn", entity.ldapGroupDn());
    var name = Complaints.text("group_name", entity.groupName());
    var kinds =
        dn.isEmpty()
            ? Flux.fromIterable(List.of(GroupKind.HTTP, GroupKind.OIDC))
            : Flux.just(GroupKind.LDAP);
    return kinds
        .concatMap(kind ->
            queries.ask(
                new ResolveGroups(
                    kind, List.of(dn.isEmpty() ? name : dn.toLowerCase(Locale.ROOT)))))
        .concatMapIterable(found -> found)
        .next()
        .map(MemberEndpoint::member)
        .switchIfEmpty(
            Mono.error(new Refusal.AccountUnknown(dn.isEmpty() ? name : dn).asException()));
  }

  private static Member member(GroupDetails group) {
    return new Member(Member.Kind.GROUP, group.id().value());
  }

  private static Role role(@Nullable Integer id) {
    return Role.of(id == null ? 0 : id)
        .orElseThrow(() -> Complaints.badValue("role_id", "must be one of 1, 2, 3, 4, 5"));
  }
}
