package portolan.server.wiring;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The beans of the other modules.
@Configuration(proxyBeanMethods = false)
@Import({
  EventStoreWiring.class,
  WriteSideWiring.class,
  ReadSideWiring.class,
  BlobWiring.class,
  EdgeWiring.class,
  DirectoryWiring.class,
  RegistryReadWiring.class,
  RegistryWriteWiring.class,
  VisitWiring.class,
  RestWiring.class,
  RestReadWiring.class,
  RestWriteWiring.class,
  AuditForwarding.class,
  Housekeeping.class,
  KeyTending.class,
  RepositoryClearing.class,
  Measures.class,
  Running.class
})
public class Wiring {}
