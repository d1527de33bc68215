package portolan.command.edge.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.edge.access.RoleTable;
import portolan.language.access.Permission;
import portolan.language.trust.TrustRuleSpec;

/// A trust rule as clients write it.
record TrustRuleForm(
    @Nullable String name,
    @Nullable String description,
    @Nullable String issuer,
    @Nullable String audience,
    @Nullable Map<String, @Nullable String> claims,
    @Nullable List<PermissionForm> permissions,
    @Nullable Long lifetimeSeconds,
    @Nullable Boolean disabled) {
  private static final long USUAL_SECONDS = 900;

  /// A new rule.
  TrustRuleSpec spec() {
    return spec(Complaints.text("name", name));
  }

  /// A rule that is there, with what is said here. Its name may be left out.
  TrustRuleSpec over(TrustRuleSpec current) {
    return spec(name == null ? current.name() : name);
  }

  private TrustRuleSpec spec(String itsName) {
    return new TrustRuleSpec(
        itsName,
        description == null ? "" : description,
        Complaints.required("issuer", issuer),
        Complaints.required("audience", audience),
        patterns(Complaints.required("claims", claims)),
        access(Complaints.required("permissions", permissions)),
        lifetimeSeconds == null ? USUAL_SECONDS : lifetimeSeconds,
        Boolean.TRUE.equals(disabled));
  }

  private static Map<String, String> patterns(Map<String, @Nullable String> claims) {
    var patterns = new LinkedHashMap<String, String>();
    claims.forEach((claim, pattern) -> patterns.put(claim, pattern == null ? "" : pattern));
    return Collections.unmodifiableMap(patterns);
  }

  private static Set<Permission> access(List<PermissionForm> permissions) {
    return PermissionForm.all(
        "permissions",
        permissions,
        RoleTable.trustable(),
        it -> Complaints.badValue("permissions", "a trust rule cannot give " + it));
  }
}
