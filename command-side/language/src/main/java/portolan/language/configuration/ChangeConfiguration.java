package portolan.language.configuration;

import java.util.Map;
import portolan.language.message.Command;
import portolan.language.message.Done;
import portolan.language.user.Secret;

/// Set some of the settings.
///
/// @param secrets kept sealed and in no event; an empty one takes the secret away
public record ChangeConfiguration(Map<Setting, String> values, Map<Setting, Secret> secrets)
    implements Command<Done> {
  public ChangeConfiguration {
    values = Map.copyOf(values);
    secrets = Map.copyOf(secrets);
  }
}
