package portolan.query.repository;

import static portolan.query.follow.Column.bigint;
import static portolan.query.follow.Column.integer;
import static portolan.query.follow.Column.text;
import static portolan.query.follow.Column.time;

import java.time.Instant;
import java.util.List;
import portolan.language.artifact.ArtifactDeleted;
import portolan.language.artifact.ArtifactPushed;
import portolan.language.event.Recorded;
import portolan.language.repository.RepositoryCleared;
import portolan.language.repository.RepositoryCreated;
import portolan.language.repository.RepositoryDeleted;
import portolan.language.repository.RepositoryDescribed;
import portolan.language.repository.RepositoryId;
import portolan.language.tag.TagMoved;
import portolan.language.tag.TagRemoved;
import portolan.query.KnownNames;
import portolan.query.follow.Changes;
import portolan.query.follow.Projection;
import portolan.query.follow.Step;
import portolan.query.follow.Table;

/// Holds repositories and how many artifacts each has. A push, and the end of a tag, count as an
/// update.
public final class RepositoryList implements Projection {
  static final Table REPOSITORY =
      new Table(
          "repository",
          List.of(integer("id")),
          List.of(
              integer("project_id"),
              text("name"),
              text("description"),
              bigint("artifact_count"),
              time("created_at"),
              time("updated_at")));

  private static final Table GONE =
      new Table("repository_gone", List.of(integer("id")), List.of(integer("project_id")));

  /// Most repositories take their artifacts along; the artifacts of large ones are cleared later.
  private static final Step LEAVE =
      new Step(
          "leave-artifacts",
          Step.Moment.AFTER,
          """
          INSERT INTO repository_gone (id, project_id) SELECT u.id, u.project_id FROM {rows}
          WHERE EXISTS (SELECT FROM artifact a WHERE a.repository_id = u.id)\
          """,
          List.of(integer("id"), integer("project_id")));

  @Override
  public void on(Recorded recorded, Changes changes) {
    var at = recorded.at();
    switch (recorded.event()) {
      case RepositoryCreated e -> created(e, at, changes);
      case RepositoryDescribed e -> {
        changes.set(REPOSITORY, key(e.repository()), "description", e.to());
        touched(e.repository(), at, changes);
      }
      case RepositoryDeleted e -> {
        changes.remove(REPOSITORY, key(e.repository()));
        changes.step(LEAVE, e.repository().value(), e.project().value());
      }
      case RepositoryCleared e -> changes.remove(GONE, key(e.repository()));
      case ArtifactPushed e -> counted(e.repository(), 1, at, changes);
      case ArtifactDeleted e -> counted(e.repository(), -1, at, changes);
      case TagMoved e -> touched(e.repository(), at, changes);
      case TagRemoved e -> touched(e.repository(), at, changes);
      default -> {}
    }
  }

  private static void created(RepositoryCreated e, Instant at, Changes changes) {
    int id = e.repository().value();
    var name = e.name().toString();
    changes.put(KnownNames.TABLE, KnownNames.REPOSITORY, id, name);
    changes.put(REPOSITORY, id, e.project().value(), name, "", 0L, at, at);
  }

  private static void counted(RepositoryId repository, int by, Instant at, Changes changes) {
    changes.add(REPOSITORY, key(repository), "artifact_count", by);
    touched(repository, at, changes);
  }

  private static void touched(RepositoryId repository, Instant at, Changes changes) {
    changes.set(REPOSITORY, key(repository), "updated_at", at);
  }

  private static List<Object> key(RepositoryId repository) {
    return List.of(repository.value());
  }
}
