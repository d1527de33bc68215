package portolan.language.configuration;

import java.util.Map;

/// What is set now.
///
/// @param values what somebody has set; secrets are never among them
/// @param inhabited whether anybody but the first administrator has an account
public record Configuration(Map<Setting, String> values, boolean inhabited) {
  /// Nothing was ever set.
  public static final Configuration USUAL = new Configuration(Map.of(), false);

  public Configuration {
    values = Map.copyOf(values);
  }

  public String text(Setting setting) {
    return values.getOrDefault(setting, setting.usual());
  }

  public boolean truth(Setting setting) {
    return Boolean.parseBoolean(text(setting));
  }

  public long number(Setting setting) {
    return Long.parseLong(text(setting));
  }

  public boolean isSet(Setting setting) {
    return values.containsKey(setting);
  }

  /// How people prove who they are: `db_auth`, `ldap_auth`, `oidc_auth`, `http_auth`.
  public String authMode() {
    return text(Setting.AUTH_MODE);
  }
}
