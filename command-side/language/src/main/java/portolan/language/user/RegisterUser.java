package portolan.language.user;

import portolan.language.message.Command;

/// Make a local account.
///
/// @param passwordHash already hashed by the edge; goes to the credential table, not into an event
public record RegisterUser(
    String name,
    String email,
    String realName,
    String comment,
    Secret passwordHash,
    boolean administrator)
    implements Command<UserId> {}
