package portolan.query.edge.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.identity.Caller;
import portolan.edge.message.Queries;
import portolan.language.allowlist.CveAllowlist;
import portolan.language.allowlist.FindCveAllowlist;
import portolan.language.refusal.Refusal;
import reactor.core.publisher.Mono;

/// Shows which vulnerabilities the whole registry accepts, to everybody who is signed in.
@RestController
@RequestMapping(Lists.ROOT + "/system/CVEAllowlist")
public final class AllowlistsEndpoint {
  private final Queries queries;

  public AllowlistsEndpoint(Queries queries) {
    this.queries = queries;
  }

  @GetMapping
  Mono<Map<String, @Nullable Object>> get(Caller caller) {
    if (caller.anonymous()) {
      return Mono.error(new Refusal.SignInNeeded().asException());
    }
    return queries
        .ask(new FindCveAllowlist())
        .map(found ->
            json(found.allowlist(), 0)
                .put("creation_time", found.createdAt())
                .put("update_time", found.updatedAt())
                .map());
  }

  /// @param project 0 for the whole registry
  static Fields json(CveAllowlist allowlist, int project) {
    var fields =
        new Fields()
            .put("id", project + 1)
            .filled("project_id", project)
            .put("items", allowlist.cves().stream().map(it -> Map.of("cve_id", it)).toList());
    return allowlist.expiresAt() == null ? fields : fields.put("expires_at", allowlist.expiresAt());
  }
}
