package portolan.language.redtwin;

import portolan.language.event.Event;

/// Red twin: an event that would be stored under its class name.
public record EventWithoutAName(String tag) implements Event {}
