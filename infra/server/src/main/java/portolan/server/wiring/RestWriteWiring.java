package portolan.server.wiring;

import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import portolan.command.edge.api.AllowlistEndpoint;
import portolan.command.edge.api.ArtifactEndpoint;
import portolan.command.edge.api.ArtifactLabelEndpoint;
import portolan.command.edge.api.Artifacts;
import portolan.command.edge.api.CliSecretEndpoint;
import portolan.command.edge.api.ConfigurationEndpoint;
import portolan.command.edge.api.CopyEndpoint;
import portolan.command.edge.api.ImmutableRuleEndpoint;
import portolan.command.edge.api.LabelEndpoint;
import portolan.command.edge.api.LdapEndpoint;
import portolan.command.edge.api.MemberEndpoint;
import portolan.command.edge.api.MetadataEndpoint;
import portolan.command.edge.api.Nominees;
import portolan.command.edge.api.PasswordEndpoint;
import portolan.command.edge.api.ProjectEndpoint;
import portolan.command.edge.api.QuotaEndpoint;
import portolan.command.edge.api.RepositoryEndpoint;
import portolan.command.edge.api.RepositoryGrantEndpoint;
import portolan.command.edge.api.RobotEndpoint;
import portolan.command.edge.api.RobotRights;
import portolan.command.edge.api.RoleEndpoint;
import portolan.command.edge.api.SecretRule;
import portolan.command.edge.api.SyslogProbe;
import portolan.command.edge.api.TrustRuleEndpoint;
import portolan.command.edge.api.UserEndpoint;
import portolan.command.edge.api.UserGroupEndpoint;
import portolan.edge.access.Access;
import portolan.edge.api.Places;
import portolan.edge.api.Projects;
import portolan.edge.configuration.Configurations;
import portolan.edge.identity.Newcomers;
import portolan.edge.message.Commands;
import portolan.edge.message.Queries;

/// The REST operations that change something.
@Configuration(proxyBeanMethods = false)
@Import({
  AllowlistEndpoint.class,
  ArtifactEndpoint.class,
  ArtifactLabelEndpoint.class,
  CopyEndpoint.class,
  ImmutableRuleEndpoint.class,
  LabelEndpoint.class,
  ConfigurationEndpoint.class,
  CliSecretEndpoint.class,
  LdapEndpoint.class,
  MemberEndpoint.class,
  MetadataEndpoint.class,
  PasswordEndpoint.class,
  ProjectEndpoint.class,
  QuotaEndpoint.class,
  RepositoryEndpoint.class,
  RepositoryGrantEndpoint.class,
  RoleEndpoint.class,
  RobotEndpoint.class,
  TrustRuleEndpoint.class,
  UserEndpoint.class,
  UserGroupEndpoint.class
})
public class RestWriteWiring {

  @Bean
  Artifacts artifacts(Queries queries, Projects projects, Places places) {
    return new Artifacts(queries, projects, places);
  }

  @Bean
  Nominees nominees(
      Queries queries, Commands commands, Newcomers newcomers, Configurations configurations) {
    return new Nominees(queries, commands, newcomers, configurations);
  }

  @Bean
  RobotRights robotRights(
      Queries queries, Projects projects, Access access, Configurations configurations) {
    return new RobotRights(queries, projects, access, configurations);
  }

  @Bean
  SyslogProbe syslogProbe() {
    return new SyslogProbe();
  }

  @Bean
  SecretRule secretRule() {
    return new SecretRule(new SecureRandom());
  }
}
