package portolan.command.edge.api;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.access.Access;
import portolan.edge.api.Ids;
import portolan.edge.configuration.Configurations;
import portolan.edge.identity.Caller;
import portolan.edge.message.Commands;
import portolan.language.access.Actor;
import portolan.language.refusal.Refusal;
import portolan.language.user.SetCliSecret;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;

/// Replaces the secret by which the programs of a person sign in whom an OIDC provider knows.
@RestController
public final class CliSecretEndpoint {
  private final Commands commands;
  private final Access access;
  private final Configurations configurations;

  public CliSecretEndpoint(Commands commands, Access access, Configurations configurations) {
    this.commands = commands;
    this.access = access;
    this.configurations = configurations;
  }

  record CliSecretForm(@Nullable String secret) {
    @Override
    public String toString() {
      return "CliSecretForm";
    }
  }

  @PutMapping(Replies.ROOT + "/users/{user_id}/cli_secret")
  Mono<ResponseEntity<Void>> set(
      Caller caller, @PathVariable("user_id") long id, @RequestBody CliSecretForm form) {
    if (!caller.actor().equals(Actor.user(Ids.of(id)))) {
      access.requireAdministrator(caller);
    }
    var mode = configurations.latest().authMode();
    if (!mode.equals("oidc_auth")) {
      throw new Refusal.NotNow("auth mode: " + mode + " is not OIDC based").asException();
    }
    var secret = SecretRule.checked("secret", form.secret());
    var user = new UserId(Ids.of(id, Refusal.UserUnknown::new));
    return Replies.ok(commands.send(new SetCliSecret(user, secret), caller));
  }
}
