package portolan.language.user;

import portolan.language.event.Event;
import portolan.language.event.EventName;

/// An identity provider says something else of a person than before.
@EventName("standing-changed")
public record StandingChanged(UserId user, Standing from, Standing to) implements Event {}
