package portolan.command.project;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import portolan.command.StreamNames;
import portolan.language.access.CustomRoleId;
import portolan.language.access.Role;
import portolan.language.access.RoleChoice;
import portolan.language.event.Event;
import portolan.language.oci.ProjectName;
import portolan.language.project.AddMember;
import portolan.language.project.CreateProject;
import portolan.language.project.GrantRepositories;
import portolan.language.project.Member;
import portolan.language.project.MemberAdded;
import portolan.language.project.MemberRemoved;
import portolan.language.project.MemberRoleChanged;
import portolan.language.project.MembershipId;
import portolan.language.project.ProjectCreated;
import portolan.language.project.ProjectDeleted;
import portolan.language.project.ProjectId;
import portolan.language.project.ProjectSettingChanged;
import portolan.language.project.RepositoriesGranted;
import portolan.language.project.RepositoryGrantChanged;
import portolan.language.project.RepositoryGrantId;
import portolan.language.project.RepositoryGrantWithdrawn;
import portolan.language.refusal.Refusal;

/// A project: its settings, its members, and who has a role in some of its repositories.
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class Project {
  private static final int MOST_GRANTS = 500;

  @AggregateIdentifier private @Nullable String stream;
  private int id;
  private String name = "";
  private boolean alive;
  private Map<String, String> settings = new HashMap<>();
  private Map<Integer, Membership> members = new HashMap<>();

  private Map<Integer, Grant> grants = new HashMap<>();

  record Membership(Member member, Role role, @Nullable CustomRoleId custom) {
    RoleChoice choice() {
      return new RoleChoice(role, custom);
    }
  }

  record Grant(Member member, String repositories, RoleChoice role) {}

  public Project() {}

  List<Event> decideCreation(CreateProject create, ProjectId drawn, MembershipId membership) {
    var owner = new Member(Member.Kind.USER, create.owner().value());
    return List.of(
        new ProjectCreated(drawn, create.name(), create.owner(), create.settings()),
        new MemberAdded(drawn, membership, owner, Role.PROJECT_ADMIN));
  }

  List<ProjectSettingChanged> decideSettings(Map<String, Optional<String>> wanted) {
    requireAlive();
    return wanted.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(
            entry -> !Objects.equals(settings.get(entry.getKey()), entry.getValue().orElse(null)))
        .map(entry ->
            new ProjectSettingChanged(
                id(), entry.getKey(), settings.get(entry.getKey()), entry.getValue().orElse(null)))
        .toList();
  }

  List<MemberAdded> decideMember(AddMember add, MembershipId drawn) {
    requireAlive();
    if (members.values().stream().anyMatch(held -> held.member().equals(add.member()))) {
      throw new Refusal.NameTaken("member", Integer.toString(add.member().id())).asException();
    }
    return List.of(
        new MemberAdded(id(), drawn, add.member(), add.role().shown(), add.role().custom()));
  }

  List<MemberRoleChanged> decideRole(MembershipId membership, RoleChoice role) {
    var held = membership(membership);
    return held.choice().equals(role)
        ? List.of()
        : List.of(
            new MemberRoleChanged(
                id(),
                membership,
                held.member(),
                held.role(),
                role.shown(),
                held.custom(),
                role.custom()));
  }

  List<MemberRemoved> decideRemoval(MembershipId membership) {
    var held = membership(membership);
    return List.of(new MemberRemoved(id(), membership, held.member(), held.role(), held.custom()));
  }

  List<RepositoriesGranted> decideGrant(GrantRepositories wanted, RepositoryGrantId drawn) {
    requireAlive();
    if (grants.size() >= MOST_GRANTS) {
      throw new Refusal.ParameterInvalid(
              "repositories", "a project has at most " + MOST_GRANTS + " grants")
          .asException();
    }
    if (grants.values().stream()
        .anyMatch(held ->
            held.member().equals(wanted.member())
                && held.repositories().equals(wanted.repositories()))) {
      throw new Refusal.NameTaken("repository grant", wanted.repositories()).asException();
    }
    return List.of(
        new RepositoriesGranted(
            id(),
            drawn,
            wanted.member(),
            RepositoryPattern.checked(wanted.repositories()),
            wanted.role()));
  }

  List<RepositoryGrantChanged> decideGrantedRole(RepositoryGrantId grant, RoleChoice role) {
    var held = grant(grant);
    return held.role().equals(role)
        ? List.of()
        : List.of(
            new RepositoryGrantChanged(
                id(), grant, held.member(), held.repositories(), held.role(), role));
  }

  List<RepositoryGrantWithdrawn> decideWithdrawal(RepositoryGrantId grant) {
    var held = grant(grant);
    return List.of(
        new RepositoryGrantWithdrawn(id(), grant, held.member(), held.repositories(), held.role()));
  }

  /// Ends every membership and grant, then the project.
  List<Event> decideDeletion(long repositories) {
    requireAlive();
    if (repositories > 0) {
      throw new Refusal.ProjectNotEmpty(name, repositories).asException();
    }
    var events = new ArrayList<Event>();
    members.keySet().stream()
        .sorted()
        .forEach(key -> events.addAll(decideRemoval(new MembershipId(key))));
    grants.keySet().stream()
        .sorted()
        .forEach(key -> events.addAll(decideWithdrawal(new RepositoryGrantId(key))));
    events.add(new ProjectDeleted(id(), new ProjectName(name)));
    return List.copyOf(events);
  }

  @EventSourcingHandler
  void on(ProjectCreated created) {
    stream = StreamNames.of(created.project());
    id = created.project().value();
    name = created.name().value();
    alive = true;
    settings.putAll(created.settings());
  }

  @EventSourcingHandler
  void on(ProjectSettingChanged changed) {
    if (changed.to() == null) {
      settings.remove(changed.key());
    } else {
      settings.put(changed.key(), changed.to());
    }
  }

  @EventSourcingHandler
  void on(MemberAdded added) {
    members.put(
        added.membership().value(),
        new Membership(added.member(), added.role(), added.customRole()));
  }

  @EventSourcingHandler
  void on(MemberRoleChanged changed) {
    members.put(
        changed.membership().value(),
        new Membership(changed.member(), changed.to(), changed.toCustom()));
  }

  @EventSourcingHandler
  void on(MemberRemoved removed) {
    members.remove(removed.membership().value());
  }

  @EventSourcingHandler
  void on(RepositoriesGranted granted) {
    grants.put(
        granted.grant().value(),
        new Grant(granted.member(), granted.repositories(), granted.role()));
  }

  @EventSourcingHandler
  void on(RepositoryGrantChanged changed) {
    grants.put(
        changed.grant().value(), new Grant(changed.member(), changed.repositories(), changed.to()));
  }

  @EventSourcingHandler
  void on(RepositoryGrantWithdrawn withdrawn) {
    grants.remove(withdrawn.grant().value());
  }

  @EventSourcingHandler
  void on(ProjectDeleted deleted) {
    alive = false;
  }

  private ProjectId id() {
    return new ProjectId(id);
  }

  private void requireAlive() {
    if (!alive) {
      throw new Refusal.ProjectUnknown(Integer.toString(id)).asException();
    }
  }

  private Grant grant(RepositoryGrantId grant) {
    requireAlive();
    var held = grants.get(grant.value());
    if (held == null) {
      throw new Refusal.RepositoryGrantUnknown(grant.value()).asException();
    }
    return held;
  }

  private Membership membership(MembershipId membership) {
    requireAlive();
    var held = members.get(membership.value());
    if (held == null) {
      throw new Refusal.MemberUnknown(membership.value()).asException();
    }
    return held;
  }
}
