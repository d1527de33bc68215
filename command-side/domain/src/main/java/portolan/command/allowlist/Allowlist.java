package portolan.command.allowlist;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.jspecify.annotations.Nullable;
import portolan.command.StreamNames;
import portolan.language.allowlist.CveAllowlist;
import portolan.language.allowlist.CveAllowlistSet;
import portolan.language.allowlist.SetCveAllowlist;

/// What a project, or the whole registry, accepts.
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class Allowlist {
  @AggregateIdentifier private @Nullable String stream;
  private CveAllowlist current = CveAllowlist.EMPTY;

  public Allowlist() {}

  /// The first setting is always told, so that the stream begins with it.
  List<CveAllowlistSet> decide(SetCveAllowlist set) {
    var wanted = set.allowlist();
    return stream != null && wanted.equals(current)
        ? List.of()
        : List.of(new CveAllowlistSet(set.project().orElse(null), current, wanted));
  }

  @EventSourcingHandler
  void on(CveAllowlistSet set) {
    stream = StreamNames.allowlistOf(Optional.ofNullable(set.project()));
    current = set.to();
  }
}
