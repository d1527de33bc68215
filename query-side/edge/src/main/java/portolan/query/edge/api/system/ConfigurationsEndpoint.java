package portolan.query.edge.api.system;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.access.Access;
import portolan.edge.configuration.Configurations;
import portolan.edge.identity.Caller;
import portolan.language.access.Permission;
import portolan.language.configuration.Configuration;
import portolan.language.configuration.Setting;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Shows what is set for the whole registry, each value with whether it can be changed. Never a
/// secret.
@RestController
public final class ConfigurationsEndpoint {
  private static final Permission READ = new Permission("configuration", "read");

  /// What Harbor's clients do not know in this answer.
  private static final Set<Setting> UNLISTED =
      Set.of(
          Setting.PULL_TIME_UPDATE_DISABLE,
          Setting.PULL_COUNT_UPDATE_DISABLE,
          Setting.PULL_AUDIT_LOG_DISABLE,
          Setting.LDAP_SEARCH_PASSWORD,
          Setting.OIDC_CLIENT_SECRET);

  private final Access access;
  private final Configurations configurations;

  public ConfigurationsEndpoint(Access access, Configurations configurations) {
    this.access = access;
    this.configurations = configurations;
  }

  /// A setting on the wire.
  public record Item(Object value, boolean editable) {}

  @GetMapping("/api/v2.0/configurations")
  public Mono<Map<String, Object>> show(Caller caller) {
    access.requireSystem(caller, READ);
    return configurations.now().map(this::items);
  }

  /// In Harbor, for its own parts, which prove by a shared secret that they are. We have none, so
  /// nobody is let in.
  @GetMapping("/api/v2.0/internalconfig")
  public Mono<Void> internal() {
    return Mono.error(new Refusal.SignInNeeded().asException());
  }

  private Map<String, Object> items(Configuration configuration) {
    var items = new TreeMap<String, Object>();
    for (var setting : Setting.values()) {
      if (!UNLISTED.contains(setting)) {
        items.put(setting.key(), item(setting, configuration));
      }
    }
    items.put("scan_all_policy", Map.of());
    return items;
  }

  private Item item(Setting setting, Configuration configuration) {
    var editable =
        !configurations.fixed() && (setting != Setting.AUTH_MODE || !configuration.inhabited());
    Object value =
        switch (setting.kind()) {
          case TEXT -> configuration.text(setting);
          case TRUTH -> configuration.truth(setting);
          case NUMBER -> configuration.number(setting);
          case SECRET -> "";
        };
    return new Item(value, editable);
  }
}
