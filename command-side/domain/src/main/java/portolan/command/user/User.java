package portolan.command.user;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import portolan.command.StreamNames;
import portolan.language.privacy.Sealed;
import portolan.language.refusal.Refusal;
import portolan.language.user.AdministratorSet;
import portolan.language.user.CliSecretChanged;
import portolan.language.user.PasswordChanged;
import portolan.language.user.ProfileChanged;
import portolan.language.user.ProfileChanged.Profile;
import portolan.language.user.Standing;
import portolan.language.user.StandingChanged;
import portolan.language.user.UserDeleted;
import portolan.language.user.UserId;
import portolan.language.user.UserRegistered;
import portolan.language.user.UserSignedIn;
import portolan.language.user.UserSignedOut;

/// A person's account, sealed.
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class User {
  /// The administrator of the first start, whose account cannot be closed.
  static final UserId FIRST = new UserId(1);

  @AggregateIdentifier private @Nullable String stream;
  private int id;
  private boolean alive;
  private boolean administrator;
  private Standing standing = Standing.NONE;
  private @Nullable Sealed name;
  private @Nullable Profile profile;

  public User() {}

  List<UserRegistered> decideRegistration(
      UserId drawn, Sealed sealedName, Profile sealed, boolean asAdministrator) {
    return List.of(
        new UserRegistered(
            drawn,
            sealedName,
            sealed.email(),
            sealed.realName(),
            sealed.comment(),
            asAdministrator));
  }

  /// @param sealing makes the new profile of the present one, or gives the same when nothing
  ///   changes
  List<ProfileChanged> decideProfile(UnaryOperator<Profile> sealing) {
    requireAlive();
    var from = Objects.requireNonNull(profile);
    var to = sealing.apply(from);
    return to.equals(from) ? List.of() : List.of(new ProfileChanged(new UserId(id), from, to));
  }

  List<PasswordChanged> decidePassword() {
    requireAlive();
    return List.of(new PasswordChanged(new UserId(id)));
  }

  List<UserSignedIn> decideSignIn() {
    requireAlive();
    return List.of(new UserSignedIn(new UserId(id)));
  }

  List<UserSignedOut> decideSignOut() {
    requireAlive();
    return List.of(new UserSignedOut(new UserId(id)));
  }

  List<StandingChanged> decideStanding(Standing now) {
    requireAlive();
    return standing.equals(now)
        ? List.of()
        : List.of(new StandingChanged(new UserId(id), standing, now));
  }

  List<CliSecretChanged> decideCliSecret() {
    requireAlive();
    return List.of(new CliSecretChanged(new UserId(id)));
  }

  List<AdministratorSet> decideAdministrator(boolean wanted) {
    requireAlive();
    if (id == FIRST.value() && !wanted) {
      throw new Refusal.Forbidden("the first administrator stays one").asException();
    }
    return administrator == wanted
        ? List.of()
        : List.of(new AdministratorSet(new UserId(id), administrator, wanted));
  }

  List<UserDeleted> decideDeletion() {
    requireAlive();
    if (id == FIRST.value()) {
      throw new Refusal.Forbidden("deleting the first administrator").asException();
    }
    return List.of(new UserDeleted(new UserId(id), Objects.requireNonNull(name)));
  }

  @EventSourcingHandler
  void on(UserRegistered registered) {
    stream = StreamNames.of(registered.user());
    id = registered.user().value();
    alive = true;
    administrator = registered.administrator();
    name = registered.name();
    profile = new Profile(registered.email(), registered.realName(), registered.comment());
  }

  @EventSourcingHandler
  void on(ProfileChanged changed) {
    profile = changed.to();
  }

  @EventSourcingHandler
  void on(AdministratorSet set) {
    administrator = set.to();
  }

  @EventSourcingHandler
  void on(StandingChanged changed) {
    standing = changed.to();
  }

  @EventSourcingHandler
  void on(UserDeleted deleted) {
    alive = false;
  }

  private void requireAlive() {
    if (!alive) {
      throw new Refusal.UserUnknown(id).asException();
    }
  }
}
