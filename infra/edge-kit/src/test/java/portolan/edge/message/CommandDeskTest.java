package portolan.edge.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.junit.jupiter.api.Test;
import portolan.edge.error.Errors;
import portolan.language.access.Actor;
import portolan.language.message.Command;
import portolan.language.privacy.PersonId;
import portolan.language.privacy.Sealed;
import portolan.language.privacy.Vault;
import portolan.language.refusal.Refusal;

class CommandDeskTest {
  private static final Executor FULL =
      _ -> {
        throw new RejectedExecutionException();
      };

  /// A command that breaks.
  record Knock() implements Command<Boolean> {}

  @Test
  void refusesAsUnavailableWhatAnOutageBroke() {
    assertThatThrownBy(() -> desk(Runnable::run, true).send(new Knock(), new Door()).block())
        .satisfies(CommandDeskTest::isUnavailable);
    assertThatThrownBy(() -> desk(Runnable::run, false).send(new Knock(), new Door()).block())
        .hasMessage("broken");
  }

  @Test
  void refusesAsUnavailableWhatIsTooMuch() {
    assertThatThrownBy(() -> desk(FULL, false).send(new Knock(), new Door()).block())
        .satisfies(CommandDeskTest::isUnavailable);
  }

  private static void isUnavailable(Throwable failure) {
    assertThat(Errors.refusal(failure).orElseThrow()).isInstanceOf(Refusal.Unavailable.class);
  }

  private static CommandDesk desk(Executor workers, boolean outage) {
    var bus = SimpleCommandBus.builder().build();
    bus.subscribe(
        Knock.class.getName(),
        _ -> {
          throw new IllegalStateException("broken");
        });
    return new CommandDesk(
        bus,
        new ClosedVault(),
        Optional::empty,
        _ -> CompletableFuture.completedFuture(true),
        workers,
        _ -> false,
        _ -> outage);
  }

  private static final class ClosedVault implements Vault {
    @Override
    public Sealed seal(PersonId person, String text) {
      return new Sealed(person, text);
    }

    @Override
    public Optional<String> open(Sealed sealed) {
      return Optional.empty();
    }

    @Override
    public void erase(PersonId person) {}
  }

  /// Somebody at the door.
  private record Door() implements Sender {
    @Override
    public Actor actor() {
      return Actor.ANONYMOUS;
    }

    @Override
    public String authentication() {
      return "none";
    }

    @Override
    public String address() {
      return "";
    }

    @Override
    public String agent() {
      return "";
    }

    @Override
    public String requestId() {
      return "request";
    }

    @Override
    public Optional<String> reason() {
      return Optional.empty();
    }
  }
}
