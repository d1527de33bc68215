package portolan.language.message;

import java.util.ArrayList;
import java.util.List;
import portolan.language.artifact.ArtifactDeleted;
import portolan.language.artifact.ArtifactPushed;
import portolan.language.artifact.FindManifest;
import portolan.language.configuration.FindConfiguration;
import portolan.language.event.Event;
import portolan.language.project.Member;
import portolan.language.project.MemberAdded;
import portolan.language.project.MemberRemoved;
import portolan.language.project.MemberRoleChanged;
import portolan.language.project.ProjectCreated;
import portolan.language.project.ProjectDeleted;
import portolan.language.project.ProjectId;
import portolan.language.project.RepositoriesGranted;
import portolan.language.project.RepositoryGrantChanged;
import portolan.language.project.RepositoryGrantWithdrawn;
import portolan.language.project.ResolveGroupRoles;
import portolan.language.project.ResolveProject;
import portolan.language.project.ResolveRoles;
import portolan.language.repository.BlobReleased;
import portolan.language.repository.FindBlob;
import portolan.language.repository.RepositoryCreated;
import portolan.language.repository.RepositoryDeleted;
import portolan.language.repository.ResolveRepository;
import portolan.language.role.ResolveRolePermissions;
import portolan.language.tag.ResolveTag;
import portolan.language.tag.TagMoved;
import portolan.language.tag.TagRemoved;
import portolan.language.trust.ResolveWorkload;
import portolan.language.trust.TokenExchanged;
import portolan.language.user.UserId;
import portolan.language.user.UserSignedIn;
import portolan.language.user.UserSignedOut;

/// Which kept answers an event makes stale.
///
/// Answers about a project's settings, users and robots change rarely: their events drop whole
/// families, named by the query's class.
public record Invalidation(List<HotQuery<?>> answers, List<Class<? extends HotQuery<?>>> families) {
  private static final Invalidation NONE = new Invalidation(List.of(), List.of());

  public static Invalidation of(Event event) {
    return switch (event) {
      case TagMoved e -> answers(new ResolveTag(e.repository(), e.tag()));
      case TagRemoved e -> answers(new ResolveTag(e.repository(), e.tag()));
      case ArtifactPushed e -> answers(new FindManifest(e.repository(), e.manifest().digest()));
      case ArtifactDeleted e -> deleted(e);
      case RepositoryCreated e -> answers(new ResolveRepository(e.name()));
      case RepositoryDeleted e ->
          new Invalidation(List.of(new ResolveRepository(e.name())), List.of(FindBlob.class));
      case BlobReleased e -> answers(new FindBlob(e.project(), e.repository(), e.digest()));
      case ProjectCreated e -> answers(new ResolveProject(e.name()));
      case ProjectDeleted e -> answers(new ResolveProject(e.name()));
      case MemberAdded e -> member(e.project(), e.member());
      case MemberRoleChanged e -> member(e.project(), e.member());
      case MemberRemoved e -> member(e.project(), e.member());
      case RepositoriesGranted e -> member(e.project(), e.member());
      case RepositoryGrantChanged e -> member(e.project(), e.member());
      case RepositoryGrantWithdrawn e -> member(e.project(), e.member());
      case UserSignedIn _, UserSignedOut _ -> NONE;
      case TokenExchanged e -> answers(new ResolveWorkload(e.exchange()));
      default -> rare(event);
    };
  }

  private static Invalidation rare(Event event) {
    return switch (event.getClass().getPackageName()) {
      case "portolan.language.project" ->
          families(ResolveProject.class, ResolveRoles.class, ResolveGroupRoles.class);
      case "portolan.language.group" -> families(ResolveGroupRoles.class);
      case "portolan.language.user" ->
          families(
              portolan.language.user.ResolveAccount.class,
              portolan.language.user.ResolveAddress.class,
              portolan.language.user.FindAccount.class,
              FindConfiguration.class);
      case "portolan.language.configuration" -> families(FindConfiguration.class);
      case "portolan.language.robot" -> families(portolan.language.robot.ResolveRobot.class);
      case "portolan.language.role" -> answers(new ResolveRolePermissions());
      case "portolan.language.trust" -> families(ResolveWorkload.class);
      default -> NONE;
    };
  }

  private static Invalidation deleted(ArtifactDeleted event) {
    var stale = new ArrayList<HotQuery<?>>();
    stale.add(new FindManifest(event.repository(), event.digest()));
    event.blobs().forEach(blob -> stale.add(new FindBlob(event.project(), event.name(), blob)));
    return new Invalidation(List.copyOf(stale), List.of());
  }

  private static Invalidation member(ProjectId project, Member member) {
    return member.kind() == Member.Kind.USER
        ? answers(new ResolveRoles(project, new UserId(member.id())))
        : answers(new ResolveGroupRoles(project));
  }

  private static Invalidation answers(HotQuery<?>... answers) {
    return new Invalidation(List.of(answers), List.of());
  }

  @SafeVarargs
  private static Invalidation families(Class<? extends HotQuery<?>>... families) {
    return new Invalidation(List.of(), List.of(families));
  }
}
