package portolan.command.edge.api;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.access.Access;
import portolan.edge.api.Ids;
import portolan.edge.identity.Caller;
import portolan.edge.identity.KnownGroups;
import portolan.edge.message.Commands;
import portolan.language.access.Permission;
import portolan.language.group.CreateGroup;
import portolan.language.group.DeleteGroup;
import portolan.language.group.GroupId;
import portolan.language.group.GroupKind;
import portolan.language.group.RenameGroup;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Makes groups known, renames and forgets them.
@RestController
@RequestMapping(Replies.ROOT + "/usergroups")
public final class UserGroupEndpoint {
  private static final Permission CREATE = new Permission("user-group", "create");
  private static final Permission UPDATE = new Permission("user-group", "update");
  private static final Permission DELETE = new Permission("user-group", "delete");

  private final Commands commands;
  private final Access access;
  private final KnownGroups directory;

  public UserGroupEndpoint(Commands commands, Access access, KnownGroups directory) {
    this.commands = commands;
    this.access = access;
    this.directory = directory;
  }

  record UserGroupForm(
      @Nullable String groupName, @Nullable Long groupType, @Nullable String ldapGroupDn) {}

  @PostMapping
  Mono<ResponseEntity<Void>> create(Caller caller, @RequestBody UserGroupForm request) {
    access.requireSystem(caller, CREATE);
    var kind =
        GroupKind.of(Ids.of(request.groupType()))
            .orElseThrow(
                () -> Complaints.badValue("group_type", "must be 1 (LDAP), 2 (HTTP) or 3 (OIDC)"));
    var dn = Complaints.text("ldap_group_dn", request.ldapGroupDn()).strip();
    return (kind == GroupKind.LDAP ? requireThere(dn) : Mono.<Void>empty())
        .then(
            Mono.defer(() ->
                commands.send(
                    new CreateGroup(name(request), kind, kind == GroupKind.LDAP ? dn : ""),
                    caller)))
        .map(id -> Replies.created("/usergroups/" + id));
  }

  @PutMapping("/{group_id}")
  Mono<ResponseEntity<Void>> rename(
      Caller caller, @PathVariable("group_id") long id, @RequestBody UserGroupForm request) {
    access.requireSystem(caller, UPDATE);
    var name = name(request);
    var group = new GroupId(Ids.of(Ids.ofGroup(id), Refusal.GroupUnknown::new));
    return Replies.ok(commands.send(new RenameGroup(group, name), caller));
  }

  @DeleteMapping("/{group_id}")
  Mono<ResponseEntity<Void>> delete(Caller caller, @PathVariable("group_id") long id) {
    access.requireSystem(caller, DELETE);
    return Replies.ok(commands.send(new DeleteGroup(new GroupId(Ids.of(Ids.ofGroup(id)))), caller));
  }

  private Mono<Void> requireThere(String dn) {
    return directory
        .isThere(dn)
        .flatMap(there ->
            there
                ? Mono.empty()
                : Mono.error(
                    Complaints.badRequest(
                        "ldap_group_dn", "LDAP Group DN is not found: DN:" + dn)));
  }

  private static String name(UserGroupForm request) {
    var name = Complaints.text("group_name", request.groupName()).strip();
    if (name.isEmpty()) {
      throw Complaints.badValue("group_name", "can't be empty");
    }
    return name;
  }
}
