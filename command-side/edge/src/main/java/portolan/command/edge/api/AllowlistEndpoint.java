package portolan.command.edge.api;

import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.access.Access;
import portolan.edge.identity.Caller;
import portolan.edge.message.Commands;
import portolan.language.access.Permission;
import portolan.language.allowlist.SetCveAllowlist;
import reactor.core.publisher.Mono;

/// Sets which vulnerabilities the whole registry accepts.
@RestController
@RequestMapping(Replies.ROOT + "/system/CVEAllowlist")
public final class AllowlistEndpoint {
  private static final Permission UPDATE = new Permission("configuration", "update");

  private final Commands commands;
  private final Access access;

  public AllowlistEndpoint(Commands commands, Access access) {
    this.commands = commands;
    this.access = access;
  }

  @PutMapping
  Mono<ResponseEntity<Void>> put(Caller caller, @RequestBody AllowlistForm form) {
    access.requireSystem(caller, UPDATE);
    return Replies.ok(
        commands.send(new SetCveAllowlist(Optional.empty(), form.allowlist()), caller));
  }
}
