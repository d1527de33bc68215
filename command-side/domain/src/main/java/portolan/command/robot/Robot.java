package portolan.command.robot;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import portolan.command.StreamNames;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;
import portolan.language.robot.CreateRobot;
import portolan.language.robot.RefreshRobotSecret;
import portolan.language.robot.RobotChanged;
import portolan.language.robot.RobotCreated;
import portolan.language.robot.RobotDeleted;
import portolan.language.robot.RobotId;
import portolan.language.robot.RobotSecretRefreshed;
import portolan.language.robot.RobotSpec;

/// An account for a program.
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class Robot {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:[._-][a-z0-9]+)*");

  @AggregateIdentifier private @Nullable String stream;
  private int id;
  private boolean alive;
  private String name = "";
  private @Nullable ProjectId project;
  private @Nullable RobotSpec spec;

  public Robot() {}

  List<RobotCreated> decideCreation(CreateRobot create, RobotId drawn) {
    if (!NAME.matcher(create.name()).matches()) {
      throw new Refusal.NameInvalid(
              create.name(), "lowercase letters and digits, joined by '.', '_' or '-'")
          .asException();
    }
    return List.of(
        new RobotCreated(
            drawn,
            create.name(),
            create.project().orElse(null),
            create.projectName().orElse(null),
            create.spec()));
  }

  List<RobotChanged> decideChange(RobotSpec wanted) {
    requireAlive();
    var from = Objects.requireNonNull(spec);
    return wanted.equals(from)
        ? List.of()
        : List.of(new RobotChanged(new RobotId(id), project, from, wanted));
  }

  List<RobotSecretRefreshed> decideRefresh(RefreshRobotSecret refresh) {
    requireAlive();
    return List.of(
        new RobotSecretRefreshed(new RobotId(id), project, refresh.oldSecretUntil().orElse(null)));
  }

  List<RobotDeleted> decideDeletion() {
    requireAlive();
    return List.of(new RobotDeleted(new RobotId(id), project, name, spec));
  }

  @EventSourcingHandler
  void on(RobotCreated created) {
    stream = StreamNames.of(created.robot());
    id = created.robot().value();
    alive = true;
    name = created.name();
    project = created.project();
    spec = created.spec();
  }

  @EventSourcingHandler
  void on(RobotChanged changed) {
    spec = changed.to();
  }

  @EventSourcingHandler
  void on(RobotDeleted deleted) {
    alive = false;
  }

  private void requireAlive() {
    if (!alive) {
      throw new Refusal.RobotUnknown(id).asException();
    }
  }
}
