package portolan.language.user;

import portolan.language.message.Command;
import portolan.language.message.Done;

/// Take over what an identity provider says of a person now.
public record ChangeStanding(UserId user, Standing standing) implements Command<Done> {}
