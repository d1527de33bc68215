package portolan.command.configuration;

import java.util.Optional;
import portolan.language.configuration.Setting;
import portolan.language.privacy.Sealed;

/// The present settings, for decisions of other parts, and the secrets, sealed.
public interface SettingShelf {

  /// Whether anything was ever set.
  boolean touched();

  void keep(Setting setting, String value);

  /// @param secret empty takes it away
  void keepSecret(Setting setting, Optional<Sealed> secret);

  /// Empty when there is none.
  Optional<Sealed> secret(Setting setting);
}
