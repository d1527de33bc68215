package portolan.edge.configuration;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import portolan.edge.message.Queries;
import portolan.language.configuration.Configuration;
import portolan.language.configuration.FindConfiguration;
import portolan.language.configuration.Setting;
import reactor.core.publisher.Mono;

/// The settings of the registry: what was set, and beneath it what this installation has as its
/// usual values.
public final class Configurations {
  private final Supplier<Mono<Configuration>> asked;
  private final Map<Setting, String> usual;
  private final boolean fixed;
  private volatile Configuration latest;

  /// @param usual what holds here until somebody sets it
  /// @param fixed whether the environment sets everything, so that nobody else may
  public Configurations(Queries queries, Map<Setting, String> usual, boolean fixed) {
    this(() -> queries.ask(new FindConfiguration()), usual, fixed);
  }

  private Configurations(
      Supplier<Mono<Configuration>> asked, Map<Setting, String> usual, boolean fixed) {
    this.asked = asked;
    this.usual = Map.copyOf(usual);
    this.fixed = fixed;
    this.latest = over(Configuration.USUAL);
  }

  /// Of a registry where nothing is ever set.
  public static Configurations untouched() {
    return new Configurations(() -> Mono.just(Configuration.USUAL), Map.of(), false);
  }

  /// What is set now.
  public Mono<Configuration> now() {
    return asked.get().map(this::over).doOnNext(found -> latest = found);
  }

  /// What was set when somebody last asked [#now]. Every request asks before its operation runs.
  public Configuration latest() {
    return latest;
  }

  /// How long a registry token is good: what was set in minutes, else what the installation says.
  public Mono<Duration> tokenLife(Duration installed) {
    return asked
        .get()
        .map(found ->
            found.isSet(Setting.TOKEN_EXPIRATION)
                ? Duration.ofMinutes(found.number(Setting.TOKEN_EXPIRATION))
                : installed);
  }

  /// Whether the environment sets everything, so that nobody else may.
  public boolean fixed() {
    return fixed;
  }

  private Configuration over(Configuration found) {
    if (usual.isEmpty()) {
      return found;
    }
    var values = new HashMap<>(usual);
    values.putAll(found.values());
    return new Configuration(values, found.inhabited());
  }
}
