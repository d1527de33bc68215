package portolan.command.edge.api;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.access.Access;
import portolan.edge.api.Ids;
import portolan.edge.configuration.Configurations;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Credentials;
import portolan.edge.identity.Passwords;
import portolan.edge.identity.Principal;
import portolan.edge.identity.SignIns;
import portolan.edge.message.Commands;
import portolan.language.access.Actor;
import portolan.language.message.Done;
import portolan.language.refusal.Refusal;
import portolan.language.user.ChangePassword;
import portolan.language.user.Secret;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;

/// Changes passwords: one's own with the old one, anybody's as an administrator.
@RestController
@RequestMapping(Replies.ROOT + "/users/{user_id}/password")
public final class PasswordEndpoint {
  private final Commands commands;
  private final Access access;
  private final Passwords passwords;
  private final Credentials credentials;
  private final SignIns signIns;
  private final Configurations configurations;

  public PasswordEndpoint(
      Commands commands,
      Access access,
      Passwords passwords,
      Credentials credentials,
      SignIns signIns,
      Configurations configurations) {
    this.configurations = configurations;
    this.commands = commands;
    this.access = access;
    this.passwords = passwords;
    this.credentials = credentials;
    this.signIns = signIns;
  }

  record PasswordReq(@Nullable String oldPassword, @Nullable String newPassword) {
    @Override
    public String toString() {
      return "PasswordReq";
    }
  }

  @PutMapping
  Mono<ResponseEntity<Void>> change(
      Caller caller, @PathVariable("user_id") long id, @RequestBody PasswordReq request) {
    var self = caller.actor().equals(Actor.user(Ids.of(id)));
    if (!self) {
      access.requireAdministrator(caller);
    }
    if (id != 1 && !configurations.latest().authMode().equals("db_auth")) {
      throw new Refusal.Forbidden("passwords are kept by the identity provider").asException();
    }
    var user = new UserId(Ids.of(id, Refusal.UserUnknown::new));
    return Replies.ok(
        credentials
            .passwordHash(user)
            .map(hash -> hash.orElseThrow(() -> new Refusal.UserUnknown(id).asException()))
            .flatMap(_ -> self ? requireOld(caller, request) : Mono.just(Done.DONE))
            .then(Mono.defer(() -> chosen(caller, request)))
            .flatMap(secret -> passwords.hash(secret))
            .flatMap(hash -> commands.send(new ChangePassword(user, hash), caller)));
  }

  /// A wrong one counts as a wrong sign-in, else whoever has a session could try all.
  private Mono<Done> requireOld(Caller caller, PasswordReq request) {
    var old = new Secret(request.oldPassword() == null ? "" : request.oldPassword());
    return signIns
        .right(Optional.of(caller.actor()), caller.principal().name(), old, caller.address())
        .filter(fits -> fits)
        .switchIfEmpty(
            Mono.error(new Refusal.Forbidden("Current password is incorrect").asException()))
        .thenReturn(Done.DONE);
  }

  /// Nobody gives their own password, to themselves or to others. The one that somebody else has is
  /// not known to an administrator, and tools set it again with every change.
  private Mono<Secret> chosen(Caller caller, PasswordReq request) {
    var secret = SecretRule.checked("new_password", request.newPassword());
    return own(caller)
        .flatMap(hash -> passwords.matches(secret, hash))
        .defaultIfEmpty(false)
        .map(same -> {
          if (same) {
            throw Complaints.badRequest(
                "new_password", "New password is identical to old password");
          }
          return secret;
        });
  }

  private Mono<String> own(Caller caller) {
    return caller.principal() instanceof Principal.User user
        ? credentials.passwordHash(user.id()).flatMap(Mono::justOrEmpty)
        : Mono.empty();
  }
}
