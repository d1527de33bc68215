package portolan.command.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portolan.command.configuration.SettingShelf;
import portolan.language.configuration.Setting;
import portolan.language.privacy.Sealed;

/// The settings of the registry as rows, and its secrets, sealed.
public final class SettingRows implements SettingShelf {
  private final CommandDatabase database;

  public SettingRows(CommandDatabase database) {
    this.database = database;
  }

  @Override
  public boolean touched() {
    return database.exists("SELECT 1 FROM setting_row LIMIT 1");
  }

  @Override
  public void keep(Setting setting, String value) {
    put(setting, value, null);
  }

  @Override
  public void keepSecret(Setting setting, Optional<Sealed> secret) {
    put(setting, null, secret.map(Sealed::toString).orElse(null));
  }

  @Override
  public Optional<Sealed> secret(Setting setting) {
    return database
        .list(
            "SELECT secret FROM setting_row WHERE key = ? AND secret IS NOT NULL",
            (row, _) -> Sealed.parse(row.getString(1)),
            setting.key())
        .stream()
        .findFirst();
  }

  private void put(Setting setting, @Nullable String value, @Nullable String secret) {
    database.change(
        """
        INSERT INTO setting_row (key, value, secret) VALUES (?, ?::text, ?::text)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value, secret = excluded.secret
        """,
        setting.key(),
        value,
        secret);
  }
}
