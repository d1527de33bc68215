package portolan.language.redtwin;

import portolan.language.event.Event;
import portolan.language.event.EventName;

/// Red twin: an event of which nobody would notice that old ones are not read any more.
@EventName("never-released")
public record EventWithoutAGoldenFile(String tag) implements Event {}
