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
  private volatile Merged merged;

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
    this.merged = over(Configuration.USUAL);
  }

  /// Of a registry where nothing is ever set.
  public static Configurations untouched() {
    return new Configurations(() -> Mono.just(Configuration.USUAL), Map.of(), false);
  }

  /// What is set now.
  public Mono<Configuration> now() {
    return asked.get().map(this::merged);
  }

  /// What was set when somebody last asked [#now]. Every request asks before its operation runs.
  public Configuration latest() {
    return merged.all();
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

  /// The answer is remembered as long as nothing is set, and then it is the same one.
  private Configuration merged(Configuration found) {
    var last = merged;
    if (last.found() != found) {
      last = over(found);
      merged = last;
    }
    return last.all();
  }

  private Merged over(Configuration found) {
    var values = new HashMap<>(usual);
    values.putAll(found.values());
    return new Merged(found, new Configuration(values, found.inhabited()));
  }

  /// @param found what was set
  /// @param all with what is usual beneath
  private record Merged(Configuration found, Configuration all) {}
}
