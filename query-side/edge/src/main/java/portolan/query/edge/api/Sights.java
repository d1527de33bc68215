package portolan.query.edge.api;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import portolan.edge.access.Access;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Principal;
import portolan.language.access.Permission;
import portolan.language.access.Sight;
import portolan.language.robot.RobotAccount;
import portolan.language.user.UserId;

/// Says which projects a caller sees in lists.
public final class Sights {
  private static final Permission LIST = new Permission("project", "list");
  private static final String EVERY_PROJECT = "*";

  private final Access access;

  public Sights(Access access) {
    this.access = access;
  }

  Sight of(Caller caller) {
    return switch (caller.principal()) {
      case Principal.User user -> Sight.of(user.id(), caller.administrator());
      case Principal.Robot robot when access.maySystem(caller, LIST) -> Sight.ALL;
      case Principal.Robot robot -> of(robot.account());
      case Principal.Workload workload ->
          new Sight(false, Optional.empty(), List.of(workload.account().project()));
      case Principal.Anonymous nobody -> Sight.PUBLIC;
    };
  }

  /// The person who calls, when it is one.
  static Optional<UserId> person(Caller caller) {
    return caller.principal() instanceof Principal.User user
        ? Optional.of(user.id())
        : Optional.empty();
  }

  private static Sight of(RobotAccount robot) {
    var own = robot.project();
    if (own != null) {
      return new Sight(false, Optional.empty(), List.of(own));
    }
    boolean everywhere =
        robot.grants().stream().anyMatch(grant -> grant.namespace().equals(EVERY_PROJECT));
    var given = robot.grants().stream().flatMap(grant -> Stream.ofNullable(grant.project()));
    return new Sight(everywhere, Optional.empty(), given.toList());
  }
}
