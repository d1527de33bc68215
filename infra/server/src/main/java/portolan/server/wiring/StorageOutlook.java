package portolan.server.wiring;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import portolan.command.edge.oci.StorageBudget;
import portolan.command.quota.Allowance;
import portolan.command.store.ProjectRows;
import portolan.language.artifact.Blob;
import portolan.language.oci.Digest;
import portolan.language.project.ProjectId;
import portolan.server.connection.Outages;
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
    return limited(
        project,
        allowance ->
            allowance.require(projects.additional(project, List.of(new Blob(digest, size, "")))));
  }

  @Override
  public Mono<Void> requireWithin(ProjectId project) {
    return limited(project, Allowance::requireWithin);
  }

  private Mono<Void> limited(ProjectId project, Consumer<Allowance> check) {
    return unlimited.getIfPresent(project) != null
        ? Mono.empty()
        : Outages.bounded(
            Mono.<Void>fromRunnable(() -> ask(project, check))
                .subscribeOn(Schedulers.boundedElastic()));
  }

  private void ask(ProjectId project, Consumer<Allowance> check) {
    projects
        .allowance(project)
        .ifPresent(allowance -> {
          if (allowance.limited()) {
            check.accept(allowance);
          } else {
            unlimited.put(project, true);
          }
        });
  }
}
