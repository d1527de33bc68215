package portolan.command.edge.api;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.edge.api.Texts;
import portolan.language.configuration.ChangeConfiguration;
import portolan.language.configuration.Setting;
import portolan.language.refusal.Refusal;
import portolan.language.user.Secret;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what is sent to change settings, and refuses values that cannot hold. Keys that are not
/// settings are passed over, as Harbor does.
public final class ConfigurationForm {
  private static final Set<String> MODES =
      Set.of("db_auth", "ldap_auth", "oidc_auth", "http_auth", "uaa_auth");
  private static final Set<String> RESTRICTIONS = Set.of("everyone", "adminonly");
  private static final long MOST = 9_999_999_999L;
  private static final int LONGEST = 64 * 1024;

  private ConfigurationForm() {}

  /// @param sent names and values as JSON has them
  public static ChangeConfiguration parse(Map<String, @Nullable Object> sent) {
    var values = new EnumMap<Setting, String>(Setting.class);
    var secrets = new EnumMap<Setting, Secret>(Setting.class);
    sent.forEach((key, value) -> {
      var setting = Setting.of(key).orElse(null);
      if (setting == null || value == null) {
        return;
      }
      var text = text(setting, value);
      if (setting.secret()) {
        secrets.put(setting, new Secret(text));
      } else {
        values.put(setting, checked(setting, text));
      }
    });
    return new ChangeConfiguration(values, secrets);
  }

  /// The value as text; the JSON type must be the setting's.
  private static String text(Setting setting, Object value) {
    boolean fits =
        switch (setting.kind()) {
          case TEXT, SECRET -> value instanceof String;
          case TRUTH -> value instanceof Boolean;
          case NUMBER -> value instanceof Integer || value instanceof Long;
        };
    if (!fits) {
      throw broken(setting, "must be of type " + type(setting));
    }
    if (value instanceof String text && !fits(text)) {
      throw broken(setting, "is longer than " + LONGEST + " characters or contains NUL");
    }
    return value.toString();
  }

  private static String type(Setting setting) {
    return switch (setting.kind()) {
      case TEXT, SECRET -> "string";
      case TRUTH -> "boolean";
      case NUMBER -> "int64";
    };
  }

  private static RuntimeException broken(Setting setting, String why) {
    return new Refusal.BodyInvalid(setting.key() + " in body " + why).asException();
  }

  private static boolean fits(String text) {
    return text.length() <= LONGEST && Texts.storable(text);
  }

  private static String checked(Setting setting, String text) {
    switch (setting) {
      case AUTH_MODE -> require(MODES.contains(text), setting, "invalid auth mode");
      case PROJECT_CREATION_RESTRICTION ->
          require(
              RESTRICTIONS.contains(text),
              setting,
              "invalid project_creation_restriction, should be adminonly or everyone");
      case LDAP_URL, LDAP_BASE_DN, LDAP_UID, ROBOT_NAME_PREFIX ->
          require(!text.isBlank(), setting, "the configure value can not be empty");
      case LDAP_SCOPE, LDAP_GROUP_SEARCH_SCOPE ->
          require(
              number(text) >= 0 && number(text) <= 2,
              setting,
              "invalid scope, should be 0, 1 or 2");
      case TOKEN_EXPIRATION, SESSION_TIMEOUT, ROBOT_TOKEN_DURATION, LDAP_TIMEOUT -> {
        requireWithin(number(text) > 0, setting, "must be positive");
        requireWithin(number(text) <= MOST, setting, "is over the limit value: " + MOST);
      }
      case STORAGE_PER_PROJECT -> StorageSize.checked(number(text));
      case OIDC_EXTRA_REDIRECT_PARMS ->
          require(isMapOfTexts(text), setting, "must be a JSON object of texts");
      case HTTP_AUTHPROXY_SERVER_CERTIFICATE ->
          require(
              text.isBlank() || areCertificates(text), setting, "no X.509 certificate in PEM form");
      default -> {
        // Any value of the right type will do.
      }
    }
    return text;
  }

  private static void require(boolean holds, Setting setting, String why) {
    if (!holds) {
      throw Complaints.badRequest(
          setting.key(), "bad request: item name " + setting.key() + ": " + why);
    }
  }

  private static void requireWithin(boolean holds, Setting setting, String why) {
    if (!holds) {
      throw Complaints.badRequest(setting.key(), "the " + setting.key() + " value " + why);
    }
  }

  private static long number(String text) {
    return Long.parseLong(text);
  }

  private static boolean isMapOfTexts(String text) {
    try {
      var node = JsonMapper.shared().readTree(text);
      return node.isObject() && node.valueStream().allMatch(JsonNode::isString);
    } catch (JacksonException e) {
      return false;
    }
  }

  private static boolean areCertificates(String text) {
    try {
      var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
      return !CertificateFactory.getInstance("X.509").generateCertificates(bytes).isEmpty();
    } catch (CertificateException e) {
      return false;
    }
  }
}
