package portolan.language.trust;

import java.time.Instant;
import portolan.language.message.Command;
import portolan.language.oci.ProjectName;

/// Give a workload access whose token a rule trusts.
///
/// @param revision the rule as it was when the token was compared with it; another is refused
/// @param project the name of the rule's project
/// @param claims all that the token says, as JSON
/// @param expiresAt when the access ends
public record ExchangeToken(
    TrustRuleId rule, int revision, ProjectName project, String claims, Instant expiresAt)
    implements Command<ExchangeId> {
  @Override
  public String toString() {
    return "ExchangeToken[" + rule + "]";
  }
}
