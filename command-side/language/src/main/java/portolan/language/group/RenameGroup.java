package portolan.language.group;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Call a group something else.
public record RenameGroup(GroupId group, String name) implements Command<Done> {}
