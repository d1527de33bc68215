package portolan.language.user;

import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A person ended a session.
@EventName("user-signed-out")
public record UserSignedOut(UserId user) implements Event {}
