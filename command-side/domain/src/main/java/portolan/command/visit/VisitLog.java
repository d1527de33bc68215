package portolan.command.visit;

import java.util.List;
import portolan.language.visit.Visit;

/// Where visits are kept: rows that are only ever added to.
public interface VisitLog {

  /// Whether a group was added already.
  boolean has(String group);

  /// Adds a group in the surrounding transaction.
  void append(String group, List<Visit> visits);
}
