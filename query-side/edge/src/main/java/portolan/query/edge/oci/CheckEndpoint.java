package portolan.query.edge.oci;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import portolan.edge.oci.V2Endpoint;
import portolan.edge.oci.V2Exchange;
import portolan.edge.oci.V2Operation;
import reactor.core.publisher.Mono;

/// `GET /v2/`: yes, this is a registry, and you are signed in.
public final class CheckEndpoint implements V2Endpoint {
  private static final byte[] YES = "{}".getBytes(StandardCharsets.UTF_8);

  @Override
  public Set<V2Operation> operations() {
    return EnumSet.of(V2Operation.CHECK);
  }

  @Override
  public Mono<Void> answer(V2Exchange exchange) {
    return exchange.complete(Names.JSON, YES);
  }
}
