package portolan.server.wiring;

import org.jspecify.annotations.Nullable;
import portolan.edge.error.Errors;
import portolan.edge.message.CommandDesk;
import portolan.language.event.Envelope;
import portolan.language.refusal.RefusedException;
import portolan.server.CannotStart;
import portolan.server.configuration.OverwriteJson;

/// Sets what the environment says that is to be set, as a change like any other: it is in the
/// history, and only what differs is changed.
final class Overwriting {
  private final CommandDesk commands;

  Overwriting(CommandDesk commands) {
    this.commands = commands;
  }

  /// @param json null when nothing is said
  void run(@Nullable String json) {
    try {
      OverwriteJson.read(json)
          .ifPresent(change -> commands.handle(change, Envelope.ofSystem("environment")));
    } catch (RefusedException e) {
      throw new CannotStart(
          "PORTOLAN_CONFIG_OVERWRITE_JSON cannot be set (%s)."
              .formatted(Errors.forApi(e, "start").message()),
          "Take out or change what is named there.");
    }
  }
}
