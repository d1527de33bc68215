package portolan.command.immutable;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import portolan.command.StreamNames;
import portolan.language.immutable.ImmutableRuleChanged;
import portolan.language.immutable.ImmutableRuleCreated;
import portolan.language.immutable.ImmutableRuleDeleted;
import portolan.language.immutable.ImmutableRuleId;
import portolan.language.immutable.ImmutableRuleSpec;
import portolan.language.immutable.Selector;
import portolan.language.pattern.Doublestar;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;

/// A rule that protects tags of its project.
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class ImmutableRule {
  @AggregateIdentifier private @Nullable String stream;
  private int id;
  private boolean alive;
  private @Nullable ProjectId project;
  private @Nullable ImmutableRuleSpec spec;

  public ImmutableRule() {}

  List<ImmutableRuleCreated> decideCreation(
      ImmutableRuleId drawn, ProjectId home, ImmutableRuleSpec wanted) {
    return List.of(new ImmutableRuleCreated(drawn, home, checked(wanted)));
  }

  List<ImmutableRuleChanged> decideChange(ImmutableRuleSpec wanted) {
    var from = current();
    return wanted.equals(from)
        ? List.of()
        : List.of(new ImmutableRuleChanged(self(), home(), from, checked(wanted)));
  }

  List<ImmutableRuleDeleted> decideDeletion() {
    var last = current();
    return List.of(new ImmutableRuleDeleted(self(), home(), last));
  }

  @EventSourcingHandler
  void on(ImmutableRuleCreated created) {
    stream = StreamNames.of(created.rule());
    id = created.rule().value();
    alive = true;
    project = created.project();
    spec = created.spec();
  }

  @EventSourcingHandler
  void on(ImmutableRuleChanged changed) {
    spec = changed.to();
  }

  @EventSourcingHandler
  void on(ImmutableRuleDeleted deleted) {
    alive = false;
  }

  private ImmutableRuleId self() {
    return new ImmutableRuleId(id);
  }

  private ProjectId home() {
    return Objects.requireNonNull(project);
  }

  private ImmutableRuleSpec current() {
    if (!alive) {
      throw new Refusal.ImmutableRuleUnknown(id).asException();
    }
    return Objects.requireNonNull(spec);
  }

  /// A rule that cannot be read would protect nothing, and nobody would know.
  private static ImmutableRuleSpec checked(ImmutableRuleSpec spec) {
    check(spec.repositories());
    check(spec.tags());
    return spec;
  }

  private static void check(Selector selector) {
    try {
      if (!selector.pattern().isEmpty()) {
        Doublestar.of(selector.pattern());
        return;
      }
    } catch (IllegalArgumentException e) {
      throw new Refusal.ParameterInvalid("pattern", "the pattern is not one: " + e.getMessage())
          .asException();
    }
    throw new Refusal.ParameterInvalid("pattern", "the pattern is empty").asException();
  }
}
