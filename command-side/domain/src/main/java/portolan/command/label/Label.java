package portolan.command.label;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import portolan.command.StreamNames;
import portolan.language.label.CreateLabel;
import portolan.language.label.LabelChanged;
import portolan.language.label.LabelCreated;
import portolan.language.label.LabelDeleted;
import portolan.language.label.LabelId;
import portolan.language.label.LabelSpec;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;

/// A word to put on artifacts.
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class Label {
  private static final int LONGEST_NAME = 128;

  @AggregateIdentifier private @Nullable String stream;
  private int id;
  private boolean alive;
  private @Nullable ProjectId project;
  private @Nullable LabelSpec spec;

  public Label() {}

  List<LabelCreated> decideCreation(CreateLabel create, LabelId drawn) {
    return List.of(new LabelCreated(drawn, create.project().orElse(null), checked(create.spec())));
  }

  List<LabelChanged> decideChange(LabelSpec wanted) {
    var from = current();
    return wanted.equals(from)
        ? List.of()
        : List.of(new LabelChanged(new LabelId(id), project, from, checked(wanted)));
  }

  List<LabelDeleted> decideDeletion() {
    var last = current();
    return List.of(new LabelDeleted(new LabelId(id), project, last));
  }

  @EventSourcingHandler
  void on(LabelCreated created) {
    stream = StreamNames.of(created.label());
    id = created.label().value();
    alive = true;
    project = created.project();
    spec = created.spec();
  }

  @EventSourcingHandler
  void on(LabelChanged changed) {
    spec = changed.to();
  }

  @EventSourcingHandler
  void on(LabelDeleted deleted) {
    alive = false;
  }

  private LabelSpec current() {
    if (!alive) {
      throw new Refusal.LabelUnknown(id).asException();
    }
    return Objects.requireNonNull(spec);
  }

  private static LabelSpec checked(LabelSpec spec) {
    if (spec.name().isBlank() || spec.name().length() > LONGEST_NAME) {
      throw new Refusal.NameInvalid(spec.name(), "a label's name has 1 to 128 characters")
          .asException();
    }
    return spec;
  }
}
