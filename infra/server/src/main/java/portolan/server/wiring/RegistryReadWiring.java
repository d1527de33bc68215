package portolan.server.wiring;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import portolan.blob.Blobs;
import portolan.edge.message.Queries;
import portolan.query.edge.oci.BlobEndpoint;
import portolan.query.edge.oci.CatalogEndpoint;
import portolan.query.edge.oci.CheckEndpoint;
import portolan.query.edge.oci.ManifestBytes;
import portolan.query.edge.oci.ManifestEndpoint;
import portolan.query.edge.oci.ReferrersEndpoint;
import portolan.query.edge.oci.TagsEndpoint;

/// The registry protocol's reads.
@Configuration(proxyBeanMethods = false)
public class RegistryReadWiring {
  private static final long MANIFEST_MEMORY = 32L << 20;

  @Bean
  ManifestBytes manifestBytes(Blobs blobs) {
    return new ManifestBytes(blobs, MANIFEST_MEMORY);
  }

  @Bean
  CheckEndpoint checkEndpoint() {
    return new CheckEndpoint();
  }

  @Bean
  CatalogEndpoint catalogEndpoint(Queries queries) {
    return new CatalogEndpoint(queries);
  }

  @Bean
  TagsEndpoint tagsEndpoint(Queries queries) {
    return new TagsEndpoint(queries);
  }

  @Bean
  ManifestEndpoint readManifestEndpoint(Queries queries, ManifestBytes bytes) {
    return new ManifestEndpoint(queries, bytes);
  }

  @Bean
  BlobEndpoint readBlobEndpoint(Queries queries, Blobs blobs) {
    return new BlobEndpoint(queries, blobs);
  }

  @Bean
  ReferrersEndpoint referrersEndpoint(Queries queries) {
    return new ReferrersEndpoint(queries);
  }
}
