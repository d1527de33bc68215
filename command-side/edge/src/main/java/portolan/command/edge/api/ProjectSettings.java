package portolan.command.edge.api;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Harbor's project metadata: which keys there are and what their values may be. Unknown keys that
/// come with a whole project are passed over, as Harbor does, and so are those of a proxy; asked
/// for by name, the unknown are refused.
final class ProjectSettings {
  static final String PUBLIC = "public";
  private static final String ALLOWLIST = "reuse_sys_cve_allowlist";
  private static final Set<String> PLAIN = Set.of("true", "false");

  private static final Map<String, Function<String, Optional<String>>> KEYS =
      Map.ofEntries(
          Map.entry(PUBLIC, ProjectSettings::flag),
          Map.entry("enable_content_trust", ProjectSettings::flag),
          Map.entry("enable_content_trust_cosign", ProjectSettings::flag),
          Map.entry("prevent_vul", ProjectSettings::flag),
          Map.entry("severity", ProjectSettings::severity),
          Map.entry("auto_scan", ProjectSettings::flag),
          Map.entry("auto_sbom_generation", ProjectSettings::flag),
          Map.entry(ALLOWLIST, ProjectSettings::flag));

  /// What is kept of a proxy. No project is one yet.
  private static final Map<String, Function<String, Optional<String>>> OF_PROXIES =
      Map.of(
          "proxy_speed_kb", fitting("-1|[0-9]{1,9}"),
          "max_upstream_conn", fitting("-1|[1-9][0-9]{0,8}"),
          "proxy_cache_local_on_not_found", ProjectSettings::flag,
          "proxy_referrer_api", ProjectSettings::flag,
          "proxy_cache_filter_pattern", fitting("(?s).{0,1024}"),
          "proxy_cache_filter_kind", fitting("doublestar|regex"));

  private ProjectSettings() {}

  /// A flag as Go's `strconv.ParseBool` reads it.
  private static Optional<String> flag(String text) {
    return switch (text) {
      case "1", "t", "T", "true", "TRUE", "True" -> Optional.of("true");
      case "0", "f", "F", "false", "FALSE", "False" -> Optional.of("false");
      default -> Optional.empty();
    };
  }

  /// A threshold; negligible is none.
  private static Optional<String> severity(String text) {
    var word = text.toLowerCase(Locale.ROOT);
    return switch (word) {
      case "none", "negligible" -> Optional.of("none");
      case "low", "medium", "high", "critical" -> Optional.of(word);
      default -> Optional.empty();
    };
  }

  /// Values that stay as they are.
  private static Function<String, Optional<String>> fitting(String form) {
    var fits = Pattern.compile(form).asMatchPredicate();
    return text -> Optional.of(text).filter(fits);
  }

  /// The settings that come with a project.
  static Map<String, String> of(@Nullable Map<String, @Nullable String> metadata) {
    var settings = new TreeMap<String, String>();
    if (metadata != null) {
      refuseRetention(metadata.get("retention_id"));
      metadata.forEach((key, value) -> put(settings, key, value));
    }
    return settings;
  }

  /// The settings that a new project comes with, where `public` has one form alone.
  static Map<String, String> ofNew(@Nullable Map<String, @Nullable String> metadata) {
    var written = metadata == null ? null : metadata.get(PUBLIC);
    if (written != null && !written.isEmpty() && !PLAIN.contains(written)) {
      throw Complaints.badRequest(
          PUBLIC, "metadata.public should only be 'true' or 'false', but got: '" + written + "'");
    }
    return of(metadata);
  }

  /// One setting, asked for by name, as it is kept. Whose allowlist counts is said with the whole
  /// project alone.
  static String named(String key, @Nullable String value) {
    if (!isKnown(key) || key.equals(ALLOWLIST)) {
      throw Complaints.badRequest(key, "invalid key: " + key);
    }
    return checked(key, value);
  }

  private static String checked(String key, @Nullable String value) {
    var form = KEYS.getOrDefault(key, OF_PROXIES.getOrDefault(key, _ -> Optional.empty()));
    return Optional.ofNullable(value)
        .flatMap(form)
        .orElseThrow(
            () -> Complaints.badRequest(key, "invalid value: " + (value == null ? "" : value)));
  }

  static boolean isKnown(String key) {
    return KEYS.containsKey(key) || OF_PROXIES.containsKey(key);
  }

  /// Harbor takes any severity here; a threshold that means nothing would protect nothing.
  private static void put(Map<String, String> settings, String key, @Nullable String value) {
    if (KEYS.containsKey(key) && value != null && !value.isEmpty()) {
      settings.put(key, checked(key, value));
    }
  }

  private static void refuseRetention(@Nullable String retention) {
    if (retention != null && !retention.isEmpty()) {
      throw Complaints.badValue("metadata.retention_id", "is set by the server only");
    }
  }
}
