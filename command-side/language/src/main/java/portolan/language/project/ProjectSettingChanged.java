package portolan.language.project;

import org.jspecify.annotations.Nullable;
import portolan.language.event.Event;
import portolan.language.event.EventName;

/// One setting got another value; null means absent.
@EventName("project-setting-changed")
public record ProjectSettingChanged(
    ProjectId project, String key, @Nullable String from, @Nullable String to) implements Event {}
