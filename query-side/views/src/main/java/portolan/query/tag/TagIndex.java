package portolan.query.tag;

import static portolan.query.follow.Column.bigint;
import static portolan.query.follow.Column.integer;
import static portolan.query.follow.Column.text;
import static portolan.query.follow.Column.time;

import java.util.List;
import portolan.language.event.Recorded;
import portolan.language.oci.TagName;
import portolan.language.repository.RepositoryId;
import portolan.language.tag.TagMoved;
import portolan.language.tag.TagRemoved;
import portolan.query.follow.Changes;
import portolan.query.follow.Projection;
import portolan.query.follow.Step;
import portolan.query.follow.Table;

/// Holds where tags point, and every range of time in which they pointed elsewhere.
public final class TagIndex implements Projection {
  static final Table TAG =
      new Table(
          "tag",
          List.of(integer("repository_id"), text("name")),
          List.of(integer("id"), text("digest"), time("pushed_at"), time("pulled_at")));

  static final Table HISTORY =
      new Table(
          "tag_history",
          List.of(integer("repository_id"), text("name"), bigint("from_position")),
          List.of(
              integer("id"),
              text("digest"),
              time("valid_from"),
              bigint("to_position"),
              time("valid_to")));

  /// Ends the range that began last before.
  private static final Step END_RANGE =
      new Step(
          "end-range",
          Step.Moment.AFTER,
          """
          UPDATE tag_history t SET to_position = u.position, valid_to = u.at
          FROM {rows}
          WHERE t.repository_id = u.repository_id AND t.name = u.name
            AND t.from_position = (
              SELECT max(b.from_position) FROM tag_history b
              WHERE b.repository_id = u.repository_id AND b.name = u.name
                AND b.from_position < u.position)\
          """,
          List.of(integer("repository_id"), text("name"), bigint("position"), time("at")));

  @Override
  public void on(Recorded recorded, Changes changes) {
    switch (recorded.event()) {
      case TagMoved e -> moved(e, recorded, changes);
      case TagRemoved e -> {
        changes.remove(TAG, List.of(e.repository().value(), e.tag().value()));
        ended(e.repository(), e.tag(), recorded, changes);
      }
      default -> {}
    }
  }

  private static void moved(TagMoved e, Recorded recorded, Changes changes) {
    int repository = e.repository().value();
    var name = e.tag().value();
    int id = e.id().value();
    var digest = e.to().value();
    var at = recorded.at();
    if (e.from() == null) {
      changes.put(TAG, repository, name, id, digest, at, null);
    } else {
      var key = List.<Object>of(repository, name);
      changes.set(TAG, key, "digest", digest);
      changes.set(TAG, key, "pushed_at", at);
    }
    changes.put(HISTORY, repository, name, recorded.position().index(), id, digest, at, null, null);
    if (e.from() != null) {
      ended(e.repository(), e.tag(), recorded, changes);
    }
  }

  private static void ended(
      RepositoryId repository, TagName tag, Recorded recorded, Changes changes) {
    changes.step(
        END_RANGE, repository.value(), tag.value(), recorded.position().index(), recorded.at());
  }
}
