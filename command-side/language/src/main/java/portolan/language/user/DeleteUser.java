package portolan.language.user;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Close an account; its name is free again.
public record DeleteUser(UserId user) implements Command<Done> {}
