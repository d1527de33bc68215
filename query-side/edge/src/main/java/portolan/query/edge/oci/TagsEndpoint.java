package portolan.query.edge.oci;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import portolan.edge.message.Queries;
import portolan.edge.oci.V2Endpoint;
import portolan.edge.oci.V2Exchange;
import portolan.edge.oci.V2Operation;
import portolan.edge.oci.V2Path;
import portolan.language.oci.RepositoryName;
import portolan.language.tag.FindTagNames;
import reactor.core.publisher.Mono;

/// The tags of a repository, in byte order.
///
/// Source: OCI distribution-spec, "Listing Tags". A client that does not say how many it wants gets
/// up to [#WHOLE], and a `Link` to the rest.
public final class TagsEndpoint implements V2Endpoint {
  private static final int WHOLE = 10_000;

  private final Queries queries;
  private final Repositories repositories;

  public TagsEndpoint(Queries queries) {
    this.queries = queries;
    this.repositories = new Repositories(queries);
  }

  @Override
  public Set<V2Operation> operations() {
    return EnumSet.of(V2Operation.LIST_TAGS);
  }

  @Override
  public Mono<Void> answer(V2Exchange exchange) {
    var name = ((V2Path.Tags) exchange.path()).repository();
    var page = ListPage.of(exchange, WHOLE);
    return repositories
        .require(name)
        .flatMap(repository ->
            page.nothing()
                ? Mono.just(List.<String>of())
                : queries.ask(new FindTagNames(repository.id(), page.after(), page.wanted())))
        .flatMap(found -> write(exchange, name, page, found));
  }

  private static Mono<Void> write(
      V2Exchange exchange, RepositoryName name, ListPage page, List<String> found) {
    var tags = page.cut(found, exchange, "/v2/" + name + "/tags/list");
    return Names.write(exchange, name.toString(), "tags", tags);
  }
}
