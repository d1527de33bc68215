package portolan.edge.message;

import java.util.Optional;
import portolan.language.access.Actor;

/// Who sends a command: what goes into the envelope of the events that come of it.
public interface Sender {
  Actor actor();

  /// What was shown: `basic`, `bearer`, `session` or `none`.
  String authentication();

  /// The client's address as text.
  String address();

  /// The user agent, empty when none was given.
  String agent();

  String requestId();

  /// Why, where it was said.
  Optional<String> reason();
}
