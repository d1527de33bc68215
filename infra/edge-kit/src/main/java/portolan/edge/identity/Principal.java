package portolan.edge.identity;

import portolan.language.access.Actor;
import portolan.language.robot.RobotAccount;
import portolan.language.user.UserId;

/// Whom a request is made by.
public sealed interface Principal {
  /// Who the history says it was.
  Actor actor();

  /// The name signed in with; empty for nobody.
  String name();

  /// A person.
  record User(UserId id, String name, boolean administrator) implements Principal {
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
