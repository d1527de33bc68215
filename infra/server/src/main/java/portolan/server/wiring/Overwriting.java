package portolan.server.wiring;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.command.edge.api.ConfigurationForm;
import portolan.edge.error.Errors;
import portolan.edge.message.CommandDesk;
import portolan.language.event.Envelope;
import portolan.language.refusal.RefusedException;
import portolan.server.CannotStart;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Sets what the environment says that is to be set, as a change like any other: it is in the
/// history, and only what differs is changed.
final class Overwriting {
  private static final String SETTING = "PORTOLAN_CONFIG_OVERWRITE_JSON";

  private final CommandDesk commands;

  Overwriting(CommandDesk commands) {
    this.commands = commands;
  }

  /// @param json null when nothing is said
  void run(@Nullable String json) {
    if (json == null) {
      return;
    }
    try {
      var wanted =
          JsonMapper.shared()
              .readValue(json, new TypeReference<Map<String, @Nullable Object>>() {});
      commands.handle(ConfigurationForm.parse(wanted), Envelope.ofSystem("environment"));
    } catch (JacksonException e) {
      throw new CannotStart(
          SETTING + " is not a JSON object.", "Write it like {\"read_only\": true}.");
    } catch (RefusedException e) {
      throw new CannotStart(
          "%s cannot be set (%s).".formatted(SETTING, Errors.forApi(e, "start").message()),
          "Take out or change what is named there.");
    }
  }
}
