package portolan.command.user;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.command.Refusing.assertRefused;

import org.junit.jupiter.api.Test;
import portolan.language.privacy.PersonId;
import portolan.language.privacy.Sealed;
import portolan.language.refusal.Refusal;
import portolan.language.user.AdministratorSet;
import portolan.language.user.ProfileChanged;
import portolan.language.user.ProfileChanged.Profile;
import portolan.language.user.UserDeleted;
import portolan.language.user.UserId;
import portolan.language.user.UserRegistered;

class UserTest {
  private static final UserId BOB = new UserId(2);
  private static final Sealed NAME = sealed("name");
  private static final Profile PROFILE =
      new Profile(sealed("mail"), sealed("real"), sealed("comment"));

  private final User user = new User();

  @Test
  void refusesToCloseTheFirstAccount() {
    user.on(registered(new UserId(1)));

    assertRefused(user::decideDeletion, new Refusal.Forbidden("deleting the first administrator"));
  }

  /// Else nobody could make anybody an administrator again.
  @Test
  void leavesTheFirstAdministratorOne() {
    user.on(registered(new UserId(1)));

    assertRefused(
        () -> user.decideAdministrator(false),
        new Refusal.Forbidden("the first administrator stays one"));
  }

  @Test
  void isUnknownOnceClosed() {
    user.on(registered(BOB));
    user.on(new UserDeleted(BOB, NAME));

    assertRefused(user::decidePassword, new Refusal.UserUnknown(2));
  }

  @Test
  void tellsTheProfileBeforeAndAfter() {
    user.on(registered(BOB));
    var next = new Profile(sealed("other"), PROFILE.realName(), PROFILE.comment());

    assertThat(user.decideProfile(_ -> next))
        .containsExactly(new ProfileChanged(BOB, PROFILE, next));
    assertThat(user.decideProfile(same -> same)).isEmpty();
  }

  @Test
  void grantsAdministrationOnce() {
    user.on(registered(BOB));
    var granted = new AdministratorSet(BOB, false, true);

    assertThat(user.decideAdministrator(true)).containsExactly(granted);
    user.on(granted);
    assertThat(user.decideAdministrator(true)).isEmpty();
  }

  private static UserRegistered registered(UserId id) {
    return new UserRegistered(
        id, NAME, PROFILE.email(), PROFILE.realName(), PROFILE.comment(), false);
  }

  private static Sealed sealed(String text) {
    return new Sealed(new PersonId("user:2"), text);
  }
}
