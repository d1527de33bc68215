package portolan.server.configuration;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portolan.command.edge.api.ConfigurationForm;
import portolan.edge.error.Errors;
import portolan.language.configuration.ChangeConfiguration;
import portolan.language.configuration.Setting;
import portolan.language.refusal.RefusedException;
import portolan.server.CannotStart;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What the environment says that administrators' settings are.
public final class OverwriteJson {
  private static final String SETTING = "PORTOLAN_CONFIG_OVERWRITE_JSON";

  private OverwriteJson() {}

  /// @param json null when nothing is said
  /// @throws CannotStart when it is no such thing, or names a setting that does not exist
  public static Optional<ChangeConfiguration> read(@Nullable String json) {
    if (json == null) {
      return Optional.empty();
    }
    try {
      var wanted = parsed(json);
      wanted.keySet().forEach(OverwriteJson::requireKnown);
      return Optional.of(ConfigurationForm.parse(wanted));
    } catch (RefusedException e) {
      throw new CannotStart(
          "%s cannot be set (%s).".formatted(SETTING, Errors.forApi(e, "start").message()),
          "Take out or change what is named there.");
    }
  }

  private static Map<String, @Nullable Object> parsed(String json) {
    try {
      Map<String, @Nullable Object> wanted =
          JsonMapper.shared()
              .readValue(json, new TypeReference<Map<String, @Nullable Object>>() {});
      if (wanted != null) {
        return wanted;
      }
    } catch (JacksonException e) {
      // Said below.
    }
    throw new CannotStart(
        SETTING + " is not a JSON object.", "Write it like {\"read_only\": true}.");
  }

  private static void requireKnown(String key) {
    if (Setting.of(key).isEmpty()) {
      throw new CannotStart(
          "%s names %s, which is no setting.".formatted(SETTING, key),
          "Take it out, or correct its name: GET /api/v2.0/configurations lists them.");
    }
  }
}
