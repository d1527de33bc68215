package portolan.command.edge.oci;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import portolan.edge.identity.Caller;
import portolan.edge.message.Commands;
import portolan.edge.message.Queries;
import portolan.edge.message.Sender;
import portolan.edge.oci.Rights;
import portolan.language.access.Permission;
import portolan.language.artifact.ArtifactId;
import portolan.language.artifact.PushArtifact;
import portolan.language.artifact.PushedArtifact;
import portolan.language.message.Command;
import portolan.language.message.Done;
import portolan.language.message.Query;
import portolan.language.oci.Digest;
import portolan.language.oci.RepositoryName;
import portolan.language.project.ProjectId;
import portolan.language.project.ProjectRef;
import portolan.language.project.ResolveProject;
import portolan.language.refusal.Refusal;
import portolan.language.repository.FindBlob;
import portolan.language.repository.RepositoryId;
import portolan.language.repository.RepositoryRef;
import portolan.language.repository.ResolveRepository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// A registry without a database: projects `pa` (alice's), `pb` (bob's) and `pub` (anyone may
/// pull).
final class Yard implements Queries, Commands, Rights, Holdings, StorageBudget, MountSources {
  static final Map<String, ProjectId> PROJECTS =
      Map.of("pa", new ProjectId(1), "pb", new ProjectId(2), "pub", new ProjectId(3));

  final Map<FindBlob, Long> held = new ConcurrentHashMap<>();
  final List<Command<?>> sent = Collections.synchronizedList(new ArrayList<>());
  final Set<Digest> full = new HashSet<>();
  final Set<ProjectId> past = new HashSet<>();
  final Map<String, ProjectId> open = new ConcurrentHashMap<>(PROJECTS);
  Optional<String> deletedWhileUploading = Optional.empty();
  Optional<Refusal> refusal = Optional.empty();

  @Override
  public Mono<Void> hold(ProjectId project, RepositoryName name, Digest digest, long size) {
    return Mono.fromRunnable(() -> held.put(new FindBlob(project, name, digest), size));
  }

  @Override
  public Mono<Void> require(ProjectId project, Digest digest, long size) {
    deletedWhileUploading.ifPresent(open::remove);
    return full.contains(digest)
        ? Mono.error(new Refusal.QuotaExceeded(10, 5, size).asException())
        : Mono.empty();
  }

  @Override
  public Mono<Void> requireWithin(ProjectId project) {
    return past.contains(project)
        ? Mono.error(new Refusal.QuotaExceeded(10, 50, 0).asException())
        : Mono.empty();
  }

  @Override
  public Flux<RepositoryName> of(Digest digest) {
    return Flux.fromIterable(held.keySet())
        .filter(it -> it.digest().equals(digest))
        .map(FindBlob::repository);
  }

  @Override
  public Mono<Boolean> may(
      Caller caller, ProjectRef project, RepositoryName repository, Permission permission) {
    var own = Map.of("alice", 1, "bob", 2).get(caller.principal().name());
    return Mono.just(
        own != null && own == project.id().value()
            || project.isPublic() && permission.action().equals("pull"));
  }

  @Override
  public boolean maySystem(Caller caller, Permission permission) {
    return false;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <R> Mono<R> send(Command<R> command, Sender sender) {
    if (refusal.isPresent()) {
      return Mono.error(refusal.get().asException());
    }
    sent.add(command);
    return Mono.just(
        (R)
            (command instanceof PushArtifact
                ? new PushedArtifact(new RepositoryId(7), new ArtifactId(9))
                : Done.DONE));
  }

  @Override
  @SuppressWarnings("unchecked")
  public <R> Mono<R> ask(Query<R> query) {
    return Mono.just(
        (R)
            switch (query) {
              case ResolveProject(var name) ->
                  Optional.ofNullable(open.get(name.value()))
                      .map(id ->
                          new ProjectRef(id, name, name.value().equals("pub"), Instant.EPOCH));
              case ResolveRepository(var name) ->
                  Optional.of(new RepositoryRef(new RepositoryId(7), new ProjectId(1), name))
                      .filter(_ -> name.path().equals("x"));
              case FindBlob find -> Optional.ofNullable(held.get(find));
              default -> throw new IllegalArgumentException("not in this yard: " + query);
            });
  }
}
