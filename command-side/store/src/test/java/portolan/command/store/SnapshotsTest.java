package portolan.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import portolan.command.StreamNames;
import portolan.command.assembly.Entities;
import portolan.command.trust.Exchange;
import portolan.command.visit.VisitGroup;
import portolan.language.allowlist.CveAllowlist;
import portolan.language.allowlist.SetCveAllowlist;
import portolan.language.immutable.ChangeImmutableRule;
import portolan.language.immutable.CreateImmutableRule;
import portolan.language.immutable.ImmutableRuleSpec;
import portolan.language.immutable.Selector;
import portolan.language.label.ChangeLabel;
import portolan.language.label.CreateLabel;
import portolan.language.label.LabelSpec;

class SnapshotsTest {
  private static final int OFTEN = 3 * Entities.SNAPSHOT_EVERY;

  /// Their streams have one event.
  private static final Set<Class<?>> NEVER_CHANGE = Set.of(Exchange.class, VisitGroup.class);

  private final DecidingSide side = DecidingSide.shared();
  private final Images images = Images.inProject(side, -1);

  @Test
  void areThereForAllThatCanChangeOften() {
    var entities =
        Arrays.stream(Entities.class.getRecordComponents())
            .<Class<?>>map(SnapshotsTest::entity)
            .filter(it -> !NEVER_CHANGE.contains(it));
    assertThat(entities).containsExactlyInAnyOrderElementsOf(Entities.SNAPSHOTS.values());
  }

  @Test
  void keepALabel() {
    var label = side.send(new CreateLabel(Optional.of(images.project()), label(0)));
    changed(i -> side.send(new ChangeLabel(label, label(i))), StreamNames.of(label));
  }

  @Test
  void keepAnImmutableRule() {
    var rule = side.send(new CreateImmutableRule(images.project(), rule(0)));
    changed(i -> side.send(new ChangeImmutableRule(rule, rule(i))), StreamNames.of(rule));
  }

  @Test
  void keepAnAllowlist() {
    var project = Optional.of(images.project());
    changed(
        i ->
            side.send(
                new SetCveAllowlist(project, new CveAllowlist(List.of("CVE-2026-" + i), null))),
        StreamNames.allowlistOf(project));
  }

  /// Every change counts, also those that are decided on a state out of a snapshot.
  private void changed(IntConsumer change, String stream) {
    int before = side.history(stream).size();
    IntStream.rangeClosed(1, OFTEN).forEach(change);

    assertThat(side.history(stream)).hasSize(before + OFTEN);
    assertThat(side.database.number("SELECT sequence FROM snapshot WHERE stream = ?", stream))
        .isGreaterThan(OFTEN - 2 * Entities.SNAPSHOT_EVERY);
    change.accept(OFTEN);
    assertThat(side.history(stream)).hasSize(before + OFTEN);
  }

  private static Class<?> entity(RecordComponent streams) {
    return (Class<?>) ((ParameterizedType) streams.getGenericType()).getActualTypeArguments()[0];
  }

  private static LabelSpec label(int number) {
    return new LabelSpec("label", "", "#%06d".formatted(number));
  }

  private static ImmutableRuleSpec rule(int number) {
    return new ImmutableRuleSpec(
        false, 0, new Selector(false, "**"), new Selector(false, "v" + number));
  }
}
