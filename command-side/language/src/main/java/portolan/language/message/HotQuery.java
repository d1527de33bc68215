package portolan.language.message;

/// A question whose answer nodes keep in memory, with the question itself as the key. It must be
/// dropped by every event that can change its answer; [portolan.language.message.Invalidation] says
/// which.
///
/// @param <R> the answer
public interface HotQuery<R> extends Query<R> {}
