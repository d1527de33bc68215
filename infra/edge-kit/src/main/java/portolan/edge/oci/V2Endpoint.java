package portolan.edge.oci;

import java.util.Set;
import reactor.core.publisher.Mono;

/// Answers some operations of the registry protocol. The caller is known and may do it.
public interface V2Endpoint {

  /// What this endpoint answers; each operation has one endpoint on a node.
  Set<V2Operation> operations();

  /// Answers a request. A refusal may be thrown, or come as the error of the answer, as
  /// [portolan.language.refusal.RefusedException]; the router words it.
  Mono<Void> answer(V2Exchange exchange);
}
