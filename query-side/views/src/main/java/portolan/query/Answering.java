package portolan.query;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import portolan.language.message.Query;
import reactor.core.publisher.Mono;

/// Collects the answers of a feature, so that question and answer agree in their types.
public final class Answering {
  private final Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> answers =
      new LinkedHashMap<>();

  /// Adds how one class of questions is answered.
  public <R, Q extends Query<R>> Answering on(Class<Q> question, Function<Q, Mono<R>> answer) {
    answers.put(question, query -> answer.apply(question.cast(query)));
    return this;
  }

  public Map<Class<? extends Query<?>>, Function<Query<?>, Mono<?>>> toMap() {
    return Map.copyOf(answers);
  }
}
