package portolan.server.wiring;

import static portolan.server.connection.Outages.blocking;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import portolan.command.edge.token.WorkloadAdmission;
import portolan.command.store.IdentityRows;
import portolan.command.store.SettingRows;
import portolan.edge.authproxy.AuthProxy;
import portolan.edge.configuration.Configurations;
import portolan.edge.configuration.ConfiguredSecrets;
import portolan.edge.identity.Admission;
import portolan.edge.ldap.LdapDirectory;
import portolan.edge.message.Commands;
import portolan.edge.message.Queries;
import portolan.edge.oidc.OidcAccounts;
import portolan.edge.oidc.OidcProvider;
import portolan.edge.oidc.OidcSignIn;
import portolan.edge.session.ShortMemory;
import portolan.edge.uaa.UaaDirectory;
import portolan.edge.workload.IdentityTokens;
import portolan.language.privacy.Vault;
import portolan.language.user.Secret;
import portolan.server.configuration.Settings;

/// Where people prove who they are, other than here.
@Configuration(proxyBeanMethods = false)
public class DirectoryWiring {

  @Bean
  ConfiguredSecrets configuredSecrets(SettingRows settings, Vault vault) {
    return setting ->
        blocking(() -> settings.secret(setting).flatMap(vault::open).map(Secret::new));
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

  @Bean
  OidcAccounts oidcAccounts(IdentityRows rows, Vault vault) {
    return new KeptIdentities(rows, vault);
  }

  @Bean
  OidcProvider oidcProvider(
      Configurations configurations,
      ConfiguredSecrets secrets,
      OidcAccounts accounts,
      Admission admission,
      Queries queries,
      Commands commands,
      Clock clock) {
    return new OidcProvider(configurations, secrets, accounts, admission, queries, commands, clock);
  }

  @Bean
  OidcSignIn oidcSignIn(OidcProvider provider, ShortMemory memory) {
    return new OidcSignIn(provider, memory);
  }

  @Bean(destroyMethod = "close")
  IdentityTokens identityTokens(Settings settings, Clock clock) {
    return new IdentityTokens(settings.trust().issuers(), clock);
  }

  @Bean
  WorkloadAdmission workloadAdmission(
      IdentityTokens identities, Queries queries, Commands commands, Clock clock) {
    return new WorkloadAdmission(identities, queries, commands, clock);
  }

  @Bean
  AuthProxy authProxy(Configurations configurations, Admission admission) {
    return new AuthProxy(configurations, admission);
  }

  @Bean
  UaaDirectory uaaDirectory(
      Configurations configurations, ConfiguredSecrets secrets, Admission admission) {
    return new UaaDirectory(configurations, secrets, admission);
  }
}
