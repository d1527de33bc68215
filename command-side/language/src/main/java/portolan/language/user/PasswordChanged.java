package portolan.language.user;

import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A person's password was replaced. Which one is nobody's business.
@EventName("password-changed")
public record PasswordChanged(UserId user) implements Event {}
