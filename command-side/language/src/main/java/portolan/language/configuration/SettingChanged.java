package portolan.language.configuration;

import org.jspecify.annotations.Nullable;
import portolan.language.event.Event;
import portolan.language.event.EventName;

/// A setting got another value.
///
/// @param key as clients write it
/// @param from null when the default held
@EventName("setting-changed")
public record SettingChanged(String key, @Nullable String from, String to) implements Event {}
