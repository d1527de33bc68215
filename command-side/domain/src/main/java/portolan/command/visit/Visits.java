package portolan.command.visit;

import org.axonframework.commandhandling.CommandHandler;
import portolan.command.Streams;
import portolan.language.message.Done;
import portolan.language.visit.RecordVisits;

/// Writes groups of visits and the event that seals each, in one transaction.
public final class Visits {
  private final Streams<VisitGroup> groups;
  private final VisitLog log;

  public Visits(Streams<VisitGroup> groups, VisitLog log) {
    this.groups = groups;
    this.log = log;
  }

  /// A group that stands already is left as it is: whoever sends it again has not heard that it was
  /// written. Two at once collide at the beginning of its stream.
  @CommandHandler
  Done keep(RecordVisits visits) {
    if (log.has(visits.group())) {
      return Done.DONE;
    }
    log.append(visits.group(), visits.visits());
    groups.begin(blank -> blank.decide(visits.group(), visits.visits()));
    return Done.DONE;
  }
}
