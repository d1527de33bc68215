package portolan.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import portolan.language.access.Actor;
import portolan.language.visit.RecordVisits;
import portolan.language.visit.Visit;

class RecordingVisitsTest {
  private final DecidingSide side = DecidingSide.shared();
  private final RecordVisits visits =
      new RecordVisits(UUID.randomUUID().toString(), List.of(pull("v1"), pull("v2")));

  @Test
  void keepsAGroupOnceHoweverOftenItIsSent() {
    side.send(visits);
    side.send(visits);
    assertThat(rows()).isEqualTo(2);
    assertThat(events()).isEqualTo(1);
  }

  @Test
  void keepsAGroupOnceThatIsSentManyTimesAtOnce() {
    var all =
        IntStream.range(0, 16)
            .mapToObj(_ -> CompletableFuture.runAsync(() -> side.send(visits)))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(all).join();
    assertThat(rows()).isEqualTo(2);
    assertThat(events()).isEqualTo(1);
  }

  private long rows() {
    return side.database.number("SELECT count(*) FROM visit WHERE visit_group = ?", visits.group());
  }

  private long events() {
    return side.database.number(
        "SELECT count(*) FROM event WHERE type = 'visits-recorded' AND stream LIKE ?",
        "%" + visits.group());
  }

  private static Visit pull(String tag) {
    return new Visit(
        Instant.parse("2026-10-01T12:00:00Z"),
        3,
        Actor.user(7),
        "basic",
        "pull",
        "artifact",
        ":" + tag,
        null,
        null,
        null,
        true,
        "r",
        null,
        null,
        Visit.Effect.ALL);
  }
}
