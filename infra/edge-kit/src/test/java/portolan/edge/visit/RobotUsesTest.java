package portolan.edge.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Principal;
import portolan.language.privacy.PersonId;
import portolan.language.privacy.Sealed;
import portolan.language.privacy.Vault;
import portolan.language.robot.RobotAccount;
import portolan.language.robot.RobotId;
import portolan.language.visit.Visit;

class RobotUsesTest {
  private final List<Visit> kept = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong(1);
  private final Visitors visitors =
      new Visitors(group -> kept.addAll(group.visits()), new OpenVault(), Clock.systemUTC());
  private final RobotUses uses = new RobotUses(visitors, nanos::get);

  @Test
  void notesARobotOnceAMinuteForEachAddress() {
    uses.note(robot("10.0.0.1"));
    uses.note(robot("10.0.0.1"));
    uses.note(robot("10.0.0.2"));
    visitors.writeDone();
    uses.note(robot("10.0.0.1"));
    visitors.writeDone();
    assertThat(kept).hasSize(2).allMatch(visit -> visit.times() == 1 && !visit.effect().shown());

    nanos.addAndGet(61_000_000_000L);
    uses.note(robot("10.0.0.1"));
    visitors.writeDone();
    assertThat(kept).hasSize(3);
  }

  private static Caller robot(String address) {
    var account = new RobotAccount(new RobotId(3), "ci", null, false, -1, List.of());
    return new Caller(
        new Principal.Robot(account, "robot$ci"),
        Optional.empty(),
        "basic",
        false,
        address,
        "",
        "request",
        Optional.empty(),
        URI.create("http://localhost"));
  }

  private static final class OpenVault implements Vault {
    @Override
    public Sealed seal(PersonId person, String text) {
      return new Sealed(person, text);
    }

    @Override
    public Optional<String> open(Sealed sealed) {
      return Optional.of(sealed.ciphertext());
    }

    @Override
    public void erase(PersonId person) {}
  }
}
