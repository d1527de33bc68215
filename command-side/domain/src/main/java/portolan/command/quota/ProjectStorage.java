package portolan.command.quota;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import portolan.command.StreamNames;
import portolan.language.project.ProjectId;
import portolan.language.quota.StorageLimitSet;
import portolan.language.repository.BlobReleased;
import portolan.language.repository.ReleaseBlob;

/// A project's storage: its limit, and which uploads were given up. What is used is no state of it:
/// a hot sum is kept by the ledger.
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class ProjectStorage {
  @AggregateIdentifier private @Nullable String stream;
  private @Nullable Long limit;

  public ProjectStorage() {}

  public List<StorageLimitSet> decideLimit(ProjectId project, long wanted) {
    return Objects.equals(limit, wanted)
        ? List.of()
        : List.of(new StorageLimitSet(project, limit, wanted));
  }

  public List<BlobReleased> decideRelease(ReleaseBlob release) {
    return List.of(new BlobReleased(release.project(), release.repository(), release.digest()));
  }

  @EventSourcingHandler
  void on(StorageLimitSet set) {
    stream = StreamNames.storageOf(set.project());
    limit = set.to();
  }
}
