package portolan.language.message;

/// A question to the read side.
///
/// @param <R> the answer
public interface Query<R> {}
