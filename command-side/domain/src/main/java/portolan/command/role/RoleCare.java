package portolan.command.role;

import org.axonframework.commandhandling.CommandHandler;
import portolan.command.Numbers;
import portolan.command.StreamNames;
import portolan.command.Streams;
import portolan.language.access.CustomRoleId;
import portolan.language.message.Done;
import portolan.language.refusal.Refusal;
import portolan.language.role.ChangeRole;
import portolan.language.role.CreateRole;
import portolan.language.role.DeleteRole;

/// Makes, changes and deletes roles.
public final class RoleCare {
  private final Streams<CustomRole> roles;
  private final RoleRegister register;
  private final Numbers numbers;

  public RoleCare(Streams<CustomRole> roles, RoleRegister register, Numbers numbers) {
    this.roles = roles;
    this.register = register;
    this.numbers = numbers;
  }

  @CommandHandler
  CustomRoleId create(CreateRole create) {
    var id = new CustomRoleId(numbers.next(Numbers.Kind.CUSTOM_ROLE));
    roles.begin(role -> role.decideCreation(id, create.spec()));
    if (!register.reserve(id, create.spec())) {
      throw new Refusal.NameTaken("role", create.spec().name()).asException();
    }
    return id;
  }

  @CommandHandler
  Done change(ChangeRole change) {
    roles.change(
        StreamNames.of(change.role()),
        unknown(change.role()),
        role -> role.decideChange(change.change()));
    return Done.DONE;
  }

  @CommandHandler
  Done delete(DeleteRole delete) {
    roles.change(StreamNames.of(delete.role()), unknown(delete.role()), CustomRole::decideDeletion);
    if (!register.release(delete.role())) {
      throw new Refusal.RoleInUse(delete.role().value()).asException();
    }
    return Done.DONE;
  }

  private static Refusal unknown(CustomRoleId role) {
    return new Refusal.RoleUnknown(role.value());
  }
}
