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

  @CommandHandler
  Done keep(RecordVisits visits) {
    log.append(visits.group(), visits.visits());
    groups.begin(blank -> blank.decide(visits.group(), visits.visits()));
    return Done.DONE;
  }
}
