package portolan.language.user;

import portolan.language.event.Event;
import portolan.language.event.EventName;

/// System administration was granted or revoked.
@EventName("administrator-set")
public record AdministratorSet(UserId user, boolean from, boolean to) implements Event {}
