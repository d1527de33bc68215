package portolan.query.edge.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import portolan.edge.access.Access;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Principal;
import portolan.edge.token.TokenScope;
import portolan.language.access.Grant;
import portolan.language.access.Permission;
import portolan.language.access.Sight;
import portolan.language.robot.RobotAccount;
import portolan.language.user.UserId;

/// Says which projects a caller sees in lists. A token shows no more than it opens: of a project
/// that it does not open as a whole, what anybody sees.
public final class Sights {
  private static final Permission LIST = new Permission("project", "list");
  private static final Permission LIST_REPOSITORIES = new Permission("repository", "list");
  private static final String EVERY_PROJECT = "*";

  private final Access access;

  public Sights(Access access) {
    this.access = access;
  }

  /// In lists of projects.
  Sight of(Caller caller) {
    if (narrowed(caller)) {
      return Sight.PUBLIC;
    }
    return switch (caller.principal()) {
      case Principal.User user -> Sight.of(user.id(), caller.administrator());
      case Principal.Robot robot when access.maySystem(caller, LIST) -> Sight.ALL;
      case Principal.Robot robot -> of(robot.account(), _ -> true);
      case Principal.Workload workload ->
          new Sight(false, Optional.empty(), List.of(workload.account().project()));
      case Principal.Anonymous nobody -> Sight.PUBLIC;
    };
  }

  /// Where repositories are listed or counted: a program sees those of the projects in which it may
  /// list them.
  Sight ofRepositories(Caller caller) {
    if (narrowed(caller)) {
      return Sight.PUBLIC;
    }
    return switch (caller.principal()) {
      case Principal.Robot robot ->
          of(robot.account(), grant -> grant.access().contains(LIST_REPOSITORIES));
      case Principal.Workload(var account) when !account.access().contains(LIST_REPOSITORIES) ->
          Sight.PUBLIC;
      case Principal.User _, Principal.Workload _, Principal.Anonymous _ -> of(caller);
    };
  }

  /// The person who calls, when it is one.
  static Optional<UserId> person(Caller caller) {
    return caller.principal() instanceof Principal.User user
        ? Optional.of(user.id())
        : Optional.empty();
  }

  /// Whether the caller's token names less than what the caller sees without one.
  private static boolean narrowed(Caller caller) {
    return caller.token().map(token -> !opensAll(token, caller.principal())).orElse(false);
  }

  private static boolean opensAll(TokenScope token, Principal principal) {
    return principal instanceof Principal.Workload(var account)
        && token.opensAllOf(account.projectName());
  }

  private static Sight of(RobotAccount robot, Predicate<Grant> counts) {
    var grants = robot.grants().stream().filter(counts).toList();
    boolean everywhere =
        robot.project() == null
            && grants.stream().anyMatch(it -> it.namespace().equals(EVERY_PROJECT));
    var given = grants.stream().flatMap(it -> Stream.ofNullable(it.project())).toList();
    return new Sight(everywhere, Optional.empty(), given);
  }
}
