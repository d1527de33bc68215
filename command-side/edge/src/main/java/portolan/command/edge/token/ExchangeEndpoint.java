package portolan.command.edge.token;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import portolan.edge.access.Access;
import portolan.edge.identity.Caller;
import portolan.edge.identity.Principal;
import portolan.edge.message.Queries;
import portolan.edge.token.TokenScope;
import portolan.edge.token.Tokens;
import portolan.edge.visit.Visitors;
import portolan.edge.workload.UntrustedToken;
import portolan.language.trust.WorkloadAccount;
import portolan.language.visit.Visit;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// `POST /service/token/exchange`: a workload's identity token for a short-lived token of ours.
///
/// Source: RFC 8693.
@RestController
public class ExchangeEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeEndpoint.class);
  private static final String NO_STORE = "no-store";

  private final WorkloadAdmission admission;
  private final Granting granting;
  private final Tokens tokens;
  private final Visitors visitors;
  private final Clock clock;

  public ExchangeEndpoint(
      WorkloadAdmission admission,
      Queries queries,
      Access access,
      Tokens tokens,
      Visitors visitors,
      Clock clock) {
    this.admission = admission;
    this.granting = new Granting(queries, access);
    this.tokens = tokens;
    this.visitors = visitors;
    this.clock = clock;
  }

  /// What was given.
  ///
  /// @param scope the access, when it was asked for more narrowly than the rule gives it
  record Answer(
      String accessToken,
      String issuedTokenType,
      String tokenType,
      long expiresIn,
      @Nullable String scope) {
    @Override
    public String toString() {
      return "Answer";
    }
  }

  @PostMapping("/service/token/exchange")
  public Mono<ResponseEntity<Object>> exchange(Caller caller, ServerWebExchange exchange) {
    var nobody = caller.asNobody();
    return exchange
        .getFormData()
        .map(ExchangeForm::of)
        .flatMap(form ->
            admission
                .admit(form.subjectToken(), form.project(), nobody)
                .flatMap(workload -> given(form, workload, nobody))
                .onErrorMap(UntrustedToken.class, e -> refused(form, nobody, e)))
        .map(answer ->
            ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, NO_STORE).<Object>body(answer))
        .onErrorResume(
            ExchangeRefusal.class,
            e ->
                Mono.just(
                    ResponseEntity.badRequest()
                        .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                        .body(e.body())));
  }

  private Mono<Answer> given(ExchangeForm form, WorkloadAccount workload, Caller nobody) {
    var caller = nobody.as(new Principal.Workload(workload));
    return granting
        .grant(caller, form.scopes())
        .map(granted -> granted.stream().filter(it -> !it.actions().isEmpty()).toList())
        .publishOn(Schedulers.parallel())
        .map(granted -> {
          if (granted.isEmpty() && !form.scopes().isEmpty()) {
            throw ExchangeRefusal.scope("the rule gives nothing of this");
          }
          var access =
              granted.isEmpty() ? List.of(TokenScope.allOf(workload.projectName())) : granted;
          var life = Duration.between(clock.instant(), workload.expiresAt());
          var token = tokens.issue(workload.name(), caller.actor(), Optional.of(access), life);
          return new Answer(
              token.value(),
              ExchangeForm.ACCESS_TOKEN,
              "Bearer",
              token.lifeSeconds(),
              granted.isEmpty() ? null : scope(granted));
        });
  }

  private static String scope(List<TokenScope.Entry> granted) {
    return granted.stream()
        .map(entry ->
            entry.type()
                + ":"
                + entry.name()
                + ":"
                + entry.actions().stream().sorted().collect(Collectors.joining(",")))
        .collect(Collectors.joining(" "));
  }

  /// Said to nobody but those who read the log.
  private ExchangeRefusal refused(ExchangeForm form, Caller nobody, UntrustedToken why) {
    LOG.info(
        "request {}: no exchange for project {}: {}",
        nobody.requestId(),
        form.project(),
        why.getMessage());
    visitors.refused(
        new Visitors.Deed(
            nobody.actor(),
            "oidc",
            "exchange",
            "project",
            form.project().value(),
            null,
            null,
            null,
            nobody.address(),
            nobody.agent(),
            Visit.Effect.ALL),
        nobody.requestId());
    return ExchangeRefusal.untrusted();
  }
}
