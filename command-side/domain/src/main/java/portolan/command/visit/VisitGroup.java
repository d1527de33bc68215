package portolan.command.visit;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import portolan.command.StreamNames;
import portolan.language.visit.Visit;
import portolan.language.visit.VisitsRecorded;

/// A group of visits: written once, and never changed.
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class VisitGroup {
  @AggregateIdentifier private @Nullable String stream;

  public VisitGroup() {}

  List<VisitsRecorded> decide(String group, List<Visit> visits) {
    return List.of(
        new VisitsRecorded(
            group, visits.size(), MerkleRoot.of(visits.stream().map(Visit::line).toList())));
  }

  @EventSourcingHandler
  void on(VisitsRecorded recorded) {
    stream = StreamNames.ofVisits(recorded.group());
  }
}
