package portolan.language.trust;

import java.util.Optional;
import portolan.language.message.HotQuery;

/// What may the workload of this exchange do? Nothing, when its rule was changed, switched off or
/// deleted since.
public record ResolveWorkload(ExchangeId exchange) implements HotQuery<Optional<WorkloadAccount>> {}
