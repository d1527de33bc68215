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
import portolan.language.access.Role;
import portolan.language.event.Event;
import portolan.language.oci.ProjectName;
import portolan.language.project.AddMember;
import portolan.language.project.CreateProject;
import portolan.language.project.Member;
import portolan.language.project.MemberAdded;
import portolan.language.project.MemberRemoved;
import portolan.language.project.MemberRoleChanged;
import portolan.language.project.MembershipId;
import portolan.language.project.ProjectCreated;
import portolan.language.project.ProjectDeleted;
import portolan.language.project.ProjectId;
import portolan.language.project.ProjectSettingChanged;
import portolan.language.refusal.Refusal;

/// A project: its settings and its members.
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class Project {
  @AggregateIdentifier private @Nullable String stream;
  private int id;
  private String name = "";
  private boolean alive;
  private Map<String, String> settings = new HashMap<>();
  private Map<Integer, Membership> members = new HashMap<>();

  record Membership(Member member, Role role) {}

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
    return List.of(new MemberAdded(id(), drawn, add.member(), add.role()));
  }

  List<MemberRoleChanged> decideRole(MembershipId membership, Role role) {
    var held = membership(membership);
    return held.role() == role
        ? List.of()
        : List.of(new MemberRoleChanged(id(), membership, held.member(), held.role(), role));
  }

  List<MemberRemoved> decideRemoval(MembershipId membership) {
    var held = membership(membership);
    return List.of(new MemberRemoved(id(), membership, held.member(), held.role()));
  }

  /// Ends every membership, then the project.
  List<Event> decideDeletion(long repositories) {
    requireAlive();
    if (repositories > 0) {
      throw new Refusal.ProjectNotEmpty(name, repositories).asException();
    }
    var events = new ArrayList<Event>();
    members.keySet().stream()
        .sorted()
        .forEach(key -> events.addAll(decideRemoval(new MembershipId(key))));
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
    members.put(added.membership().value(), new Membership(added.member(), added.role()));
  }

  @EventSourcingHandler
  void on(MemberRoleChanged changed) {
    members.put(changed.membership().value(), new Membership(changed.member(), changed.to()));
  }

  @EventSourcingHandler
  void on(MemberRemoved removed) {
    members.remove(removed.membership().value());
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

  private Membership membership(MembershipId membership) {
    requireAlive();
    var held = members.get(membership.value());
    if (held == null) {
      throw new Refusal.MemberUnknown(membership.value()).asException();
    }
    return held;
  }
}
