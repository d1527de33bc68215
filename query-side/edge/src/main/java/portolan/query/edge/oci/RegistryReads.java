package portolan.query.edge.oci;

import java.util.List;
import portolan.blob.Blobs;
import portolan.edge.message.Queries;
import portolan.edge.oci.V2Endpoint;

/// All that reads below `/v2`, for the router of a query node.
///
/// @param manifests the node's memory of manifests
/// @param pulls hears of every pull
public record RegistryReads(Queries queries, Blobs blobs, ManifestBytes manifests, PullLog pulls) {

  public List<V2Endpoint> endpoints() {
    return List.of(
        new CheckEndpoint(),
        new CatalogEndpoint(queries),
        new TagsEndpoint(queries),
        new ManifestEndpoint(queries, manifests, pulls),
        new BlobEndpoint(queries, blobs),
        new ReferrersEndpoint(queries));
  }
}
