package portolan.server.wiring;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import portolan.command.edge.oci.StorageBudget;
import portolan.command.store.ProjectRows;
import portolan.language.artifact.Blob;
import portolan.language.oci.Digest;
import portolan.language.project.ProjectId;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Asks the write side's own rows whether a project has room. That a project has no limit is
/// remembered for a second: the decision that counts is made when the manifest comes.
final class StorageOutlook implements StorageBudget {
  private final ProjectRows projects;
  private final Cache<ProjectId, Boolean> unlimited =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofSeconds(1)).build();

  StorageOutlook(ProjectRows projects) {
    this.projects = projects;
  }

  @Override
  public Mono<Void> require(ProjectId project, Digest digest, long size) {
    if (unlimited.getIfPresent(project) != null) {
      return Mono.empty();
    }
    return Mono.<Void>fromRunnable(() -> ask(project, digest, size))
        .subscribeOn(Schedulers.boundedElastic());
  }

  private void ask(ProjectId project, Digest digest, long size) {
    var allowance = projects.allowance(project);
    if (allowance.isEmpty()) {
      return;
    }
    if (!allowance.get().limited()) {
      unlimited.put(project, true);
      return;
    }
    allowance.get().require(projects.additional(project, List.of(new Blob(digest, size, ""))));
  }
}
