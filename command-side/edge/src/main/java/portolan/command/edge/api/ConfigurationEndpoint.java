package portolan.command.edge.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.access.Access;
import portolan.edge.configuration.Configurations;
import portolan.edge.identity.Caller;
import portolan.edge.message.Commands;
import portolan.language.access.Permission;
import portolan.language.configuration.ChangeConfiguration;
import portolan.language.configuration.Setting;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Changes what holds for the whole registry.
@RestController
public final class ConfigurationEndpoint {
  private static final Permission UPDATE = new Permission("configuration", "update");

  private final Commands commands;
  private final Access access;
  private final Configurations configurations;
  private final SyslogProbe syslog;

  public ConfigurationEndpoint(
      Commands commands, Access access, Configurations configurations, SyslogProbe syslog) {
    this.commands = commands;
    this.access = access;
    this.configurations = configurations;
    this.syslog = syslog;
  }

  @PutMapping(Replies.ROOT + "/configurations")
  Mono<ResponseEntity<Void>> change(
      Caller caller, @RequestBody Map<String, @Nullable Object> request) {
    access.requireSystem(caller, UPDATE);
    if (configurations.fixed()) {
      throw new Refusal.Forbidden("the settings are given by the environment").asException();
    }
    var change = ConfigurationForm.parse(request);
    return Replies.ok(
        requireForwarding(change).then(Mono.defer(() -> commands.send(change, caller))));
  }

  /// Audit records may be left out of the lists only while they go somewhere else, and that place
  /// answers.
  private Mono<Void> requireForwarding(ChangeConfiguration change) {
    return configurations
        .now()
        .flatMap(now -> {
          var wanted = change.values().get(Setting.AUDIT_LOG_FORWARD_ENDPOINT);
          var endpoint = wanted == null ? now.text(Setting.AUDIT_LOG_FORWARD_ENDPOINT) : wanted;
          var skip = change.values().get(Setting.SKIP_AUDIT_LOG_DATABASE);
          boolean skips =
              skip == null ? now.truth(Setting.SKIP_AUDIT_LOG_DATABASE) : "true".equals(skip);
          if ((wanted != null || skip != null) && skips && endpoint.isEmpty()) {
            throw Complaints.badRequest(
                Setting.SKIP_AUDIT_LOG_DATABASE.key(),
                "bad request: audit log forward endpoint should be configured before enable skip"
                    + " audit log in database");
          }
          return wanted == null || wanted.isEmpty() ? Mono.empty() : syslog.reach(wanted);
        });
  }
}
