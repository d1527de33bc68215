package portolan.command.assembly;

import java.util.List;
import portolan.command.allowlist.Accepting;
import portolan.command.artifact.Demolition;
import portolan.command.artifact.Labelling;
import portolan.command.artifact.Pushing;
import portolan.command.configuration.Configuring;
import portolan.command.group.GroupCare;
import portolan.command.immutable.Protection;
import portolan.command.label.LabelCare;
import portolan.command.project.ProjectLifecycle;
import portolan.command.project.Staffing;
import portolan.command.quota.StorageLimits;
import portolan.command.repository.BlobRelease;
import portolan.command.repository.RepositoryCare;
import portolan.command.robot.RobotAccounts;
import portolan.command.robot.RobotRetirement;
import portolan.command.role.RoleCare;
import portolan.command.tag.Tagging;
import portolan.command.trust.Trusting;
import portolan.command.user.Accounts;
import portolan.command.visit.Visits;

/// The objects whose `@CommandHandler` methods handle every command of the language. Each expects a
/// unit of work with a transaction around it that the ports join.
public final class CommandHandlers {
  private CommandHandlers() {}

  public static List<Object> of(Entities entities, Ports ports) {
    var names = ports.repositoryNames();
    var inventory = ports.inventory();
    var ledger = ports.ledger();
    var rules = ports.immutableRules();
    var protection = new Protection(entities.immutableRules(), rules, ledger, ports.numbers());
    var tagging = new Tagging(entities.tags(), names, inventory, ledger, rules);
    var demolition = new Demolition(entities.artifacts(), tagging, names, inventory, ledger);
    var retirement =
        new RobotRetirement(entities.robots(), ports.robotNames(), ports.robotSecrets());
    var labels = new LabelCare(entities.labels(), ports.labelNames(), ledger, ports.numbers());
    var trusting =
        new Trusting(
            entities.trustRules(),
            entities.exchanges(),
            ports.trustRules(),
            ledger,
            ports.vault(),
            ports.numbers());
    return List.of(
        tagging,
        demolition,
        retirement,
        labels,
        protection,
        trusting,
        new Labelling(entities.artifacts(), names, ports.labelNames(), ledger),
        new Pushing(
            entities.repositories(),
            entities.artifacts(),
            tagging,
            names,
            inventory,
            ledger,
            ports.numbers()),
        new RepositoryCare(entities.repositories(), names, ledger, demolition),
        new Accepting(entities.allowlists(), ports.allowlists(), ledger),
        new Visits(entities.visitGroups(), ports.visitLog()),
        new BlobRelease(entities.storages(), ledger, ports.holdings()),
        new StorageLimits(entities.storages(), ledger),
        new ProjectLifecycle(
            entities.projects(),
            entities.storages(),
            ports.projectNames(),
            ledger,
            retirement,
            labels,
            protection,
            trusting,
            ports.roles(),
            ports.numbers()),
        new Staffing(
            entities.projects(),
            ports.userNames(),
            ports.groupNames(),
            ports.roles(),
            ports.numbers()),
        new RoleCare(entities.roles(), ports.roles(), ports.numbers()),
        new Accounts(
            entities.users(),
            ports.userNames(),
            ports.passwords(),
            ports.identities(),
            ports.vault(),
            ports.numbers()),
        new RobotAccounts(
            entities.robots(), ports.robotNames(), ports.robotSecrets(), ledger, ports.numbers()),
        new GroupCare(entities.groups(), ports.groupNames(), ports.numbers()),
        new Configuring(entities.settings(), ports.settings(), ports.userNames(), ports.vault()));
  }
}
