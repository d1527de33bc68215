package portolan.language.user;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Give a person who signs in elsewhere another secret for programs.
///
/// @param secret kept sealed, since it is shown to the person again; in no event
public record SetCliSecret(UserId user, Secret secret) implements Command<Done> {}
