package portolan.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portolan.command.StreamNames;
import portolan.language.access.Permission;
import portolan.language.project.DeleteProject;
import portolan.language.refusal.Refusal;
import portolan.language.trust.ChangeTrustRule;
import portolan.language.trust.CreateTrustRule;
import portolan.language.trust.ExchangeToken;
import portolan.language.trust.TrustRuleId;
import portolan.language.trust.TrustRuleSpec;

class TrustRulesTest {
  private final DecidingSide side = DecidingSide.shared();

  @Test
  void exchangesByARuleThatIsAsItWasAndByNoOther() {
    var images = Images.inProject(side, -1);
    var rule = side.send(new CreateTrustRule(images.project(), spec("ci", false)));

    var exchange = side.send(exchange(rule, 1, images));

    assertThat(side.history(StreamNames.of(exchange))).containsExactly("token-exchanged");
    side.send(new ChangeTrustRule(rule, spec("ci", true)));
    for (int revision : List.of(1, 2)) {
      assertThat(Refusals.of(() -> side.send(exchange(rule, revision, images))))
          .as("revision " + revision)
          .isEqualTo(new Refusal.TrustRuleUnknown(rule.value()));
    }
    side.send(new ChangeTrustRule(rule, spec("ci", false)));
    assertThat(side.send(exchange(rule, 3, images))).isNotEqualTo(exchange);
  }

  @Test
  void endsTheRulesWithTheirProject() {
    var images = Images.inProject(side, -1);
    var rule = side.send(new CreateTrustRule(images.project(), spec("ci", false)));
    assertThat(
            Refusals.of(() -> side.send(new CreateTrustRule(images.project(), spec("ci", false)))))
        .isEqualTo(new Refusal.NameTaken("trust rule", "ci"));

    side.send(new DeleteProject(images.project()));

    assertThat(side.history(StreamNames.of(rule)))
        .containsExactly("trust-rule-created", "trust-rule-deleted");
    assertThat(Refusals.of(() -> side.send(exchange(rule, 1, images))))
        .isEqualTo(new Refusal.TrustRuleUnknown(rule.value()));
  }

  @Test
  void keepsWhatATokenSaysOutOfPlainSight() {
    var images = Images.inProject(side, -1);
    var rule = side.send(new CreateTrustRule(images.project(), spec("ci", false)));

    side.send(exchange(rule, 1, images));

    assertThat(
            side.database.number(
                """
                SELECT count(*) FROM event WHERE convert_from(payload, 'UTF8') LIKE '%octocat%'
                """))
        .isZero();
  }

  private static ExchangeToken exchange(TrustRuleId rule, int revision, Images images) {
    return new ExchangeToken(
        rule,
        revision,
        images.name(),
        "{\"actor\":\"octocat\"}",
        Instant.parse("2030-01-01T00:00:00Z"));
  }

  private static TrustRuleSpec spec(String name, boolean disabled) {
    return new TrustRuleSpec(
        name,
        "",
        "https://issuer.example",
        "registry",
        Map.of("sub", "repo:acme/web:*"),
        Set.of(new Permission("repository", "push")),
        600,
        disabled);
  }
}
