package portolan.language.user;

import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A person began a session; from where is in the envelope.
@EventName("user-signed-in")
public record UserSignedIn(UserId user) implements Event {}
