package portolan.language.user;

import portolan.language.message.Command;

/// Make an account for a person who proves elsewhere who they are; it has no password here.
///
/// @param email empty when nobody says one
public record RegisterOutsider(String name, String email, String realName)
    implements Command<UserId> {}
