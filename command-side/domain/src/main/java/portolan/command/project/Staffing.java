package portolan.command.project;

import java.util.List;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import portolan.command.Numbers;
import portolan.command.StreamNames;
import portolan.command.Streams;
import portolan.command.group.GroupNames;
import portolan.command.role.RoleRegister;
import portolan.command.role.RoleRegister.Seat;
import portolan.command.user.UserNames;
import portolan.language.access.RoleChoice;
import portolan.language.event.Event;
import portolan.language.group.GroupId;
import portolan.language.message.Done;
import portolan.language.project.AddMember;
import portolan.language.project.ChangeMemberRole;
import portolan.language.project.ChangeRepositoryGrant;
import portolan.language.project.GrantRepositories;
import portolan.language.project.Member;
import portolan.language.project.MembershipId;
import portolan.language.project.ProjectId;
import portolan.language.project.RemoveMember;
import portolan.language.project.RepositoryGrantId;
import portolan.language.project.WithdrawRepositoryGrant;
import portolan.language.refusal.Refusal;
import portolan.language.user.UserId;

/// Gives, changes and ends roles in projects, and in some of their repositories.
public final class Staffing {
  private final Streams<Project> projects;
  private final UserNames users;
  private final GroupNames groups;
  private final RoleRegister roles;
  private final Numbers numbers;

  public Staffing(
      Streams<Project> projects,
      UserNames users,
      GroupNames groups,
      RoleRegister roles,
      Numbers numbers) {
    this.projects = projects;
    this.users = users;
    this.groups = groups;
    this.roles = roles;
    this.numbers = numbers;
  }

  @CommandHandler
  MembershipId add(AddMember add) {
    requireLiving(add.member());
    var role = held(add.role());
    var drawn = new MembershipId(numbers.next(Numbers.Kind.MEMBERSHIP));
    change(
        add.project(),
        project -> project.decideMember(new AddMember(add.project(), add.member(), role), drawn));
    roles.seat(add.project(), Seat.MEMBERSHIP, drawn.value(), role.custom());
    return drawn;
  }

  @CommandHandler
  Done change(ChangeMemberRole change) {
    var role = held(change.role());
    change(change.project(), project -> project.decideRole(change.membership(), role));
    roles.seat(change.project(), Seat.MEMBERSHIP, change.membership().value(), role.custom());
    return Done.DONE;
  }

  @CommandHandler
  Done remove(RemoveMember remove) {
    change(remove.project(), project -> project.decideRemoval(remove.membership()));
    roles.seat(remove.project(), Seat.MEMBERSHIP, remove.membership().value(), null);
    return Done.DONE;
  }

  @CommandHandler
  RepositoryGrantId grant(GrantRepositories grant) {
    requireLiving(grant.member());
    var role = held(grant.role());
    var drawn = new RepositoryGrantId(numbers.next(Numbers.Kind.REPOSITORY_GRANT));
    change(
        grant.project(),
        project ->
            project.decideGrant(
                new GrantRepositories(grant.project(), grant.member(), grant.repositories(), role),
                drawn));
    roles.seat(grant.project(), Seat.GRANT, drawn.value(), role.custom());
    return drawn;
  }

  @CommandHandler
  Done change(ChangeRepositoryGrant change) {
    var role = held(change.role());
    change(change.project(), project -> project.decideGrantedRole(change.grant(), role));
    roles.seat(change.project(), Seat.GRANT, change.grant().value(), role.custom());
    return Done.DONE;
  }

  @CommandHandler
  Done withdraw(WithdrawRepositoryGrant withdraw) {
    change(withdraw.project(), project -> project.decideWithdrawal(withdraw.grant()));
    roles.seat(withdraw.project(), Seat.GRANT, withdraw.grant().value(), null);
    return Done.DONE;
  }

  private <E extends Event> void change(ProjectId project, Function<Project, List<E>> decision) {
    projects.change(
        StreamNames.of(project), new Refusal.ProjectUnknown(project.toString()), decision);
  }

  /// The role as it is shown. Held until the transaction ends, so that it is not deleted meanwhile.
  private RoleChoice held(RoleChoice wanted) {
    var custom = wanted.custom();
    return custom == null
        ? wanted
        : new RoleChoice(
            roles
                .hold(custom)
                .orElseThrow(() -> new Refusal.RoleUnknown(custom.value()).asException()),
            custom);
  }

  private void requireLiving(Member member) {
    if (member.kind() == Member.Kind.USER && !users.lives(new UserId(member.id()))) {
      throw new Refusal.UserUnknown(member.id()).asException();
    }
    if (member.kind() == Member.Kind.GROUP && !groups.lives(new GroupId(member.id()))) {
      throw new Refusal.GroupUnknown(member.id()).asException();
    }
  }
}
