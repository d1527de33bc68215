package portolan.query.user;

import static portolan.query.follow.Column.bool;
import static portolan.query.follow.Column.integer;
import static portolan.query.follow.Column.json;
import static portolan.query.follow.Column.text;
import static portolan.query.follow.Column.time;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.language.event.Recorded;
import portolan.language.group.GroupId;
import portolan.language.privacy.Sealed;
import portolan.language.privacy.Vault;
import portolan.language.user.AdministratorSet;
import portolan.language.user.PasswordChanged;
import portolan.language.user.ProfileChanged;
import portolan.language.user.StandingChanged;
import portolan.language.user.UserDeleted;
import portolan.language.user.UserId;
import portolan.language.user.UserRegistered;
import portolan.query.Json;
import portolan.query.follow.Changes;
import portolan.query.follow.Projection;
import portolan.query.follow.Table;

/// Holds people with an account. When an account is closed, what identified the person goes.
public final class UserDirectory implements Projection {
  static final Table ACCOUNT =
      new Table(
          "account",
          List.of(integer("id")),
          List.of(
              text("name"),
              text("email"),
              text("real_name"),
              text("comment"),
              bool("administrator"),
              bool("deleted"),
              time("created_at"),
              time("updated_at"),
              time("sessions_since"),
              json("groups"),
              bool("group_administrator")));

  private static final List<String> PERSONAL = List.of("name", "email", "real_name", "comment");

  private final Vault vault;

  public UserDirectory(Vault vault) {
    this.vault = vault;
  }

  @Override
  public void on(Recorded recorded, Changes changes) {
    var at = recorded.at();
    switch (recorded.event()) {
      case UserRegistered e -> registered(e, recorded, changes);
      case ProfileChanged e -> {
        set(e.user(), "email", opened(e.to().email()), changes);
        set(e.user(), "real_name", opened(e.to().realName()), changes);
        set(e.user(), "comment", opened(e.to().comment()), changes);
        set(e.user(), "updated_at", at, changes);
      }
      case PasswordChanged e -> set(e.user(), "sessions_since", at, changes);
      case StandingChanged e -> {
        var groups = e.to().groups().stream().map(GroupId::value).sorted().toList();
        set(e.user(), "groups", Json.write(groups), changes);
        set(e.user(), "group_administrator", e.to().administrator(), changes);
      }
      case AdministratorSet e -> {
        set(e.user(), "administrator", e.to(), changes);
        set(e.user(), "updated_at", at, changes);
      }
      case UserDeleted e -> {
        PERSONAL.forEach(column -> set(e.user(), column, null, changes));
        set(e.user(), "deleted", true, changes);
        set(e.user(), "updated_at", at, changes);
      }
      default -> {}
    }
  }

  private void registered(UserRegistered e, Recorded recorded, Changes changes) {
    changes.put(
        ACCOUNT,
        e.user().value(),
        opened(e.name()),
        opened(e.email()),
        opened(e.realName()),
        opened(e.comment()),
        e.administrator(),
        false,
        recorded.at(),
        recorded.at(),
        recorded.at(),
        "[]",
        false);
  }

  private @Nullable String opened(Sealed sealed) {
    return vault.open(sealed).orElse(null);
  }

  private static void set(UserId user, String column, @Nullable Object value, Changes changes) {
    changes.set(ACCOUNT, List.of(user.value()), column, value);
  }
}
