package portolan.language.user;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Grant or revoke system administration.
public record SetAdministrator(UserId user, boolean administrator) implements Command<Done> {}
