package portolan.language.event;

/// Something that happened. Implemented by records annotated with [EventName] only.
public interface Event {}
