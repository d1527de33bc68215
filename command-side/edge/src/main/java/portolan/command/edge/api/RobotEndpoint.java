package portolan.command.edge.api;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Passwords;
import portolan.edge.message.Commands;
import portolan.language.project.ProjectRef;
import portolan.language.robot.ChangeRobot;
import portolan.language.robot.CreateRobot;
import portolan.language.robot.DeleteRobot;
import portolan.language.robot.RefreshRobotSecret;
import portolan.language.robot.RobotDetails;
import portolan.language.robot.RobotSpec;
import portolan.language.user.Secret;
import reactor.core.publisher.Mono;

/// Makes robots, changes them, and renews their secrets.
@RestController
@RequestMapping(Replies.ROOT + "/robots")
public final class RobotEndpoint {
  private final Commands commands;
  private final RobotRights rights;
  private final Passwords passwords;
  private final SecretRule secrets;
  private final Clock clock;

  public RobotEndpoint(
      Commands commands, RobotRights rights, Passwords passwords, SecretRule secrets, Clock clock) {
    this.commands = commands;
    this.rights = rights;
    this.passwords = passwords;
    this.secrets = secrets;
    this.clock = clock;
  }

  /// The only answer that ever shows a drawn secret, beside that of a renewal.
  record RobotCreated(int id, String name, String secret, Instant creationTime, long expiresAt) {
    @Override
    public String toString() {
      return "RobotCreated[" + id + "]";
    }
  }

  /// Longer than any rotation should take.
  private static final long LONGEST_OVERLAP_SECONDS = Duration.ofDays(30).toSeconds();

  /// @param secret empty asks for a random one
  /// @param keepOldSecretSeconds how long the secret before is good too; none refuses it at once
  record RenewalForm(@Nullable String secret, @Nullable Long keepOldSecretSeconds) {
    @Override
    public String toString() {
      return "RenewalForm";
    }
  }

  /// @param oldSecretExpiresAt seconds since 1970; left out when the old secret is refused at once
  record RobotSec(@Nullable String secret, @Nullable Long oldSecretExpiresAt) {
    @Override
    public String toString() {
      return "RobotSec";
    }
  }

  @PostMapping
  Mono<ResponseEntity<RobotCreated>> create(Caller caller, @RequestBody RobotForm form) {
    rights.requireSignIn(caller);
    var now = clock.instant();
    var spec = form.spec(now);
    return rights
        .home(caller, form)
        .flatMap(home ->
            rights
                .bound(caller, spec)
                .flatMap(bound -> created(caller, form.name(), home, bound, now)))
        .map(created ->
            ResponseEntity.created(URI.create(Replies.ROOT + "/robots/" + created.id()))
                .body(created));
  }

  @PutMapping("/{robot_id}")
  Mono<ResponseEntity<Void>> change(
      Caller caller, @PathVariable("robot_id") long id, @RequestBody RobotForm form) {
    return Replies.ok(
        rights.open(caller, id, RobotRights.UPDATE).flatMap(robot -> changed(caller, robot, form)));
  }

  @PatchMapping("/{robot_id}")
  Mono<RobotSec> renew(
      Caller caller,
      @PathVariable("robot_id") long id,
      @RequestBody(required = false) @Nullable RenewalForm request) {
    var oldUntil = overlap(request).map(clock.instant()::plus);
    return rights
        .open(caller, id, RobotRights.UPDATE)
        .flatMap(robot -> {
          var chosen = chosen(request);
          var secret = chosen.orElseGet(secrets::draw);
          return passwords
              .hash(secret)
              .flatMap(
                  hash -> commands.send(new RefreshRobotSecret(robot.id(), hash, oldUntil), caller))
              .thenReturn(
                  new RobotSec(
                      chosen.isPresent() ? null : secret.value(),
                      oldUntil.map(Instant::getEpochSecond).orElse(null)));
        });
  }

  @DeleteMapping("/{robot_id}")
  Mono<ResponseEntity<Void>> delete(Caller caller, @PathVariable("robot_id") long id) {
    return Replies.ok(
        rights
            .open(caller, id, RobotRights.DELETE)
            .flatMap(robot -> commands.send(new DeleteRobot(robot.id()), caller)));
  }

  private Mono<RobotCreated> created(
      Caller caller,
      @Nullable String name,
      Optional<ProjectRef> home,
      RobotSpec spec,
      Instant now) {
    rights.requireNoWider(caller, spec.grants(), home.isPresent());
    var secret = secrets.draw();
    return passwords
        .hash(secret)
        .map(hash ->
            new CreateRobot(
                Complaints.text("name", name),
                home.map(ProjectRef::id),
                home.map(ProjectRef::name),
                spec,
                hash))
        .flatMap(create -> commands.send(create, caller))
        .flatMap(id ->
            rights
                .find(id)
                .map(made ->
                    new RobotCreated(
                        id.value(),
                        rights.fullName(home, name),
                        secret.value(),
                        made.map(RobotDetails::createdAt).orElse(now),
                        spec.expiresAt())));
  }

  private Mono<?> changed(Caller caller, RobotDetails robot, RobotForm form) {
    return (form.ofProject() ? rights.requireProject(caller, form.namespace()) : Mono.empty())
        .then(Mono.defer(() -> kept(caller, robot, form)));
  }

  private Mono<?> kept(Caller caller, RobotDetails robot, RobotForm form) {
    boolean ofProject = form.ofProject();
    if (ofProject != (robot.project() != null)
        || !rights.fullName(robot).equals(form.name())
        || ofProject && !robot.name().startsWith(form.namespace() + "+")) {
      throw Complaints.badRequest("robot", "cannot update the level or name of robot");
    }
    return rights
        .bound(caller, form.spec(robot.createdAt(), robot.spec().durationDays()))
        .flatMap(spec -> commands.send(new ChangeRobot(robot.id(), spec), caller));
  }

  private static Optional<Duration> overlap(@Nullable RenewalForm request) {
    var seconds = request == null ? null : request.keepOldSecretSeconds();
    if (seconds == null || seconds == 0) {
      return Optional.empty();
    }
    if (seconds < 0 || seconds > LONGEST_OVERLAP_SECONDS) {
      throw Complaints.badValue(
          "keep_old_secret_seconds", "must be between 0 and " + LONGEST_OVERLAP_SECONDS);
    }
    return Optional.of(Duration.ofSeconds(seconds));
  }

  private static Optional<Secret> chosen(@Nullable RenewalForm request) {
    var text = request == null ? null : request.secret();
    return text == null || text.isEmpty()
        ? Optional.empty()
        : Optional.of(SecretRule.checked("secret", text));
  }
}
