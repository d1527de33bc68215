package portolan.command.group;

import org.axonframework.commandhandling.CommandHandler;
import portolan.command.Numbers;
import portolan.command.StreamNames;
import portolan.command.Streams;
import portolan.language.group.CreateGroup;
import portolan.language.group.DeleteGroup;
import portolan.language.group.GroupId;
import portolan.language.group.RenameGroup;
import portolan.language.message.Done;
import portolan.language.refusal.Refusal;

/// Makes groups known, renames and forgets them.
public final class GroupCare {
  private final Streams<UserGroup> groups;
  private final GroupNames names;
  private final Numbers numbers;

  public GroupCare(Streams<UserGroup> groups, GroupNames names, Numbers numbers) {
    this.groups = groups;
    this.names = names;
    this.numbers = numbers;
  }

  @CommandHandler
  GroupId create(CreateGroup create) {
    var id = new GroupId(numbers.next(Numbers.Kind.USER_GROUP));
    if (!names.reserve(id, create.kind(), create.name(), create.ldapDn())) {
      throw taken(create.name());
    }
    groups.begin(group -> group.decideCreation(create, id));
    return id;
  }

  @CommandHandler
  Done rename(RenameGroup rename) {
    if (!names.lives(rename.group())) {
      throw unknown(rename.group()).asException();
    }
    groups.change(
        StreamNames.of(rename.group()),
        unknown(rename.group()),
        group -> group.decideName(rename.name()));
    if (!names.rename(rename.group(), rename.name())) {
      throw taken(rename.name());
    }
    return Done.DONE;
  }

  @CommandHandler
  Done delete(DeleteGroup delete) {
    if (names.lives(delete.group())) {
      groups.change(
          StreamNames.of(delete.group()), unknown(delete.group()), UserGroup::decideDeletion);
      names.release(delete.group());
    }
    return Done.DONE;
  }

  private static RuntimeException taken(String name) {
    return new Refusal.NameTaken("user group", name).asException();
  }

  private static Refusal unknown(GroupId group) {
    return new Refusal.GroupUnknown(group.value());
  }
}
