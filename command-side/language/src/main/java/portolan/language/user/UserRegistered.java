package portolan.language.user;

import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.privacy.Sealed;

/// A person got an account.
@EventName("user-registered")
public record UserRegistered(
    UserId user, Sealed name, Sealed email, Sealed realName, Sealed comment, boolean administrator)
    implements Event {}
