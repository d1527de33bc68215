package portolan.language.group;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Forget a group, and with it the roles that it gives. Nothing happens when it is not known.
public record DeleteGroup(GroupId group) implements Command<Done> {}
