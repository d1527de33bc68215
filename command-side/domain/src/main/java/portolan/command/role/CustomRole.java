package portolan.command.role;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import portolan.command.StreamNames;
import portolan.language.access.CustomRoleId;
import portolan.language.access.Role;
import portolan.language.refusal.Refusal;
import portolan.language.role.RoleChange;
import portolan.language.role.RoleChanged;
import portolan.language.role.RoleCreated;
import portolan.language.role.RoleDeleted;
import portolan.language.role.RoleSpec;

/// A role that an administrator made.
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class CustomRole {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9 ._-]{0,63}");
  private static final int LONGEST_DESCRIPTION = 1024;

  @AggregateIdentifier private @Nullable String stream;
  private int id;
  private boolean alive;
  private @Nullable RoleSpec spec;

  public CustomRole() {}

  List<RoleCreated> decideCreation(CustomRoleId drawn, RoleSpec wanted) {
    boolean harbors =
        Arrays.stream(Role.values()).anyMatch(it -> it.wireName().equalsIgnoreCase(wanted.name()));
    if (harbors || !NAME.matcher(wanted.name()).matches()) {
      throw new Refusal.NameInvalid(
              wanted.name(),
              "up to 64 letters, digits, blanks, '.', '_' or '-', and not a role of Harbor's")
          .asException();
    }
    if (wanted.shownAs() == Role.PROJECT_ADMIN) {
      throw new Refusal.ParameterInvalid(
              "shown_as_role_id", "must not be 1: clients take that for everything")
          .asException();
    }
    check(wanted);
    return List.of(new RoleCreated(drawn, wanted));
  }

  List<RoleChanged> decideChange(RoleChange change) {
    var from = current();
    var wanted = change.over(from);
    if (wanted.equals(from)) {
      return List.of();
    }
    if (!wanted.name().equals(from.name()) || wanted.shownAs() != from.shownAs()) {
      throw new Refusal.ParameterInvalid(
              "role", "its name, and the role that it is shown as, cannot be changed")
          .asException();
    }
    check(wanted);
    return List.of(new RoleChanged(new CustomRoleId(id), from, wanted));
  }

  List<RoleDeleted> decideDeletion() {
    var last = current();
    return List.of(new RoleDeleted(new CustomRoleId(id), last));
  }

  @EventSourcingHandler
  void on(RoleCreated created) {
    stream = StreamNames.of(created.role());
    id = created.role().value();
    alive = true;
    spec = created.spec();
  }

  @EventSourcingHandler
  void on(RoleChanged changed) {
    spec = changed.to();
  }

  @EventSourcingHandler
  void on(RoleDeleted deleted) {
    alive = false;
  }

  private RoleSpec current() {
    if (!alive) {
      throw new Refusal.RoleUnknown(id).asException();
    }
    return Objects.requireNonNull(spec);
  }

  private static void check(RoleSpec spec) {
    if (spec.permissions().isEmpty()) {
      throw new Refusal.ParameterInvalid("permissions", "a role must give something").asException();
    }
    if (spec.description().length() > LONGEST_DESCRIPTION) {
      throw new Refusal.ParameterInvalid("description", "is too long").asException();
    }
  }
}
