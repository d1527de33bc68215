package portolan.command.repository;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import portolan.command.StreamNames;
import portolan.language.refusal.Refusal;
import portolan.language.repository.RepositoryCleared;
import portolan.language.repository.RepositoryCreated;
import portolan.language.repository.RepositoryDeleted;
import portolan.language.repository.RepositoryDescribed;
import portolan.language.repository.RepositoryRef;

/// A repository: that it exists, and its description.
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class Repository {
  @AggregateIdentifier private @Nullable String stream;
  private boolean alive;
  private String description = "";

  public Repository() {}

  public List<RepositoryCreated> decideCreation(RepositoryRef self) {
    return List.of(new RepositoryCreated(self.id(), self.project(), self.name()));
  }

  List<RepositoryDescribed> decideDescription(RepositoryRef self, String wanted) {
    requireAlive(self);
    return wanted.equals(description)
        ? List.of()
        : List.of(new RepositoryDescribed(self.id(), self.project(), description, wanted));
  }

  List<RepositoryDeleted> decideDeletion(RepositoryRef self) {
    requireAlive(self);
    return List.of(new RepositoryDeleted(self.id(), self.project(), self.name()));
  }

  List<RepositoryCleared> decideEnd(RepositoryRef self) {
    return List.of(new RepositoryCleared(self.id(), self.project(), self.name()));
  }

  @EventSourcingHandler
  void on(RepositoryCreated created) {
    stream = StreamNames.of(created.repository());
    alive = true;
  }

  @EventSourcingHandler
  void on(RepositoryDescribed described) {
    description = described.to();
  }

  @EventSourcingHandler
  void on(RepositoryDeleted deleted) {
    alive = false;
  }

  private void requireAlive(RepositoryRef self) {
    if (!alive) {
      throw new Refusal.RepositoryUnknown(self.name().toString()).asException();
    }
  }
}
