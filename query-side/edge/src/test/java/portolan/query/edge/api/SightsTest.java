package portolan.query.edge.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portolan.edge.access.Access;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Principal;
import portolan.edge.message.Queries;
import portolan.edge.token.TokenScope;
import portolan.language.access.Permission;
import portolan.language.access.Sight;
import portolan.language.message.Query;
import portolan.language.oci.ProjectName;
import portolan.language.project.ProjectId;
import portolan.language.trust.ExchangeId;
import portolan.language.trust.WorkloadAccount;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;

/// Lists show no more than a token opens.
class SightsTest {
  private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");
  private static final ProjectName ACME = new ProjectName("acme");
  private static final TokenScope.Entry PULL =
      new TokenScope.Entry("repository", "acme/web", Set.of("pull"));

  private final Sights sights =
      new Sights(
          new Access(
              new Queries() {
                @Override
                public <R> Mono<R> ask(Query<R> query) {
                  return Mono.error(new AssertionError("not expected: " + query));
                }
              }));

  @Test
  void showAWorkloadTheProjectThatItsTokenOpens() {
    var caller = workload(TokenScope.allOf(ACME));
    var acme = new Sight(false, Optional.empty(), List.of(new ProjectId(7)));
    assertThat(sights.of(caller)).isEqualTo(acme);
    assertThat(sights.ofRepositories(caller)).isEqualTo(acme);
  }

  @Test
  void showNoMoreThanEverybodySeesToATokenForOneRepository() {
    for (var caller :
        List.of(
            workload(PULL),
            workload(TokenScope.allOf(new ProjectName("other"))),
            workload(),
            caller(new Principal.User(new UserId(1), "admin", true), PULL))) {
      assertThat(sights.of(caller)).isEqualTo(Sight.PUBLIC);
      assertThat(sights.ofRepositories(caller)).isEqualTo(Sight.PUBLIC);
    }
  }

  private static Caller workload(TokenScope.Entry... opened) {
    var access = Set.of(new Permission("repository", "pull"), new Permission("repository", "list"));
    var account =
        new WorkloadAccount(
            new ExchangeId(1), "workload$acme+ci#1", new ProjectId(7), ACME, access, NOW);
    return caller(new Principal.Workload(account), opened);
  }

  private static Caller caller(Principal principal, TokenScope.Entry... opened) {
    return new Caller(
        principal,
        Optional.of(new TokenScope(NOW, List.of(opened))),
        "bearer",
        false,
        "127.0.0.1",
        "",
        "r",
        Optional.empty(),
        URI.create("http://localhost"));
  }
}
