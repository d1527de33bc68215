package portolan.command.assembly;

import portolan.command.Numbers;
import portolan.command.allowlist.AllowlistRegister;
import portolan.command.configuration.SettingShelf;
import portolan.command.group.GroupNames;
import portolan.command.immutable.ImmutableRules;
import portolan.command.inventory.Inventory;
import portolan.command.label.LabelNames;
import portolan.command.project.ProjectNames;
import portolan.command.quota.StorageLedger;
import portolan.command.repository.Holdings;
import portolan.command.repository.RepositoryNames;
import portolan.command.robot.RobotNames;
import portolan.command.robot.RobotSecrets;
import portolan.command.role.RoleRegister;
import portolan.command.trust.TrustRules;
import portolan.command.user.OutsideIdentities;
import portolan.command.user.Passwords;
import portolan.command.user.UserNames;
import portolan.command.visit.VisitLog;
import portolan.language.privacy.Vault;

/// All that the deciding side asks of the world.
public record Ports(
    Numbers numbers,
    ProjectNames projectNames,
    StorageLedger ledger,
    RepositoryNames repositoryNames,
    Holdings holdings,
    Inventory inventory,
    UserNames userNames,
    Passwords passwords,
    RobotNames robotNames,
    RobotSecrets robotSecrets,
    LabelNames labelNames,
    ImmutableRules immutableRules,
    TrustRules trustRules,
    RoleRegister roles,
    AllowlistRegister allowlists,
    SettingShelf settings,
    GroupNames groupNames,
    OutsideIdentities identities,
    VisitLog visitLog,
    Vault vault) {}
