package portolan.command.project;

import org.axonframework.commandhandling.CommandHandler;
import portolan.command.Numbers;
import portolan.command.StreamNames;
import portolan.command.Streams;
import portolan.command.group.GroupNames;
import portolan.command.user.UserNames;
import portolan.language.group.GroupId;
import portolan.language.message.Done;
import portolan.language.project.AddMember;
import portolan.language.project.ChangeMemberRole;
import portolan.language.project.Member;
import portolan.language.project.MembershipId;
import portolan.language.project.ProjectId;
import portolan.language.project.RemoveMember;
import portolan.language.refusal.Refusal;
import portolan.language.user.UserId;

/// Gives, changes and ends roles in projects.
public final class Staffing {
  private final Streams<Project> projects;
  private final UserNames users;
  private final GroupNames groups;
  private final Numbers numbers;

  public Staffing(Streams<Project> projects, UserNames users, GroupNames groups, Numbers numbers) {
    this.groups = groups;
    this.projects = projects;
    this.users = users;
    this.numbers = numbers;
  }

  @CommandHandler
  MembershipId add(AddMember add) {
    if (add.member().kind() == Member.Kind.USER && !users.lives(new UserId(add.member().id()))) {
      throw new Refusal.UserUnknown(add.member().id()).asException();
    }
    if (add.member().kind() == Member.Kind.GROUP && !groups.lives(new GroupId(add.member().id()))) {
      throw new Refusal.GroupUnknown(add.member().id()).asException();
    }
    var drawn = new MembershipId(numbers.next(Numbers.Kind.MEMBERSHIP));
    projects.change(
        StreamNames.of(add.project()),
        unknown(add.project()),
        project -> project.decideMember(add, drawn));
    return drawn;
  }

  @CommandHandler
  Done change(ChangeMemberRole change) {
    projects.change(
        StreamNames.of(change.project()),
        unknown(change.project()),
        project -> project.decideRole(change.membership(), change.role()));
    return Done.DONE;
  }

  @CommandHandler
  Done remove(RemoveMember remove) {
    projects.change(
        StreamNames.of(remove.project()),
        unknown(remove.project()),
        project -> project.decideRemoval(remove.membership()));
    return Done.DONE;
  }

  private static Refusal unknown(ProjectId project) {
    return new Refusal.ProjectUnknown(project.toString());
  }
}
