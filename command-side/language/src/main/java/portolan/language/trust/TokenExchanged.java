package portolan.language.trust;

import java.time.Instant;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.oci.ProjectName;
import portolan.language.privacy.Sealed;
import portolan.language.project.ProjectId;

/// A workload showed a token that a rule trusts, and got one of ours.
///
/// @param revision how often the rule had been written
/// @param ruleName the rule's name
/// @param claims all that the token said, as JSON, sealed for this workload
/// @param expiresAt when what it got ends
@EventName("token-exchanged")
public record TokenExchanged(
    ExchangeId exchange,
    TrustRuleId rule,
    int revision,
    ProjectId project,
    ProjectName projectName,
    String ruleName,
    Sealed claims,
    Instant expiresAt)
    implements Event {}
