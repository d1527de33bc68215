package portolan.edge.api;

import java.util.Optional;
import portolan.edge.access.Access;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.language.access.Permission;
import portolan.language.label.FindLabel;
import portolan.language.label.LabelDetails;
import portolan.language.label.LabelId;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Finds the label of a path and asks at once whether the caller may do there what they came for:
/// with a label of the registry the system's table says so, with a project's the project's.
public final class Labels {
  private static final String RESOURCE = "label";

  private final Queries queries;
  private final Projects projects;
  private final Access access;

  public Labels(Queries queries, Projects projects, Access access) {
    this.queries = queries;
    this.projects = projects;
    this.access = access;
  }

  /// The label with this number, when the caller may do this with it.
  ///
  /// @param action as permissions name it: `read`, `update`…
  public Mono<LabelDetails> open(Caller caller, long label, String action) {
    return queries
        .ask(new FindLabel(new LabelId(Ids.of(label))))
        .map(found -> found.orElseThrow(() -> absent(caller, label).asException()))
        .flatMap(found -> admit(caller, home(found), action).thenReturn(found));
  }

  /// To all but administrators a label that is not there looks like one that they may not touch.
  private static Refusal absent(Caller caller, long label) {
    return caller.administrator() ? new Refusal.LabelUnknown(label) : Access.refusal(caller);
  }

  /// The same place, when the caller may do this with the labels of it.
  ///
  /// @param project its number as it was written; empty for the registry as a whole
  public Mono<Optional<ProjectId>> admit(Caller caller, Optional<Long> project, String action) {
    var permission = new Permission(RESOURCE, action);
    if (project.isPresent()) {
      return projects.open(caller, project.get(), permission).map(found -> Optional.of(found.id()));
    }
    access.requireSystem(caller, permission);
    return Mono.just(Optional.empty());
  }

  private static Optional<Long> home(LabelDetails label) {
    return Optional.ofNullable(label.project()).map(project -> (long) project.value());
  }
}
