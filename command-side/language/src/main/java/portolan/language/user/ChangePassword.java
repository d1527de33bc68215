package portolan.language.user;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Replace a password; the hash goes to the credential table.
public record ChangePassword(UserId user, Secret passwordHash) implements Command<Done> {}
