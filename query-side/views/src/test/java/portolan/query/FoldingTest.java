package portolan.query;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.query.History.ACME;
import static portolan.query.History.acmeWithWeb;
import static portolan.query.History.completed;
import static portolan.query.History.deleted;
import static portolan.query.History.image;
import static portolan.query.History.index;
import static portolan.query.History.member;
import static portolan.query.History.moved;
import static portolan.query.History.pushed;
import static portolan.query.History.removed;
import static portolan.query.History.robot;
import static portolan.query.History.user;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.language.access.Role;
import portolan.language.allowlist.CveAllowlist;
import portolan.language.allowlist.CveAllowlistSet;
import portolan.language.artifact.ArtifactId;
import portolan.language.artifact.ArtifactLabelled;
import portolan.language.artifact.Manifest;
import portolan.language.event.Event;
import portolan.language.group.GroupCreated;
import portolan.language.group.GroupDeleted;
import portolan.language.group.GroupId;
import portolan.language.group.GroupKind;
import portolan.language.immutable.ImmutableRuleChanged;
import portolan.language.immutable.ImmutableRuleCreated;
import portolan.language.immutable.ImmutableRuleId;
import portolan.language.immutable.ImmutableRuleSpec;
import portolan.language.immutable.Selector;
import portolan.language.label.LabelChanged;
import portolan.language.label.LabelCreated;
import portolan.language.label.LabelDeleted;
import portolan.language.label.LabelId;
import portolan.language.label.LabelSpec;
import portolan.language.oci.Digest;
import portolan.language.project.Member;
import portolan.language.project.MemberAdded;
import portolan.language.project.MemberRoleChanged;
import portolan.language.project.MembershipId;
import portolan.language.project.ProjectDeleted;
import portolan.language.project.ProjectSettingChanged;
import portolan.language.quota.StorageLimitSet;
import portolan.language.repository.RepositoryDeleted;
import portolan.language.repository.RepositoryDescribed;
import portolan.language.trust.ExchangeId;
import portolan.language.trust.TokenExchanged;
import portolan.language.trust.TrustRuleId;
import portolan.language.user.UserDeleted;
import portolan.language.user.UserId;

/// The rows are the same whether events come one by one or together.
class FoldingTest {

  @Test
  void makesTheSameRowsInOneBatchAndInMany() {
    try (var single = new ReadModelsFixture();
        var together = new ReadModelsFixture()) {
      var history = eventful(single.vault);
      single.given(history);
      together.givenTogether(history);
      var expected = rows(single);
      rows(together)
          .forEach((table, rows) ->
              assertThat(rows).as(table).containsExactlyElementsOf(expected.get(table)));
      assertThat(rows(single).get("tag_history")).hasSize(4);
      assertThat(rows(single).get("artifact_label")).hasSize(1);
    }
  }

  @Test
  void countsABlobOfTwoArtifactsOnce() {
    try (var views = new ReadModelsFixture()) {
      var one = image("one", "shared");
      var two = image("two", "shared");
      views.given(acmeWithWeb());
      views.givenTogether(pushed(1, one), pushed(2, two));
      assertThat(used(views)).isEqualTo(1 + 10 + 100 + 1 + 10);
      views.givenTogether(deleted(1, one));
      assertThat(used(views)).isEqualTo(1 + 10 + 100);
      views.givenTogether(deleted(2, two), pushed(3, two), deleted(3, two));
      assertThat(used(views)).isZero();
      assertThat(views.postgres.rows("SELECT digest FROM views.project_blob")).isEmpty();
    }
  }

  @Test
  void listsAChildOnlyWhileNoIndexDoes() {
    try (var views = new ReadModelsFixture()) {
      var child = image("child", "layer");
      var parent = index("parent", child.digest());
      views.given(acmeWithWeb());
      views.givenTogether(pushed(1, child), pushed(2, parent));
      assertThat(listed(views)).containsExactly("2");
      assertThat(views.postgres.rows("SELECT size FROM views.artifact WHERE id = 2"))
          .containsExactly("116");
      views.given(deleted(2, parent));
      assertThat(listed(views)).containsExactly("1");
    }
  }

  @Test
  void weighsWhatAnIndexListsOnceHoweverManyWaysLeadToIt() {
    try (var views = new ReadModelsFixture()) {
      views.given(acmeWithWeb());
      var child = image("0", "layer");
      views.given(pushed(1, child));
      for (int depth = 1; depth <= 8; depth++) {
        // A hundred ways at each level: 10^16 in all.
        var ways = java.util.Collections.nCopies(100, child.digest()).toArray(Digest[]::new);
        child = index("" + depth, ways);
        views.given(pushed(depth + 1, child));
      }
      assertThat(views.postgres.rows("SELECT size FROM views.artifact WHERE id = 9"))
          .containsExactly(Integer.toString(1 + 10 + 100 + 8 * 5));
    }
  }

  @Test
  void countsWhatCameLaterForAllThatListIt() {
    try (var views = new ReadModelsFixture()) {
      var child = image("child", "layer");
      var parent = index("parent", child.digest());
      views.given(acmeWithWeb());
      views.given(
          pushed(1, child), pushed(2, parent), pushed(3, index("grandparent", parent.digest())));
      views.given(completed(1, child, "late"));
      assertThat(views.postgres.rows("SELECT size FROM views.artifact ORDER BY id"))
          .containsExactly("1111", "1116", "1121");
      assertThat(used(views)).isEqualTo(1121);
      assertThat(views.postgres.rows("SELECT size FROM views.artifact_blob WHERE size > 999"))
          .containsExactly("1000");
    }
  }

  @Test
  void remembersWhenATagPointedWhere() {
    try (var views = new ReadModelsFixture()) {
      var one = image("one", "layer");
      var two = image("two", "layer");
      views.given(acmeWithWeb());
      views.givenTogether(
          pushed(1, one),
          pushed(2, two),
          moved("v", null, one.digest()),
          moved("v", one.digest(), two.digest()),
          removed("v", two.digest()),
          moved("v", null, one.digest()));
      assertThat(
              views.postgres.rows(
                  """
                  SELECT (digest = '%s') || ' ' || (to_position IS NULL) || ' ' ||
                    coalesce((to_position = lead(from_position) OVER w)::text, 'last')
                  FROM views.tag_history WINDOW w AS (ORDER BY from_position) ORDER BY from_position\
                  """
                      .formatted(one.digest())))
          .containsExactly("true false true", "false false false", "true true last");
    }
  }

  private static List<Event> eventful(PlainVault vault) {
    var one = image("one", "layer");
    var two = image("two", "layer");
    var both = index("both", one.digest(), two.digest());
    var rule =
        new ImmutableRuleCreated(
            new ImmutableRuleId(1),
            ACME,
            new ImmutableRuleSpec(false, 0, new Selector(false, "**"), new Selector(true, "v*")));
    var history = new ArrayList<Event>(acmeWithWeb());
    history.addAll(
        List.of(
            user(vault, 1, "admin"),
            user(vault, 2, "bob"),
            member(1, 1, 1, Role.PROJECT_ADMIN),
            member(2, 1, 2, Role.GUEST),
            new MemberRoleChanged(
                ACME,
                new MembershipId(2),
                new Member(Member.Kind.USER, 2),
                Role.GUEST,
                Role.MAINTAINER),
            new StorageLimitSet(ACME, null, 1000),
            new ProjectSettingChanged(ACME, "public", "false", "true"),
            new ProjectSettingChanged(ACME, "auto_scan", null, "true"),
            robot(1, "ci"),
            new LabelCreated(new LabelId(1), ACME, label("ok")),
            new LabelCreated(new LabelId(2), null, label("gone")),
            new LabelChanged(new LabelId(1), ACME, label("ok"), label("better")),
            rule,
            new ImmutableRuleChanged(rule.rule(), ACME, rule.spec(), switchedOff(rule.spec())),
            new CveAllowlistSet(ACME, CveAllowlist.EMPTY, new CveAllowlist(List.of("CVE-1"), 7L)),
            pushed(1, one),
            moved("v1", null, one.digest()),
            labelled(1, one, 1),
            labelled(1, one, 2),
            new LabelDeleted(new LabelId(2), null, label("gone")),
            pushed(2, two),
            labelled(2, two, 1),
            moved("v1", one.digest(), two.digest()),
            moved("v2", null, one.digest()),
            pushed(3, both),
            removed("v1", two.digest()),
            deleted(3, both),
            removed("v2", one.digest()),
            deleted(1, one),
            new RepositoryDescribed(History.WEB, ACME, "", "the web"),
            pushed(4, one),
            pushed(5, both),
            completed(4, one, "late"),
            moved("v1", null, both.digest()),
            History.project(2, "gone", true),
            History.repository(2, 2, "gone/now"),
            new RepositoryDeleted(
                new portolan.language.repository.RepositoryId(2),
                new portolan.language.project.ProjectId(2),
                portolan.language.oci.RepositoryName.of("gone/now")),
            new ProjectDeleted(
                new portolan.language.project.ProjectId(2),
                new portolan.language.oci.ProjectName("gone")),
            new GroupCreated(new GroupId(2), "crew", GroupKind.HTTP, ""),
            new MemberAdded(
                ACME, new MembershipId(3), new Member(Member.Kind.GROUP, 2), Role.GUEST),
            new GroupDeleted(new GroupId(2), "crew"),
            new TokenExchanged(
                new ExchangeId(1),
                new TrustRuleId(1),
                1,
                ACME,
                new portolan.language.oci.ProjectName("acme"),
                "finer-than-kept",
                user(vault, 3, "workload").name(),
                Instant.parse("2026-11-29T08:15:00.123456789Z")),
            new UserDeleted(new UserId(2), user(vault, 2, "bob").name()),
            member(4, 1, 2, Role.GUEST)));
    return history;
  }

  private static LabelSpec label(String name) {
    return new LabelSpec(name, "", "");
  }

  private static ArtifactLabelled labelled(int artifact, Manifest manifest, int label) {
    return new ArtifactLabelled(
        new ArtifactId(artifact), ACME, History.WEB, manifest.digest(), new LabelId(label));
  }

  private static ImmutableRuleSpec switchedOff(ImmutableRuleSpec spec) {
    return new ImmutableRuleSpec(true, spec.priority(), spec.repositories(), spec.tags());
  }

  private static java.util.Map<String, List<String>> rows(ReadModelsFixture views) {
    return views.postgres.contents("views");
  }

  private static long used(ReadModelsFixture views) {
    return Long.parseLong(views.postgres.rows("SELECT used FROM views.quota").getFirst());
  }

  private static List<String> listed(ReadModelsFixture views) {
    return views.postgres.rows("SELECT id FROM views.artifact WHERE listed ORDER BY id");
  }
}
