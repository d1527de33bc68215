package portolan.server;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import portolan.server.configuration.Settings;
import portolan.server.configuration.SettingsReader;
import portolan.server.embedded.EmbeddedServers;

/// Reads the settings, takes the data folder and begins to start the embedded servers, all before
/// the first bean is made: the servers start while this program still loads its classes.
final class Beginning implements ApplicationContextInitializer<GenericApplicationContext>, Ordered {

  @Override
  public void initialize(GenericApplicationContext context) {
    var settings = SettingsReader.read(context.getEnvironment());
    var servers = EmbeddedServers.start(settings);
    context.registerBean(Settings.class, () -> settings);
    context.registerBean(EmbeddedServers.class, () -> servers);
    StartFailure.stopsWhenStartFails(servers);
  }

  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }
}
