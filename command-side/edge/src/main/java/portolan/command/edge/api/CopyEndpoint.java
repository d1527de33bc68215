package portolan.command.edge.api;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import portolan.command.edge.oci.Copying;
import portolan.edge.access.Access;
import portolan.edge.api.Projects;
import portolan.edge.api.RepositoryPaths;
import portolan.edge.api.Required;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.language.access.Permission;
import portolan.language.artifact.ArtifactDetails;
import portolan.language.artifact.FindArtifact;
import portolan.language.artifact.FindManifest;
import portolan.language.oci.Digest;
import portolan.language.oci.ProjectName;
import portolan.language.oci.Reference;
import portolan.language.oci.RepositoryName;
import portolan.language.oci.TagName;
import portolan.language.project.ProjectRef;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import portolan.language.repository.ResolveRepository;
import reactor.core.publisher.Mono;

/// Copies an artifact from another repository, or from another tag's place in the same one.
@RestController
@RequestMapping(Replies.ROOT + "/projects/{project}/repositories/{repository}/artifacts")
public final class CopyEndpoint {
  private static final Permission CREATE = new Permission("artifact", "create");
  private static final Permission READ = new Permission("artifact", "read");

  private final Queries queries;
  private final Projects projects;
  private final Copying copying;

  public CopyEndpoint(Queries queries, Projects projects, Copying copying) {
    this.queries = queries;
    this.projects = projects;
    this.copying = copying;
  }

  /// @param repository its name as text, and how its artifact is called there
  private record Source(RepositoryName repository, Reference reference) {

    private static final Pattern FORM = Pattern.compile("([^:@]+)(?::([^:@]+))?(?:@([^@]+))?");

    /// Reads `project/repository:tag` or `project/repository@digest`; of a tag and a digest the
    /// digest counts.
    static Source of(String from) {
      try {
        return read(from).orElseThrow(() -> missing(from));
      } catch (IllegalArgumentException e) {
        throw invalid(from);
      }
    }

    /// Empty without a project, or without both tag and digest: Harbor finds nothing by such a
    /// name.
    private static Optional<Source> read(String from) {
      var form = FORM.matcher(from);
      if (!form.matches()) {
        throw new IllegalArgumentException("not of the form project/repository:tag");
      }
      var reference = reference(form.group(2), form.group(3));
      if (ProjectName.isValid(form.group(1))) {
        return Optional.empty();
      }
      var repository = RepositoryName.of(form.group(1));
      return reference.map(it -> new Source(repository, it));
    }

    private static Optional<Reference> reference(@Nullable String tag, @Nullable String digest) {
      Optional<Reference> tagged =
          Optional.ofNullable(tag).map(it -> new Reference.ByTag(new TagName(it)));
      return digest == null ? tagged : Optional.of(new Reference.ByDigest(new Digest(digest)));
    }
  }

  @PostMapping
  Mono<ResponseEntity<Void>> copy(
      Caller caller,
      @PathVariable String project,
      @PathVariable String repository,
      @RequestParam String from,
      ServerWebExchange exchange) {
    return projects
        .openRepository(caller, project, repository, CREATE)
        .flatMap(target -> {
          var source = Source.of(Required.inQuery("from", from));
          var name = target(target, repository);
          return find(caller, source, from)
              .flatMap(found -> copying.copy(caller, found, target, name))
              .then(Mono.fromSupplier(() -> created(exchange, source.reference())));
        });
  }

  private Mono<ArtifactDetails> find(Caller caller, Source source, String from) {
    return readable(caller, source.repository(), READ)
        .onErrorMap(CopyEndpoint::isUnknownProject, _ -> missing(from))
        .then(Mono.defer(() -> readable(caller, source.repository(), Access.PULL)))
        .then(Mono.defer(() -> queries.ask(new ResolveRepository(source.repository()))))
        .map(found -> found.orElseThrow(() -> missing(from)))
        .flatMap(found -> queries.ask(new FindArtifact(found.id(), source.reference())))
        .map(found -> found.orElseThrow(() -> missing(from)))
        .flatMap(this::refuseAccessory);
  }

  private Mono<ProjectRef> readable(Caller caller, RepositoryName source, Permission permission) {
    return projects.openRepository(caller, source.project().value(), source.path(), permission);
  }

  private static boolean isUnknownProject(Throwable failure) {
    return failure instanceof RefusedException refused
        && refused.refusal() instanceof Refusal.ProjectUnknown;
  }

  /// What refers to another artifact means nothing without it.
  private Mono<ArtifactDetails> refuseAccessory(ArtifactDetails source) {
    return queries
        .ask(new FindManifest(source.repository(), source.digest()))
        .flatMap(found ->
            found.filter(it -> it.subject() != null).isPresent()
                ? Mono.error(new Refusal.AccessoryAlone(source.digest()).asException())
                : Mono.just(source));
  }

  private static RepositoryName target(ProjectRef project, String path) {
    return RepositoryPaths.name(project.name().value(), path)
        .orElseThrow(new Refusal.NameInvalid(path, "not the name of a repository")::asException);
  }

  private static ResponseEntity<Void> created(ServerWebExchange exchange, Reference reference) {
    var path = exchange.getRequest().getURI().getRawPath();
    return ResponseEntity.created(URI.create(path + "/" + reference)).build();
  }

  /// Harbor calls the request bad.
  private static RuntimeException missing(String from) {
    return new Refusal.ParameterInvalid("from", "artifact " + from + " not found").asException();
  }

  private static RuntimeException invalid(String from) {
    return new Refusal.ParameterInvalid("from", "invalid input: " + from).asException();
  }
}
