package portolan.server.wiring;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import portolan.blob.Blobs;
import portolan.edge.message.Memory;
import portolan.query.edge.oci.ManifestBytes;
import portolan.query.edge.oci.PullLog;
import portolan.query.edge.oci.RegistryReads;

/// The registry protocol's reads.
@Configuration(proxyBeanMethods = false)
public class RegistryReadWiring {
  private static final long MANIFEST_MEMORY = 32L << 20;

  @Bean
  RegistryReads registryReads(Memory queries, Blobs blobs, PullLog pulls) {
    return new RegistryReads(queries, blobs, new ManifestBytes(blobs, MANIFEST_MEMORY), pulls);
  }
}
