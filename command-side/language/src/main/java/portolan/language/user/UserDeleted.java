package portolan.language.user;

import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.privacy.Sealed;

/// An account was closed.
@EventName("user-deleted")
public record UserDeleted(UserId user, Sealed name) implements Event {}
