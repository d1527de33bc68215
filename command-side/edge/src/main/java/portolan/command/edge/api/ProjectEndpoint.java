package portolan.command.edge.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.access.Access;
import portolan.edge.api.Projects;
import portolan.edge.configuration.Configurations;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Principal;
import portolan.edge.message.Commands;
import portolan.language.access.Permission;
import portolan.language.allowlist.CveAllowlist;
import portolan.language.allowlist.SetCveAllowlist;
import portolan.language.configuration.Setting;
import portolan.language.message.Done;
import portolan.language.oci.ProjectName;
import portolan.language.project.ChangeProjectSettings;
import portolan.language.project.CreateProject;
import portolan.language.project.DeleteProject;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;

/// Makes, changes and deletes projects.
@RestController
@RequestMapping(Replies.ROOT)
public final class ProjectEndpoint {
  private static final Permission CREATE = new Permission("project", "create");
  private static final Permission UPDATE = new Permission("project", "update");
  private static final Permission DELETE = new Permission("project", "delete");
  private static final UserId FIRST_ADMINISTRATOR = new UserId(1);

  private final Commands commands;
  private final Projects projects;
  private final Access access;

  private final Configurations configurations;

  public ProjectEndpoint(
      Commands commands, Projects projects, Access access, Configurations configurations) {
    this.configurations = configurations;
    this.commands = commands;
    this.projects = projects;
    this.access = access;
  }

  /// @param isPublic the old form of `metadata.public`
  /// @param storageLimit bytes; heeded from those who may set quotas
  record ProjectReq(
      @Nullable String projectName,
      @JsonProperty("public") @Nullable Boolean isPublic,
      @Nullable Map<String, @Nullable String> metadata,
      @Nullable Long storageLimit,
      @Nullable Long registryId,
      @Nullable AllowlistForm cveAllowlist) {}

  @PostMapping("/projects")
  Mono<ResponseEntity<Void>> create(
      Caller caller,
      @RequestHeader(name = "X-Resource-Name-In-Location", defaultValue = "false") boolean named,
      @RequestBody ProjectReq request) {
    var owner = owner(caller);
    refuseProxy(caller, request.registryId());
    var name = name(request.projectName());
    var accepted = Optional.ofNullable(request.cveAllowlist()).map(AllowlistForm::allowlist);
    var create = new CreateProject(name, owner, settings(request), limit(caller, request));
    return commands
        .send(create, caller)
        .flatMap(id -> accept(caller, accepted.map(it -> of(id, it))).thenReturn(id))
        .map(id -> Replies.created("/projects/" + (named ? name : id)));
  }

  @PutMapping("/projects/{project}")
  Mono<ResponseEntity<Void>> update(
      Caller caller,
      @PathVariable String project,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName,
      @RequestBody ProjectReq request) {
    return Replies.ok(
        projects
            .open(caller, project, isName, UPDATE)
            .flatMap(found -> {
              var allowlist = allowlist(found.id(), request);
              return commands
                  .send(change(found.id(), request), caller)
                  .then(accept(caller, allowlist));
            }));
  }

  @DeleteMapping("/projects/{project}")
  Mono<ResponseEntity<Void>> delete(
      Caller caller,
      @PathVariable String project,
      @RequestHeader(name = Projects.IS_NAME, defaultValue = "false") boolean isName) {
    return Replies.ok(
        projects
            .open(caller, project, isName, DELETE)
            .flatMap(found -> commands.send(new DeleteProject(found.id()), caller)));
  }

  /// What is said of accepted vulnerabilities; nothing said leaves them as they are.
  private static Optional<SetCveAllowlist> allowlist(ProjectId project, ProjectReq request) {
    return Optional.ofNullable(request.cveAllowlist())
        .map(form -> of(project, form.allowlistOf(project)));
  }

  private static SetCveAllowlist of(ProjectId project, CveAllowlist allowlist) {
    return new SetCveAllowlist(Optional.of(project), allowlist);
  }

  private Mono<Done> accept(Caller caller, Optional<SetCveAllowlist> allowlist) {
    return Mono.defer(
        () -> allowlist.map(set -> commands.send(set, caller)).orElse(Mono.just(Done.DONE)));
  }

  /// Everybody with an account may make a project, and a robot that was told so; a robot's projects
  /// belong to the first administrator.
  private UserId owner(Caller caller) {
    if (caller.principal() instanceof Principal.User user) {
      if (!access.maySystem(caller, CREATE) && onlyAdministrators()) {
        throw new Refusal.Forbidden("Only system admin can create project").asException();
      }
      return user.id();
    }
    access.requireSystem(caller, CREATE);
    return FIRST_ADMINISTRATOR;
  }

  private static ProjectName name(@Nullable String text) {
    var name = Complaints.text("project_name", text);
    if (!ProjectName.isValid(name)) {
      throw new Refusal.NameInvalid(
              name, "1 to 255 lowercase letters and digits, joined by '.', '_' or '-'")
          .asException();
    }
    return new ProjectName(name);
  }

  private static Map<String, String> settings(ProjectReq request) {
    var settings = ProjectSettings.ofNew(request.metadata());
    settings.putIfAbsent(
        ProjectSettings.PUBLIC, Boolean.toString(Boolean.TRUE.equals(request.isPublic())));
    return settings;
  }

  private long limit(Caller caller, ProjectReq request) {
    var limit = request.storageLimit();
    return limit == null || limit == 0 || !access.maySystem(caller, QuotaEndpoint.UPDATE)
        ? usual()
        : StorageSize.checked(limit);
  }

  private boolean onlyAdministrators() {
    return configurations.latest().text(Setting.PROJECT_CREATION_RESTRICTION).equals("adminonly");
  }

  private long usual() {
    return configurations.latest().number(Setting.STORAGE_PER_PROJECT);
  }

  private void refuseProxy(Caller caller, @Nullable Long registry) {
    if (registry != null) {
      access.requireAdministrator(caller);
      throw Complaints.badRequest(
          "registry_id", registry > 0 ? "there is no such registry" : belowOne(registry));
    }
  }

  /// In Harbor's spelling, for which tools may look.
  private static String belowOne(long registry) {
    return registry + " is invalid value of registry_id, it should be geater than 0";
  }

  private static ChangeProjectSettings change(ProjectId project, ProjectReq request) {
    var wanted =
        ProjectSettings.of(request.metadata()).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> Optional.of(entry.getValue())));
    return new ChangeProjectSettings(project, wanted);
  }
}
