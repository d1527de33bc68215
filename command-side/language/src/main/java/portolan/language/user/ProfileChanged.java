package portolan.language.user;

import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.privacy.Sealed;

/// A person's profile, before and after.
@EventName("profile-changed")
public record ProfileChanged(UserId user, Profile from, Profile to) implements Event {
  /// What a person says about themself.
  public record Profile(Sealed email, Sealed realName, Sealed comment) {}
}
