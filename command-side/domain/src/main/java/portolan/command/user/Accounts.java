package portolan.command.user;

import org.axonframework.commandhandling.CommandHandler;
import portolan.command.Numbers;
import portolan.command.StreamNames;
import portolan.command.Streams;
import portolan.language.access.Actor;
import portolan.language.message.Done;
import portolan.language.privacy.PersonId;
import portolan.language.privacy.Sealed;
import portolan.language.privacy.Vault;
import portolan.language.refusal.Refusal;
import portolan.language.user.ChangePassword;
import portolan.language.user.ChangeProfile;
import portolan.language.user.ChangeStanding;
import portolan.language.user.DeleteUser;
import portolan.language.user.NoteSignIn;
import portolan.language.user.NoteSignOut;
import portolan.language.user.ProfileChanged.Profile;
import portolan.language.user.RegisterOutsider;
import portolan.language.user.RegisterUser;
import portolan.language.user.SetAdministrator;
import portolan.language.user.SetCliSecret;
import portolan.language.user.UserId;

/// Opens, changes and closes accounts.
public final class Accounts {
  private final Streams<User> users;
  private final UserNames names;
  private final Passwords passwords;
  private final OutsideIdentities identities;
  private final Vault vault;
  private final Numbers numbers;

  public Accounts(
      Streams<User> users,
      UserNames names,
      Passwords passwords,
      OutsideIdentities identities,
      Vault vault,
      Numbers numbers) {
    this.identities = identities;
    this.users = users;
    this.names = names;
    this.passwords = passwords;
    this.vault = vault;
    this.numbers = numbers;
  }

  @CommandHandler
  UserId register(RegisterUser register) {
    var id = new UserId(numbers.next(Numbers.Kind.USER));
    if (!names.reserve(id, register.name(), register.email())) {
      throw new Refusal.AccountTaken(register.name(), register.email()).asException();
    }
    passwords.set(id, register.passwordHash());
    var texts =
        new Texts(register.name(), register.email(), register.realName(), register.comment());
    return begin(id, texts, register.administrator());
  }

  /// An address that somebody else has is shown, and not this person's alone.
  @CommandHandler
  UserId register(RegisterOutsider register) {
    var id = new UserId(numbers.next(Numbers.Kind.USER));
    if (!names.reserve(id, register.name(), register.email())
        && !names.reserve(id, register.name(), "")) {
      throw new Refusal.NameTaken("user", register.name()).asException();
    }
    if (register.identity().isPresent() && !identities.link(id, register.identity().get())) {
      throw new Refusal.NameTaken("identity of", register.name()).asException();
    }
    return begin(id, new Texts(register.name(), register.email(), register.realName(), ""), false);
  }

  /// What a person is called and says of themselves, in the open.
  private record Texts(String name, String email, String realName, String comment) {}

  private UserId begin(UserId id, Texts texts, boolean administrator) {
    var person = person(id);
    var name = vault.seal(person, texts.name());
    var profile =
        new Profile(
            vault.seal(person, texts.email()),
            vault.seal(person, texts.realName()),
            vault.seal(person, texts.comment()));
    users.begin(user -> user.decideRegistration(id, name, profile, administrator));
    return id;
  }

  @CommandHandler
  Done set(SetCliSecret set) {
    users.change(StreamNames.of(set.user()), unknown(set.user()), User::decideCliSecret);
    if (!identities.setSecret(set.user(), vault.seal(person(set.user()), set.secret().value()))) {
      throw unknown(set.user()).asException();
    }
    return Done.DONE;
  }

  @CommandHandler
  Done change(ChangeStanding change) {
    users.change(
        StreamNames.of(change.user()),
        unknown(change.user()),
        user -> user.decideStanding(change.standing()));
    return Done.DONE;
  }

  @CommandHandler
  Done change(ChangeProfile change) {
    users.change(
        StreamNames.of(change.user()),
        unknown(change.user()),
        user -> user.decideProfile(profile -> sealed(change, profile)));
    if (!names.moveTo(change.user(), change.email())) {
      throw new Refusal.NameTaken("email", change.email()).asException();
    }
    return Done.DONE;
  }

  @CommandHandler
  Done change(ChangePassword change) {
    users.change(StreamNames.of(change.user()), unknown(change.user()), User::decidePassword);
    passwords.set(change.user(), change.passwordHash());
    return Done.DONE;
  }

  @CommandHandler
  Done set(SetAdministrator set) {
    users.change(
        StreamNames.of(set.user()),
        unknown(set.user()),
        user -> user.decideAdministrator(set.administrator()));
    return Done.DONE;
  }

  @CommandHandler
  Done note(NoteSignIn note) {
    users.change(StreamNames.of(note.user()), unknown(note.user()), User::decideSignIn);
    return Done.DONE;
  }

  @CommandHandler
  Done note(NoteSignOut note) {
    users.change(StreamNames.of(note.user()), unknown(note.user()), User::decideSignOut);
    return Done.DONE;
  }

  @CommandHandler
  Done delete(DeleteUser delete) {
    users.change(StreamNames.of(delete.user()), unknown(delete.user()), User::decideDeletion);
    names.release(delete.user());
    passwords.forget(delete.user());
    identities.forgetIdentity(delete.user());
    return Done.DONE;
  }

  /// What stays the same keeps its seal, since sealing twice gives two ciphertexts.
  private Profile sealed(ChangeProfile change, Profile from) {
    return new Profile(
        resealed(change.user(), from.email(), change.email()),
        resealed(change.user(), from.realName(), change.realName()),
        resealed(change.user(), from.comment(), change.comment()));
  }

  private Sealed resealed(UserId user, Sealed from, String text) {
    return vault.open(from).filter(text::equals).isPresent()
        ? from
        : vault.seal(person(user), text);
  }

  private static PersonId person(UserId user) {
    return Actor.user(user.value()).person();
  }

  private static Refusal unknown(UserId user) {
    return new Refusal.UserUnknown(user.value());
  }
}
