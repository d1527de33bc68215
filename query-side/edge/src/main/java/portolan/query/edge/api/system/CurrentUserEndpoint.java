package portolan.query.edge.api.system;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Principal;
import portolan.edge.message.Queries;
import portolan.edge.oidc.OidcAccounts;
import portolan.language.refusal.Refusal;
import portolan.language.user.FindUser;
import portolan.language.user.Secret;
import portolan.language.user.UserDetails;
import portolan.language.user.UserId;
import reactor.core.publisher.Mono;

/// Who the caller is.
@RestController
public class CurrentUserEndpoint {
  private final Queries queries;
  private final OidcAccounts identities;

  public CurrentUserEndpoint(Queries queries, OidcAccounts identities) {
    this.identities = identities;
    this.queries = queries;
  }

  /// What is kept for a person whom an OIDC provider knows; shown to nobody else.
  ///
  /// @param secret for the person's programs
  public record ProviderAccount(int userId, @Nullable String secret) {
    static @Nullable ProviderAccount of(UserId user, Optional<OidcAccounts.Kept> kept) {
      return kept.isEmpty()
          ? null
          : new ProviderAccount(
              user.value(), kept.get().cliSecret().map(Secret::value).orElse(null));
    }

    @Override
    public String toString() {
      return "ProviderAccount[" + userId + "]";
    }
  }

  /// A person on the wire. Texts that are empty are left out, as Harbor does.
  ///
  /// @param adminRoleInAuth administrator by a group of the identity provider
  public record Person(
      @Nullable String email,
      @Nullable String realname,
      @Nullable String comment,
      int userId,
      String username,
      boolean sysadminFlag,
      boolean adminRoleInAuth,
      @Nullable ProviderAccount oidcUserMeta,
      Instant creationTime,
      Instant updateTime) {

    static Person of(UserDetails user, @Nullable ProviderAccount provider) {
      return new Person(
          said(user.email()),
          said(user.realName()),
          said(user.comment()),
          user.id().value(),
          user.name(),
          user.administrator(),
          user.groupAdministrator(),
          provider,
          user.createdAt(),
          user.updatedAt());
    }

    private static @Nullable String said(String text) {
      return text.isEmpty() ? null : text;
    }
  }

  /// The caller's own profile. A robot has none.
  @GetMapping("/api/v2.0/users/current")
  public Mono<Person> current(Caller caller) {
    return switch (caller.principal()) {
      case Principal.User user -> profile(user.id());
      case Principal.Robot _, Principal.Workload _ ->
          Mono.error(new Refusal.NotAPerson("get current user").asException());
      case Principal.Anonymous _ -> Mono.error(new Refusal.SignInNeeded().asException());
    };
  }

  private Mono<Person> profile(UserId id) {
    return queries
        .ask(new FindUser(id))
        .zipWith(identities.kept(id))
        .map(found ->
            found
                .getT1()
                .map(user -> Person.of(user, ProviderAccount.of(id, found.getT2())))
                .orElseThrow(() -> new Refusal.UserUnknown(id.value()).asException()));
  }
}
