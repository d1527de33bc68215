package portolan.query;

import java.util.Map;
import java.util.function.Function;
import portolan.language.message.Query;
import reactor.core.publisher.Mono;

/// The questions that one feature answers, by the class of the question.
///
/// An answer never ends empty: a question whose answer may be missing has an `Optional` as answer.
public interface Answers {
  Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers();
}
