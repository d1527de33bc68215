package portolan.command.project;

import org.axonframework.commandhandling.CommandHandler;
import portolan.command.Numbers;
import portolan.command.StreamNames;
import portolan.command.Streams;
import portolan.command.immutable.Protection;
import portolan.command.label.LabelCare;
import portolan.command.quota.ProjectStorage;
import portolan.command.quota.StorageLedger;
import portolan.command.robot.RobotRetirement;
import portolan.command.role.RoleRegister;
import portolan.command.trust.Trusting;
import portolan.language.message.Done;
import portolan.language.project.ChangeProjectSettings;
import portolan.language.project.CreateProject;
import portolan.language.project.DeleteProject;
import portolan.language.project.MembershipId;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;

/// Makes, changes and deletes projects.
public final class ProjectLifecycle {
  private final Streams<Project> projects;
  private final Streams<ProjectStorage> storages;
  private final ProjectNames names;
  private final StorageLedger ledger;
  private final RobotRetirement robots;
  private final LabelCare labels;
  private final Protection protection;
  private final Trusting trusting;
  private final RoleRegister roles;
  private final Numbers numbers;

  public ProjectLifecycle(
      Streams<Project> projects,
      Streams<ProjectStorage> storages,
      ProjectNames names,
      StorageLedger ledger,
      RobotRetirement robots,
      LabelCare labels,
      Protection protection,
      Trusting trusting,
      RoleRegister roles,
      Numbers numbers) {
    this.projects = projects;
    this.storages = storages;
    this.names = names;
    this.ledger = ledger;
    this.robots = robots;
    this.labels = labels;
    this.protection = protection;
    this.trusting = trusting;
    this.roles = roles;
    this.numbers = numbers;
  }

  @CommandHandler
  ProjectId create(CreateProject create) {
    var id = new ProjectId(numbers.next(Numbers.Kind.PROJECT));
    if (!names.reserve(id, create.name(), create.storageLimit())) {
      throw new Refusal.NameTaken("project", create.name().value()).asException();
    }
    var membership = new MembershipId(numbers.next(Numbers.Kind.MEMBERSHIP));
    projects.begin(project -> project.decideCreation(create, id, membership));
    storages.begin(storage -> storage.decideLimit(id, create.storageLimit()));
    return id;
  }

  @CommandHandler
  Done change(ChangeProjectSettings change) {
    projects.change(
        StreamNames.of(change.project()),
        unknown(change.project()),
        project -> project.decideSettings(change.settings()));
    return Done.DONE;
  }

  @CommandHandler
  Done delete(DeleteProject delete) {
    var id = delete.project();
    if (!ledger.closeForRemoval(id)) {
      throw unknown(id).asException();
    }
    var repositories = names.repositories(id);
    robots.retireAllOf(id);
    labels.endAllOf(id);
    protection.endAllOf(id);
    trusting.endAllOf(id);
    projects.change(
        StreamNames.of(id), unknown(id), project -> project.decideDeletion(repositories));
    roles.clear(id);
    names.release(id);
    return Done.DONE;
  }

  private static Refusal unknown(ProjectId project) {
    return new Refusal.ProjectUnknown(project.toString());
  }
}
