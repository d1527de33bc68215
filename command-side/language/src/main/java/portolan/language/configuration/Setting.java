package portolan.language.configuration;

import static portolan.language.configuration.Setting.Kind.NUMBER;
import static portolan.language.configuration.Setting.Kind.SECRET;
import static portolan.language.configuration.Setting.Kind.TEXT;
import static portolan.language.configuration.Setting.Kind.TRUTH;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Everything that an administrator can set while the registry runs, with what holds until then.
///
/// Source: Harbor's settings of the scope "user"; keys and defaults are those of its clients.
public enum Setting {
  AUTH_MODE(TEXT, "db_auth"),
  PRIMARY_AUTH_MODE(TRUTH, "false"),
  SELF_REGISTRATION(TRUTH, "false"),
  PROJECT_CREATION_RESTRICTION(TEXT, "everyone"),
  READ_ONLY(TRUTH, "false"),
  BANNER_MESSAGE(TEXT, ""),
  NOTIFICATION_ENABLE(TRUTH, "true"),

  /// Minutes that a registry token is good for.
  TOKEN_EXPIRATION(NUMBER, "30"),
  /// Minutes that a session lasts after its last use.
  SESSION_TIMEOUT(NUMBER, "60"),
  /// Days that a new robot lives, proposed to people; not a limit.
  ROBOT_TOKEN_DURATION(NUMBER, "30"),
  ROBOT_NAME_PREFIX(TEXT, "robot$"),

  QUOTA_PER_PROJECT_ENABLE(TRUTH, "true"),
  /// Bytes, -1 for no limit.
  STORAGE_PER_PROJECT(NUMBER, "-1"),

  LDAP_URL(TEXT, ""),
  LDAP_BASE_DN(TEXT, ""),
  LDAP_SEARCH_DN(TEXT, ""),
  LDAP_SEARCH_PASSWORD(SECRET, ""),
  LDAP_FILTER(TEXT, ""),
  LDAP_UID(TEXT, "cn"),
  /// 0 the entry alone, 1 one level, 2 all below.
  LDAP_SCOPE(NUMBER, "2"),
  /// Seconds.
  LDAP_TIMEOUT(NUMBER, "5"),
  LDAP_VERIFY_CERT(TRUTH, "true"),
  LDAP_GROUP_BASE_DN(TEXT, ""),
  LDAP_GROUP_SEARCH_FILTER(TEXT, ""),
  LDAP_GROUP_ATTRIBUTE_NAME(TEXT, ""),
  LDAP_GROUP_SEARCH_SCOPE(NUMBER, "2"),
  LDAP_GROUP_ADMIN_DN(TEXT, ""),
  LDAP_GROUP_MEMBERSHIP_ATTRIBUTE(TEXT, "memberof"),
  LDAP_GROUP_ATTACH_PARALLEL(TRUTH, "false"),

  OIDC_NAME(TEXT, ""),
  OIDC_ENDPOINT(TEXT, ""),
  OIDC_CLIENT_ID(TEXT, ""),
  OIDC_CLIENT_SECRET(SECRET, ""),
  OIDC_SCOPE(TEXT, ""),
  OIDC_USER_CLAIM(TEXT, ""),
  OIDC_GROUPS_CLAIM(TEXT, ""),
  OIDC_GROUP_FILTER(TEXT, ""),
  OIDC_ADMIN_GROUP(TEXT, ""),
  OIDC_VERIFY_CERT(TRUTH, "true"),
  OIDC_AUTO_ONBOARD(TRUTH, "false"),
  OIDC_EXTRA_REDIRECT_PARMS(TEXT, "{}"),
  OIDC_LOGOUT(TRUTH, "false"),

  HTTP_AUTHPROXY_ENDPOINT(TEXT, ""),
  HTTP_AUTHPROXY_TOKENREVIEW_ENDPOINT(TEXT, ""),
  HTTP_AUTHPROXY_ADMIN_GROUPS(TEXT, ""),
  HTTP_AUTHPROXY_ADMIN_USERNAMES(TEXT, ""),
  HTTP_AUTHPROXY_VERIFY_CERT(TRUTH, "true"),
  HTTP_AUTHPROXY_SKIP_SEARCH(TRUTH, "false"),
  HTTP_AUTHPROXY_SERVER_CERTIFICATE(TEXT, ""),

  UAA_CLIENT_ID(TEXT, ""),
  UAA_CLIENT_SECRET(SECRET, ""),
  UAA_ENDPOINT(TEXT, ""),
  UAA_VERIFY_CERT(TRUTH, "false"),

  PULL_TIME_UPDATE_DISABLE(TRUTH, "false"),
  PULL_COUNT_UPDATE_DISABLE(TRUTH, "false"),
  PULL_AUDIT_LOG_DISABLE(TRUTH, "false"),
  SCANNER_SKIP_UPDATE_PULLTIME(TRUTH, "false"),

  /// `host:port` of a syslog server.
  AUDIT_LOG_FORWARD_ENDPOINT(TEXT, ""),
  SKIP_AUDIT_LOG_DATABASE(TRUTH, "false"),
  DISABLED_AUDIT_LOG_EVENT_TYPES(TEXT, "");

  /// What kind of value a setting has.
  public enum Kind {
    TEXT,
    TRUTH,
    NUMBER,
    /// A text that is never shown again.
    SECRET
  }

  private static final Map<String, Setting> BY_KEY =
      Arrays.stream(values()).collect(Collectors.toMap(Setting::key, Function.identity()));

  private final Kind kind;
  private final String usual;

  Setting(Kind kind, String usual) {
    this.kind = kind;
    this.usual = usual;
  }

  /// The setting with this key.
  public static Optional<Setting> of(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }

  /// As clients write it: `auth_mode`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Kind kind() {
    return kind;
  }

  /// What holds when nothing was set.
  public String usual() {
    return usual;
  }

  public boolean secret() {
    return kind == Kind.SECRET;
  }
}
