package portolan.language.configuration;

import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A secret was set or taken away. Which one it was is nobody's business.
///
/// @param key as clients write it
/// @param present whether there is one now
@EventName("secret-setting-changed")
public record SecretSettingChanged(String key, boolean present) implements Event {}
