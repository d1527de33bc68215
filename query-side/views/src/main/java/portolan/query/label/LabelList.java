package portolan.query.label;

import static portolan.query.follow.Column.integer;
import static portolan.query.follow.Column.text;
import static portolan.query.follow.Column.time;

import java.util.List;
import portolan.language.artifact.ArtifactDeleted;
import portolan.language.artifact.ArtifactLabelled;
import portolan.language.artifact.ArtifactUnlabelled;
import portolan.language.event.Recorded;
import portolan.language.label.LabelChanged;
import portolan.language.label.LabelCreated;
import portolan.language.label.LabelDeleted;
import portolan.query.follow.Changes;
import portolan.query.follow.Projection;
import portolan.query.follow.Table;

/// Holds living labels, and which artifacts they are on.
public final class LabelList implements Projection {
  static final Table LABEL =
      new Table(
          "label",
          List.of(integer("id")),
          List.of(
              integer("project_id"),
              text("name"),
              text("description"),
              text("color"),
              time("created_at"),
              time("updated_at")));

  static final Table ATTACHED =
      new Table(
          "artifact_label",
          List.of(integer("artifact_id"), integer("label_id")),
          List.of(time("labelled_at")));

  @Override
  public void on(Recorded recorded, Changes changes) {
    switch (recorded.event()) {
      case LabelCreated e -> created(e, recorded, changes);
      case LabelChanged e -> changed(e, recorded, changes);
      case LabelDeleted e -> {
        changes.remove(LABEL, List.of(e.label().value()));
        changes.removeAll(ATTACHED, "label_id", e.label().value());
      }
      case ArtifactLabelled e ->
          changes.put(ATTACHED, e.artifact().value(), e.label().value(), recorded.at());
      case ArtifactUnlabelled e ->
          changes.remove(ATTACHED, List.of(e.artifact().value(), e.label().value()));
      case ArtifactDeleted e -> changes.removeAll(ATTACHED, "artifact_id", e.artifact().value());
      default -> {}
    }
  }

  private static void created(LabelCreated e, Recorded recorded, Changes changes) {
    var spec = e.spec();
    changes.put(
        LABEL,
        e.label().value(),
        e.project() == null ? null : e.project().value(),
        spec.name(),
        spec.description(),
        spec.color(),
        recorded.at(),
        recorded.at());
  }

  private static void changed(LabelChanged e, Recorded recorded, Changes changes) {
    var key = List.<Object>of(e.label().value());
    changes.set(LABEL, key, "name", e.to().name());
    changes.set(LABEL, key, "description", e.to().description());
    changes.set(LABEL, key, "color", e.to().color());
    changes.set(LABEL, key, "updated_at", recorded.at());
  }
}
