package portolan.query.edge.oci;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import portolan.edge.message.Queries;
import portolan.edge.oci.V2Endpoint;
import portolan.edge.oci.V2Exchange;
import portolan.edge.oci.V2Operation;
import portolan.language.repository.FindRepositoryNames;
import reactor.core.publisher.Mono;

/// All repositories that hold an artifact, for those who may see every project.
public final class CatalogEndpoint implements V2Endpoint {
  private final Queries queries;

  public CatalogEndpoint(Queries queries) {
    this.queries = queries;
  }

  @Override
  public Set<V2Operation> operations() {
    return EnumSet.of(V2Operation.LIST_REPOSITORIES);
  }

  @Override
  public Mono<Void> answer(V2Exchange exchange) {
    var page = ListPage.of(exchange, ListPage.LARGEST);
    var found =
        page.nothing()
            ? Mono.just(List.<String>of())
            : queries.ask(new FindRepositoryNames(page.after(), page.wanted()));
    return found.flatMap(names ->
        Names.write(exchange, null, "repositories", page.cut(names, exchange, "/v2/_catalog")));
  }
}
