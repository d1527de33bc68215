package portolan.server.wiring;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import portolan.command.store.SettingRows;
import portolan.edge.configuration.Configurations;
import portolan.edge.configuration.ConfiguredSecrets;
import portolan.edge.identity.Admission;
import portolan.edge.ldap.LdapDirectory;
import portolan.edge.message.Commands;
import portolan.edge.message.Queries;
import portolan.language.privacy.Vault;
import portolan.language.user.Secret;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Where people prove who they are, other than here.
@Configuration(proxyBeanMethods = false)
public class DirectoryWiring {

  @Bean
  ConfiguredSecrets configuredSecrets(SettingRows settings, Vault vault) {
    return setting ->
        Mono.fromCallable(() -> settings.secret(setting).flatMap(vault::open).map(Secret::new))
            .subscribeOn(Schedulers.boundedElastic());
  }

  @Bean
  Admission admission(Queries queries, Commands commands) {
    return new Admission(queries, commands);
  }

  @Bean
  LdapDirectory ldapDirectory(
      Configurations configurations, ConfiguredSecrets secrets, Admission admission) {
    return new LdapDirectory(configurations, secrets, admission);
  }
}
