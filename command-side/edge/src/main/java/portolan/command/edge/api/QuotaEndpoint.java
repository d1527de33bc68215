package portolan.command.edge.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.access.Access;
import portolan.edge.api.Ids;
import portolan.edge.identity.Caller;
import portolan.edge.message.Commands;
import portolan.language.access.Permission;
import portolan.language.project.ProjectId;
import portolan.language.quota.SetStorageLimit;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Sets storage limits. A quota has the number of its project.
@RestController
@RequestMapping(Replies.ROOT)
public final class QuotaEndpoint {
  static final Permission UPDATE = new Permission("quota", "update");

  private final Commands commands;
  private final Access access;

  public QuotaEndpoint(Commands commands, Access access) {
    this.commands = commands;
    this.access = access;
  }

  record QuotaUpdateReq(@Nullable Map<String, @Nullable Long> hard) {}

  @PutMapping("/quotas/{id}")
  Mono<ResponseEntity<Void>> update(
      Caller caller, @PathVariable long id, @RequestBody QuotaUpdateReq request) {
    access.requireSystem(caller, UPDATE);
    long limit = storage(request.hard());
    var project = new ProjectId(Ids.of(id, Refusal.QuotaUnknown::new));
    return Replies.ok(commands.send(new SetStorageLimit(project, limit), caller));
  }

  private static long storage(@Nullable Map<String, @Nullable Long> hard) {
    if (hard == null || hard.isEmpty()) {
      throw Complaints.badValue("hard", "is required in body");
    }
    hard.keySet().stream()
        .filter(key -> !key.equals("storage"))
        .findFirst()
        .ifPresent(key -> {
          throw Complaints.badRequest(key, "resource " + key + " not support");
        });
    return StorageSize.checked(Complaints.required("storage", hard.get("storage")));
  }
}
