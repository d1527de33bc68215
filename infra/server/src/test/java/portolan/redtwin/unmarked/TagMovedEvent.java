package portolan.redtwin.unmarked;

/// Red twin: says by its name what its grammar says.
public record TagMovedEvent(String tag) {}
