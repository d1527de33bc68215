package portolan.language.message;

/// An order to change something.
///
/// @param <R> what the handler answers; [Done] when there is nothing to say
public interface Command<R> {}
