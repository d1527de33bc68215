package portolan.command.edge.api;

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
import portolan.edge.api.Ids;
import portolan.edge.api.Projects;
import portolan.edge.identity.Caller;
import portolan.edge.message.Commands;
import portolan.edge.message.Queries;
import portolan.language.access.Permission;
import portolan.language.list.PageRequest;
import portolan.language.project.AddMember;
import portolan.language.project.ChangeMemberRole;
import portolan.language.project.FindMembers;
import portolan.language.project.Member;
import portolan.language.project.MembershipId;
import portolan.language.project.ProjectRef;
import portolan.language.project.RemoveMember;
import portolan.language.refusal.Refusal;
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
  private final Nominees nominees;

  public MemberEndpoint(Commands commands, Queries queries, Projects projects, Nominees nominees) {
    this.commands = commands;
    this.queries = queries;
    this.projects = projects;
    this.nominees = nominees;
  }

  record ProjectMember(
      @Nullable Long roleId,
      @Nullable Long customRoleId,
      Nominees.@Nullable UserEntity memberUser,
      Nominees.@Nullable UserGroup memberGroup) {}

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
          return nominees
              .find(wanted.memberUser(), wanted.memberGroup(), caller)
              .flatMap(member -> added(found, member, wanted))
              .flatMap(add -> commands.send(add, caller))
              .map(id ->
                  Replies.created(
                      "/projects/" + (isName ? found.name() : project) + "/members/" + id.value()));
        });
  }

  private Mono<AddMember> added(ProjectRef project, Member member, ProjectMember wanted) {
    var role = new RoleRequest(wanted.roleId(), wanted.customRoleId());
    return Mono.fromSupplier(role::choice)
        .onErrorResume(refused -> refuseMember(project, member).then(Mono.error(refused)))
        .map(choice -> new AddMember(project.id(), member, choice));
  }

  /// That somebody is a member is said before what is wrong with their role.
  private Mono<Void> refuseMember(ProjectRef project, Member member) {
    return queries
        .ask(new FindMembers(project.id(), Optional.empty(), PageRequest.ALL))
        .flatMapIterable(members -> members.items())
        .any(it -> it.member().equals(member))
        .flatMap(known ->
            known
                ? Mono.error(
                    new Refusal.NameTaken("member", Integer.toString(member.id())).asException())
                : Mono.empty());
  }

  @PutMapping("/{mid}")
  Mono<ResponseEntity<Void>> change(
      Caller caller,
      @PathVariable String project,
      @PathVariable long mid,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName,
      @RequestBody RoleRequest request) {
    return Replies.ok(
        projects
            .open(caller, project, isName, UPDATE)
            .map(found ->
                new ChangeMemberRole(
                    found.id(), member(mid, "member id can not be empty"), request.choice()))
            .flatMap(change -> commands.send(change, caller)));
  }

  @DeleteMapping("/{mid}")
  Mono<ResponseEntity<Void>> remove(
      Caller caller,
      @PathVariable String project,
      @PathVariable long mid,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName) {
    return Replies.ok(
        projects
            .open(caller, project, isName, DELETE)
            .flatMap(found ->
                commands.send(
                    new RemoveMember(found.id(), member(mid, "the project member id is required.")),
                    caller)));
  }

  /// @param absent what is said of 0, which counts as if nothing were written
  private static MembershipId member(long written, String absent) {
    if (written == 0) {
      throw Complaints.badRequest("mid", absent);
    }
    return new MembershipId(Ids.of(written, Refusal.MemberUnknown::new));
  }
}
