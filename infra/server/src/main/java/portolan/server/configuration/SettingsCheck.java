package portolan.server.configuration;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import portolan.server.CannotStart;

/// Refuses a setting that does not exist: a misspelt one would otherwise be left out in silence.
public final class SettingsCheck
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  /// Read by the launcher, not by the program.
  private static final Set<String> LAUNCHER =
      Set.of("PORTOLAN_JAVA_HOME", "PORTOLAN_JAVA_OPTIONS", "PORTOLAN_HEAP");

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    for (var given : given(context.getEnvironment())) {
      if (!known(given)) {
        throw unknown(given);
      }
    }
  }

  private static Set<String> given(ConfigurableEnvironment environment) {
    var given = new TreeSet<String>();
    for (var source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> all) {
        var start = source instanceof SystemEnvironmentPropertySource ? "PORTOLAN_" : "portolan.";
        for (var name : all.getPropertyNames()) {
          if (name.startsWith(start)) {
            given.add(name);
          }
        }
      }
    }
    return given;
  }

  private static boolean known(String given) {
    return LAUNCHER.contains(given)
        || Catalogue.SETTINGS.stream().anyMatch(s -> s.isCalled(Catalogue.withoutIndex(given)));
  }

  private static CannotStart unknown(String given) {
    var names = names(given.startsWith("PORTOLAN_"));
    var nearest = names.stream().min(Comparator.comparingInt(n -> distance(n, given)));
    return new CannotStart(
        "There is no setting %s.".formatted(given),
        "The nearest one is %s; docs/configuration.md lists all.".formatted(nearest.orElse("")));
  }

  private static List<String> names(boolean environment) {
    return Catalogue.SETTINGS.stream()
        .map(s -> environment ? s.variable() : s.key())
        .collect(Collectors.toList());
  }

  /// Levenshtein's distance, ignoring case.
  static int distance(String one, String other) {
    var a = one.toLowerCase(Locale.ROOT);
    var b = other.toLowerCase(Locale.ROOT);
    var row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
