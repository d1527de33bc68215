package portolan.server.wiring;

import org.springframework.context.annotation.Configuration;

/// The beans of the other modules.
@Configuration(proxyBeanMethods = false)
public class Wiring {}
