package portolan.command.configuration;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import portolan.command.StreamNames;
import portolan.command.Streams;
import portolan.command.user.UserNames;
import portolan.language.configuration.ChangeConfiguration;
import portolan.language.configuration.Setting;
import portolan.language.configuration.SettingChanged;
import portolan.language.message.Done;
import portolan.language.privacy.PersonId;
import portolan.language.privacy.Sealed;
import portolan.language.privacy.Vault;
import portolan.language.refusal.Refusal;
import portolan.language.user.Secret;

/// Sets what holds for the whole registry.
public final class Configuring {
  private static final PersonId NOBODY = new PersonId("settings");

  private final Streams<RegistrySettings> settings;
  private final SettingShelf shelf;
  private final UserNames users;
  private final Vault vault;

  public Configuring(
      Streams<RegistrySettings> settings, SettingShelf shelf, UserNames users, Vault vault) {
    this.settings = settings;
    this.shelf = shelf;
    this.users = users;
    this.vault = vault;
  }

  @CommandHandler
  Done change(ChangeConfiguration change) {
    var secrets = fresh(change.secrets());
    var present = new EnumMap<Setting, Boolean>(Setting.class);
    secrets.forEach((setting, sealed) -> present.put(setting, sealed.isPresent()));
    var unknown = new Refusal.Unavailable("the settings cannot be read");
    var events =
        settings.append(
            shelf.touched(),
            StreamNames.SETTINGS,
            unknown,
            all -> all.decideChange(change.values(), present));
    for (var event : events) {
      if (event instanceof SettingChanged changed) {
        keep(changed);
      }
    }
    secrets.forEach(shelf::keepSecret);
    return Done.DONE;
  }

  private void keep(SettingChanged changed) {
    var setting = Setting.of(changed.key()).orElseThrow();
    if (setting == Setting.AUTH_MODE && users.inhabited()) {
      throw new Refusal.ParameterInvalid(
              changed.key(),
              "the auth mode cannot be modified as new users have been inserted into database")
          .asException();
    }
    shelf.keep(setting, changed.to());
  }

  /// The secrets that differ from those that are kept, sealed.
  private Map<Setting, Optional<Sealed>> fresh(Map<Setting, Secret> wanted) {
    var fresh = new EnumMap<Setting, Optional<Sealed>>(Setting.class);
    wanted.forEach((setting, secret) -> {
      var kept = shelf.secret(setting).flatMap(vault::open).orElse("");
      if (!kept.equals(secret.value())) {
        fresh.put(
            setting,
            secret.value().isEmpty()
                ? Optional.empty()
                : Optional.of(vault.seal(NOBODY, secret.value())));
      }
    });
    return fresh;
  }
}
