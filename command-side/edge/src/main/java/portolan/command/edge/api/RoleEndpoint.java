package portolan.command.edge.api;

import java.util.List;
import java.util.Set;
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
import portolan.edge.access.RoleTable;
import portolan.edge.api.Ids;
import portolan.edge.identity.Caller;
import portolan.edge.message.Commands;
import portolan.language.access.CustomRoleId;
import portolan.language.access.Permission;
import portolan.language.access.Role;
import portolan.language.refusal.Refusal;
import portolan.language.role.ChangeRole;
import portolan.language.role.CreateRole;
import portolan.language.role.DeleteRole;
import portolan.language.role.RoleChange;
import portolan.language.role.RoleSpec;
import reactor.core.publisher.Mono;

/// Makes, changes and deletes roles.
@RestController
@RequestMapping(Replies.ROOT + "/roles")
public final class RoleEndpoint {
  private static final Permission CREATE = new Permission("role", "create");
  private static final Permission UPDATE = new Permission("role", "update");
  private static final Permission DELETE = new Permission("role", "delete");

  private final Commands commands;
  private final Access access;

  public RoleEndpoint(Commands commands, Access access) {
    this.commands = commands;
    this.access = access;
  }

  /// @param shownAsRoleId the role of Harbor's that its clients are shown; 5 when left out
  record RoleForm(
      @Nullable String name,
      @Nullable String description,
      @Nullable Long shownAsRoleId,
      @Nullable List<PermissionForm> permissions) {

    RoleSpec spec() {
      return new RoleSpec(
          Complaints.text("name", name),
          description == null ? "" : description,
          shownAsRoleId == null ? Role.LIMITED_GUEST : shownAs(),
          given(Complaints.required("permissions", permissions)));
    }

    RoleChange change() {
      return new RoleChange(
          name,
          description,
          shownAsRoleId == null ? null : shownAs(),
          permissions == null ? null : given(permissions));
    }

    private static Set<Permission> given(List<PermissionForm> forms) {
      return PermissionForm.all(
          "permissions",
          forms,
          RoleTable.composable(),
          it -> Complaints.badValue("permissions", "a role cannot have " + it));
    }

    private Role shownAs() {
      return Role.of(Ids.of(shownAsRoleId))
          .orElseThrow(() -> Complaints.badValue("shown_as_role_id", "must be one of 2, 3, 4, 5"));
    }
  }

  @PostMapping
  Mono<ResponseEntity<Void>> create(Caller caller, @RequestBody RoleForm form) {
    access.requireSystem(caller, CREATE);
    return commands
        .send(new CreateRole(form.spec()), caller)
        .map(id -> Replies.created("/roles/" + id));
  }

  @PutMapping("/{role_id}")
  Mono<ResponseEntity<Void>> change(
      Caller caller, @PathVariable("role_id") long id, @RequestBody RoleForm form) {
    access.requireSystem(caller, UPDATE);
    return Replies.ok(commands.send(new ChangeRole(role(id), form.change()), caller));
  }

  @DeleteMapping("/{role_id}")
  Mono<ResponseEntity<Void>> delete(Caller caller, @PathVariable("role_id") long id) {
    access.requireSystem(caller, DELETE);
    return Replies.ok(commands.send(new DeleteRole(role(id)), caller));
  }

  private static CustomRoleId role(long written) {
    return new CustomRoleId(Ids.of(written, Refusal.RoleUnknown::new));
  }
}
