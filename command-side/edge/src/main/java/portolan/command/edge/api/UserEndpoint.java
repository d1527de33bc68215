package portolan.command.edge.api;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.access.Access;
import portolan.edge.api.Ids;
import portolan.edge.configuration.Configurations;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Passwords;
import portolan.edge.message.Commands;
import portolan.edge.session.SessionCookie;
import portolan.language.access.Actor;
import portolan.language.access.Permission;
import portolan.language.configuration.Setting;
import portolan.language.refusal.Refusal;
import portolan.language.user.ChangeProfile;
import portolan.language.user.DeleteUser;
import portolan.language.user.RegisterUser;
import portolan.language.user.SetAdministrator;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;

/// Opens, changes and closes accounts.
@RestController
@RequestMapping(Replies.ROOT + "/users")
public final class UserEndpoint {
  private static final Permission CREATE = new Permission("user", "create");
  private static final Permission DELETE = new Permission("user", "delete");

  private final Commands commands;
  private final Access access;
  private final Passwords passwords;
  private final Configurations configurations;

  public UserEndpoint(
      Commands commands, Access access, Passwords passwords, Configurations configurations) {
    this.configurations = configurations;
    this.commands = commands;
    this.access = access;
    this.passwords = passwords;
  }

  record UserCreationReq(
      @Nullable String username,
      @Nullable String email,
      @Nullable String realname,
      @Nullable String comment,
      @Nullable String password) {
    @Override
    public String toString() {
      return "UserCreationReq";
    }
  }

  record UserProfile(@Nullable String email, @Nullable String realname, @Nullable String comment) {}

  record UserSysAdminFlag(boolean sysadminFlag) {}

  @PostMapping
  Mono<ResponseEntity<Void>> register(
      Caller caller, @RequestBody UserCreationReq request, ServerHttpRequest http) {
    requireLocalAccounts();
    if (!mayRegister(http)) {
      requireCreator(caller);
    }
    var name = PersonRules.name(request.username());
    var email = PersonRules.email(request.email());
    var realName = PersonRules.realName(request.realname());
    var comment = PersonRules.comment(request.comment());
    return passwords
        .hash(SecretRule.checked("password", request.password()))
        .map(hash -> new RegisterUser(name, email, realName, comment, hash, false))
        .flatMap(register -> commands.send(register, caller))
        .map(id -> Replies.created("/users/" + id));
  }

  @PutMapping("/{user_id}")
  Mono<ResponseEntity<Void>> change(
      Caller caller, @PathVariable("user_id") long id, @RequestBody UserProfile request) {
    requireSelfOr(caller, id);
    if (id != 1) {
      requireLocalAccounts();
    }
    var email = PersonRules.email(request.email());
    var realName = PersonRules.realName(request.realname());
    var comment = PersonRules.comment(request.comment());
    var change = new ChangeProfile(user(id), email, realName, comment);
    return Replies.ok(commands.send(change, caller));
  }

  @PutMapping("/{user_id}/sysadmin")
  Mono<ResponseEntity<Void>> trust(
      Caller caller, @PathVariable("user_id") long id, @RequestBody UserSysAdminFlag request) {
    access.requireAdministrator(caller);
    var set = new SetAdministrator(user(id), request.sysadminFlag());
    return Replies.ok(commands.send(set, caller));
  }

  @DeleteMapping("/{user_id}")
  Mono<ResponseEntity<Void>> close(Caller caller, @PathVariable("user_id") long id) {
    access.requireSystem(caller, DELETE);
    if (caller.actor().equals(Actor.user(Ids.of(id)))) {
      throw new Refusal.Forbidden("deleting one's own account").asException();
    }
    return Replies.ok(commands.send(new DeleteUser(user(id)), caller));
  }

  private void requireCreator(Caller caller) {
    if (caller.anonymous() && configurations.latest().truth(Setting.SELF_REGISTRATION)) {
      throw new Refusal.Forbidden("registering without a session of a browser").asException();
    }
    access.requireSystem(caller, CREATE);
  }

  /// Who registers for themself comes with a browser, whose requests are known to be meant.
  private boolean mayRegister(ServerHttpRequest http) {
    return configurations.latest().truth(Setting.SELF_REGISTRATION)
        && SessionCookie.of(http).isPresent();
  }

  private void requireLocalAccounts() {
    if (!configurations.latest().authMode().equals("db_auth")) {
      throw new Refusal.Forbidden("accounts are made by the identity provider").asException();
    }
  }

  private void requireSelfOr(Caller caller, long id) {
    if (!caller.actor().equals(Actor.user(Ids.of(id)))) {
      access.requireAdministrator(caller);
    }
  }

  private static UserId user(long written) {
    return new UserId(Ids.of(written, Refusal.UserUnknown::new));
  }
}
