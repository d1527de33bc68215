package portolan.command.edge.api;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Harbor's project metadata: which keys there are and what their values may be. Unknown keys that
/// come with a whole project are passed over, as Harbor does; asked for by name they are refused.
final class ProjectSettings {
  static final String PUBLIC = "public";

  private static final Pattern NUMBER = Pattern.compile("-1|[0-9]{1,9}");
  private static final Predicate<String> FLAG = Set.of("true", "false")::contains;
  private static final Predicate<String> ANY = value -> value.length() <= 1024;
  private static final Map<String, Predicate<String>> KEYS =
      Map.ofEntries(
          Map.entry(PUBLIC, FLAG),
          Map.entry("enable_content_trust", FLAG),
          Map.entry("enable_content_trust_cosign", FLAG),
          Map.entry("prevent_vul", FLAG),
          Map.entry("severity", Set.of("none", "low", "medium", "high", "critical")::contains),
          Map.entry("auto_scan", FLAG),
          Map.entry("auto_sbom_generation", FLAG),
          Map.entry("reuse_sys_cve_allowlist", FLAG),
          Map.entry("proxy_speed_kb", NUMBER.asMatchPredicate()),
          Map.entry("max_upstream_conn", NUMBER.asMatchPredicate()),
          Map.entry("proxy_cache_local_on_not_found", FLAG),
          Map.entry("proxy_referrer_api", FLAG),
          Map.entry("proxy_cache_filter_pattern", ANY),
          Map.entry("proxy_cache_filter_kind", Set.of("doublestar", "regex")::contains));

  private ProjectSettings() {}

  /// The settings that come with a project.
  static Map<String, String> of(@Nullable Map<String, @Nullable String> metadata) {
    var settings = new TreeMap<String, String>();
    if (metadata != null) {
      refuseRetention(metadata.get("retention_id"));
      metadata.forEach((key, value) -> put(settings, key, value));
    }
    return settings;
  }

  /// One setting, asked for by name.
  static String checked(String key, @Nullable String value) {
    requireKnown(key);
    if (value == null || !valid(key, value)) {
      throw Complaints.badRequest(key, "invalid value for " + key);
    }
    return value;
  }

  static void requireKnown(String key) {
    if (!KEYS.containsKey(key)) {
      throw Complaints.badRequest(key, "invalid key: " + key);
    }
  }

  /// Harbor takes any severity here; a threshold that means nothing would protect nothing.
  private static void put(Map<String, String> settings, String key, @Nullable String value) {
    if (KEYS.containsKey(key) && value != null && !value.isEmpty()) {
      settings.put(key, checked(key, value));
    }
  }

  private static boolean valid(String key, String value) {
    return KEYS.getOrDefault(key, _ -> false).test(value);
  }

  private static void refuseRetention(@Nullable String retention) {
    if (retention != null && !retention.isEmpty()) {
      throw Complaints.badValue("metadata.retention_id", "is set by the server only");
    }
  }
}
