package portolan.language.user;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Change what a user says about themself.
public record ChangeProfile(UserId user, String email, String realName, String comment)
    implements Command<Done> {}
