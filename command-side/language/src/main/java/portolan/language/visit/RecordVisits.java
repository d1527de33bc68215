package portolan.language.visit;

import java.util.List;
import portolan.language.message.Command;
import portolan.language.message.Done;

/// Keep what visitors did, once, however often it is sent.
///
/// @param group names them together, unique
/// @param visits not empty
public record RecordVisits(String group, List<Visit> visits) implements Command<Done> {
  public RecordVisits {
    if (visits.isEmpty()) {
      throw new IllegalArgumentException("nobody came");
    }
    visits = List.copyOf(visits);
  }
}
