package portolan.command.trust;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import portolan.command.StreamNames;
import portolan.language.project.ProjectId;
import portolan.language.refusal.Refusal;
import portolan.language.trust.TrustRuleChanged;
import portolan.language.trust.TrustRuleCreated;
import portolan.language.trust.TrustRuleDeleted;
import portolan.language.trust.TrustRuleId;
import portolan.language.trust.TrustRuleSpec;

/// A rule by which a project trusts workloads.
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class TrustRule {
  @AggregateIdentifier private @Nullable String stream;
  private int id;
  private boolean alive;
  private @Nullable ProjectId project;
  private @Nullable TrustRuleSpec spec;

  public TrustRule() {}

  List<TrustRuleCreated> decideCreation(TrustRuleId drawn, ProjectId home, TrustRuleSpec wanted) {
    SpecRule.check(wanted);
    return List.of(new TrustRuleCreated(drawn, home, wanted));
  }

  List<TrustRuleChanged> decideChange(TrustRuleSpec wanted) {
    var from = current();
    if (wanted.equals(from)) {
      return List.of();
    }
    if (!wanted.name().equals(from.name())) {
      throw new Refusal.ParameterInvalid("name", "cannot be changed").asException();
    }
    SpecRule.check(wanted);
    return List.of(new TrustRuleChanged(new TrustRuleId(id), home(), from, wanted));
  }

  List<TrustRuleDeleted> decideDeletion() {
    var last = current();
    return List.of(new TrustRuleDeleted(new TrustRuleId(id), home(), last));
  }

  @EventSourcingHandler
  void on(TrustRuleCreated created) {
    stream = StreamNames.of(created.rule());
    id = created.rule().value();
    alive = true;
    project = created.project();
    spec = created.spec();
  }

  @EventSourcingHandler
  void on(TrustRuleChanged changed) {
    spec = changed.to();
  }

  @EventSourcingHandler
  void on(TrustRuleDeleted deleted) {
    alive = false;
  }

  private ProjectId home() {
    return Objects.requireNonNull(project);
  }

  private TrustRuleSpec current() {
    if (!alive) {
      throw new Refusal.TrustRuleUnknown(id).asException();
    }
    return Objects.requireNonNull(spec);
  }
}
