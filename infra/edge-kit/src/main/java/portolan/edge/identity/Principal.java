package portolan.edge.identity;

import java.util.Set;
import portolan.language.access.Actor;
import portolan.language.group.GroupId;
import portolan.language.robot.RobotAccount;
import portolan.language.trust.WorkloadAccount;
import portolan.language.user.Account;
import portolan.language.user.UserId;

/// Whom a request is made by.
public sealed interface Principal {
  /// Who the history says it was.
  Actor actor();

  /// The name signed in with; empty for nobody.
  String name();

  /// A person.
  ///
  /// @param administrator by own right or by a group
  /// @param groups whose roles count as the person's own
  record User(UserId id, String name, boolean administrator, Set<GroupId> groups)
      implements Principal {
    /// A person without groups.
    public User(UserId id, String name, boolean administrator) {
      this(id, name, administrator, Set.of());
    }

    static User of(Account account) {
      return new User(
          account.id(),
          account.name(),
          account.administrator() || account.standing().administrator(),
          account.standing().groups());
    }

    @Override
    public Actor actor() {
      return Actor.user(id.value());
    }
  }

  /// A program.
  ///
  /// @param fullName with the prefix: `robot$project+name`
  record Robot(RobotAccount account, String fullName) implements Principal {
    @Override
    public Actor actor() {
      return Actor.robot(account.id().value());
    }

    @Override
    public String name() {
      return fullName;
    }
  }

  /// A program that another identity provider stands for.
  record Workload(WorkloadAccount account) implements Principal {
    @Override
    public Actor actor() {
      return Actor.workload(account.id().value());
    }

    @Override
    public String name() {
      return account.name();
    }
  }

  /// Nobody in particular.
  record Anonymous() implements Principal {
    @Override
    public Actor actor() {
      return Actor.ANONYMOUS;
    }

    @Override
    public String name() {
      return "";
    }
  }
}
