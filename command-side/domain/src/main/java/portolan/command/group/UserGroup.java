package portolan.command.group;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import portolan.command.StreamNames;
import portolan.language.group.CreateGroup;
import portolan.language.group.GroupCreated;
import portolan.language.group.GroupDeleted;
import portolan.language.group.GroupId;
import portolan.language.group.GroupRenamed;

/// A group of people.
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class UserGroup {
  @AggregateIdentifier private @Nullable String stream;
  private int id;
  private String name = "";
  private boolean alive;

  public UserGroup() {}

  List<GroupCreated> decideCreation(CreateGroup create, GroupId drawn) {
    return List.of(new GroupCreated(drawn, create.name(), create.kind(), create.ldapDn()));
  }

  List<GroupRenamed> decideName(String wanted) {
    return name.equals(wanted)
        ? List.of()
        : List.of(new GroupRenamed(new GroupId(id), name, wanted));
  }

  List<GroupDeleted> decideDeletion() {
    return alive ? List.of(new GroupDeleted(new GroupId(id), name)) : List.of();
  }

  @EventSourcingHandler
  void on(GroupCreated created) {
    stream = StreamNames.of(created.group());
    id = created.group().value();
    name = created.name();
    alive = true;
  }

  @EventSourcingHandler
  void on(GroupRenamed renamed) {
    name = renamed.to();
  }

  @EventSourcingHandler
  void on(GroupDeleted deleted) {
    alive = false;
  }
}
