package portolan.server.wiring;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import portolan.blob.Blobs;
import portolan.edge.access.Access;
import portolan.query.edge.api.AllowlistsEndpoint;
import portolan.query.edge.api.ArtifactsEndpoint;
import portolan.query.edge.api.AuditEndpoint;
import portolan.query.edge.api.ImmutableRulesEndpoint;
import portolan.query.edge.api.LabelsEndpoint;
import portolan.query.edge.api.MembersEndpoint;
import portolan.query.edge.api.ProjectsEndpoint;
import portolan.query.edge.api.QuotasEndpoint;
import portolan.query.edge.api.RepositoriesEndpoint;
import portolan.query.edge.api.RepositoryGrantsEndpoint;
import portolan.query.edge.api.RobotsEndpoint;
import portolan.query.edge.api.RolesEndpoint;
import portolan.query.edge.api.SearchEndpoint;
import portolan.query.edge.api.Sights;
import portolan.query.edge.api.TrustRulesEndpoint;
import portolan.query.edge.api.UserGroupsEndpoint;
import portolan.query.edge.api.UsersEndpoint;
import portolan.query.edge.api.addition.Additions;
import portolan.query.edge.api.addition.AdditionsEndpoint;
import portolan.query.edge.api.addition.IconsEndpoint;

/// The REST operations that show something.
@Configuration(proxyBeanMethods = false)
@Import({
  AdditionsEndpoint.class,
  AllowlistsEndpoint.class,
  ArtifactsEndpoint.class,
  AuditEndpoint.class,
  IconsEndpoint.class,
  ImmutableRulesEndpoint.class,
  LabelsEndpoint.class,
  MembersEndpoint.class,
  ProjectsEndpoint.class,
  QuotasEndpoint.class,
  RepositoriesEndpoint.class,
  RepositoryGrantsEndpoint.class,
  RolesEndpoint.class,
  RobotsEndpoint.class,
  SearchEndpoint.class,
  TrustRulesEndpoint.class,
  UserGroupsEndpoint.class,
  UsersEndpoint.class
})
public class RestReadWiring {

  @Bean
  Sights sights(Access access) {
    return new Sights(access);
  }

  @Bean
  Additions additions(Blobs blobs) {
    return new Additions(blobs);
  }
}
