package portolan.query;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.query.History.ACME;
import static portolan.query.History.WEB;
import static portolan.query.History.WEB_NAME;
import static portolan.query.History.acmeWithWeb;
import static portolan.query.History.deleted;
import static portolan.query.History.image;
import static portolan.query.History.index;
import static portolan.query.History.member;
import static portolan.query.History.moved;
import static portolan.query.History.project;
import static portolan.query.History.pushed;
import static portolan.query.History.removed;
import static portolan.query.History.repository;
import static portolan.query.History.robot;
import static portolan.query.History.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import portolan.language.access.Role;
import portolan.language.access.Sight;
import portolan.language.artifact.ArtifactDetails;
import portolan.language.artifact.ArtifactId;
import portolan.language.artifact.ArtifactPushed;
import portolan.language.artifact.FindArtifacts;
import portolan.language.artifact.Manifest;
import portolan.language.audit.AuditedOperation;
import portolan.language.audit.FindOperations;
import portolan.language.event.Event;
import portolan.language.group.FindGroups;
import portolan.language.group.GroupCreated;
import portolan.language.group.GroupDeleted;
import portolan.language.group.GroupId;
import portolan.language.group.GroupKind;
import portolan.language.label.FindLabels;
import portolan.language.label.LabelCreated;
import portolan.language.label.LabelDeleted;
import portolan.language.label.LabelId;
import portolan.language.label.LabelSpec;
import portolan.language.list.Criteria;
import portolan.language.list.Criterion;
import portolan.language.list.PageRequest;
import portolan.language.list.SortKey;
import portolan.language.message.Page;
import portolan.language.oci.RepositoryName;
import portolan.language.privacy.PersonId;
import portolan.language.project.FindMembers;
import portolan.language.project.FindStatistics;
import portolan.language.project.Member;
import portolan.language.project.MemberRemoved;
import portolan.language.project.MembershipId;
import portolan.language.project.ProjectId;
import portolan.language.project.ProjectSettingChanged;
import portolan.language.repository.FindRepositories;
import portolan.language.repository.FindRepository;
import portolan.language.repository.RepositoryCleared;
import portolan.language.repository.RepositoryDeleted;
import portolan.language.repository.RepositoryId;
import portolan.language.robot.FindRobots;
import portolan.language.robot.RobotDeleted;
import portolan.language.robot.RobotId;
import portolan.language.user.FindUsers;
import portolan.language.user.UserDeleted;
import portolan.language.user.UserId;

/// What is not counted row by row is as many as there are rows.
class LongListsTest {
  /// For which there are totals, but for the last one.
  private static final List<Criterion> CRITERIA =
      List.of(
          new Criterion.Exact("operation", "update"),
          new Criterion.Fuzzy("operation", "E"),
          new Criterion.AnyOf("resource_type", List.of("member", "nothing")),
          new Criterion.Exact("operation_result", "false"),
          new Criterion.Exact("username", "system"));

  /// For which there are none, and that everything meets.
  private static final Criterion EVER =
      new Criterion.Range("op_time", Optional.of("2000-01-01T00:00:00"), Optional.empty());

  private final ReadModelsFixture views = new ReadModelsFixture();

  @AfterEach
  void close() {
    views.close();
  }

  @Test
  void countsArtifactsWhateverHappensToThem() {
    var one = image("one", "layer");
    var two = image("two", "layer");
    var both = index("both", one.digest(), two.digest());
    views.given(acmeWithWeb());
    views.given(repository(2, 1, "acme/api"));
    then(0);
    views.given(pushed(1, one));
    then(1);
    views.givenTogether(pushed(2, two), moved("t", null, two.digest()));
    then(2);
    views.given(pushed(3, both));
    then(2);
    views.given(removed("t", two.digest()));
    then(1);
    views.givenTogether(deleted(3, both), pushed(4, image("three", "layer")));
    then(3);
    views.givenTogether(deleted(1, one), deleted(2, two));
    then(1);
    views.given(new RepositoryDeleted(WEB, ACME, WEB_NAME));
    assertThat(views.ask(ofProject(Criteria.NONE)).total()).isZero();
    assertThat(views.ask(ofWeb(Criteria.NONE)).items()).isEmpty();
    assertThat(views.ask(repositories(Sight.ALL, Criteria.NONE)).total()).isEqualTo(1);
  }

  /// Until they are cleared, nobody sees the artifacts of a repository that is gone.
  @Test
  void countsNoArtifactsOfRepositoriesThatAreGone() {
    var one = image("one", "layer");
    var two = image("two", "layer");
    var more = image("three", "layer");
    views.given(acmeWithWeb());
    views.given(repository(2, 1, "acme/api"));
    views.givenTogether(pushed(1, one), pushed(2, two), pushedTo(new RepositoryId(2), 3, more));
    assertThat(views.ask(ofProject(Criteria.NONE)).total()).isEqualTo(3);
    views.given(new RepositoryDeleted(WEB, ACME, WEB_NAME));
    thenOnlyOfApi();
    views.given(deleted(1, one));
    thenOnlyOfApi();
    assertThat(gone()).containsExactly("(1,1)");
    views.givenTogether(deleted(2, two), new RepositoryCleared(WEB, ACME, WEB_NAME));
    thenOnlyOfApi();
    assertThat(gone()).isEmpty();
    views.givenTogether(
        repository(3, 1, "acme/web"), pushedTo(new RepositoryId(3), 4, image("four", "layer")));
    assertThat(views.ask(ofProject(Criteria.NONE)).total()).isEqualTo(2);
  }

  /// It takes its artifacts along, as almost all do; nothing else happens when it is gone.
  @Test
  void remembersNoRepositoryThatLeavesNothing() {
    var one = image("one", "layer");
    views.given(acmeWithWeb());
    views.given(pushed(1, one));
    views.givenTogether(deleted(1, one), new RepositoryDeleted(WEB, ACME, WEB_NAME));
    assertThat(gone()).isEmpty();
  }

  private List<String> gone() {
    return views.postgres.rows("SELECT g::text FROM views.repository_gone g");
  }

  private static ArtifactPushed pushedTo(RepositoryId repository, int id, Manifest manifest) {
    var name = RepositoryName.of("acme/r" + repository.value());
    return new ArtifactPushed(new ArtifactId(id), ACME, repository, name, manifest, null);
  }

  private void thenOnlyOfApi() {
    for (var criteria : List.of(Criteria.NONE, Criteria.of(new Criterion.Exact("type", "IMAGE")))) {
      var page = views.ask(ofProject(criteria));
      assertThat(page.items().stream().map(ArtifactDetails::id)).containsExactly(new ArtifactId(3));
      assertThat(page.total()).isEqualTo(1);
    }
  }

  private void then(int artifacts) {
    var any = Criteria.of(new Criterion.Range("size", Optional.of("0"), Optional.empty()));
    assertThat(views.ask(ofWeb(any)).total()).isEqualTo(artifacts);
    for (var criterion :
        List.of(
            new Criterion.Exact("tags", "*"),
            new Criterion.Exact("tags", "nil"),
            new Criterion.Exact("type", "IMAGE"))) {
      var page = views.ask(ofWeb(Criteria.of(criterion)));
      assertThat(page.total()).as(criterion.toString()).isEqualTo(page.items().size());
    }
    assertThat(views.ask(ofWeb(Criteria.NONE)).total()).isEqualTo(artifacts);
    assertThat(views.ask(ofProject(any)).total()).isEqualTo(artifacts);
    assertThat(views.ask(ofProject(Criteria.NONE)).total()).isEqualTo(artifacts);
    assertThat(views.ask(new FindRepository(WEB_NAME)).orElseThrow().artifacts())
        .isEqualTo(artifacts);
  }

  @Test
  void countsRepositoriesAsFarAsTheyAreSeen() {
    views.givenTogether(
        user(views.vault, 4, "dev"),
        project(1, "acme", false),
        project(2, "open", true),
        project(3, "zoo", false),
        repository(1, 1, "acme/web"),
        repository(2, 1, "acme/api"),
        repository(3, 2, "open/web"),
        repository(4, 3, "zoo/web"),
        member(1, 1, 4, Role.DEVELOPER));
    var dev = Sight.of(new UserId(4), false);
    for (var sight : List.of(dev, Sight.ALL, Sight.PUBLIC)) {
      var every = Criteria.of(new Criterion.Fuzzy("name", "/"));
      assertThat(views.ask(repositories(sight, Criteria.NONE)).total())
          .isEqualTo(views.ask(repositories(sight, every)).total());
    }
    assertThat(views.ask(repositories(dev, Criteria.NONE)).total()).isEqualTo(3);
    assertThat(views.ask(new FindStatistics(dev)).privateRepositories()).isEqualTo(2);
  }

  /// Without a criterion there is a total, and the rows of one page are all that there are.
  @Test
  void countsWholeListsWhateverHappensToThem() {
    var label = new LabelSpec("stable", "", "#00FF00");
    var mine =
        List.<Event>of(
            user(views.vault, 4, "dev"),
            user(views.vault, 5, "ops"),
            member(1, 1, 4, Role.DEVELOPER),
            member(2, 1, 5, Role.GUEST),
            robot(1, "robot$acme+ci"),
            robot(2, "robot$acme+cd"),
            new LabelCreated(new LabelId(1), ACME, label),
            new LabelCreated(new LabelId(2), null, label),
            new LabelCreated(new LabelId(3), null, label),
            new GroupCreated(new GroupId(1), "sailors", GroupKind.OIDC, ""));
    views.given(acmeWithWeb());
    thenWhole(0, 0, 0, 0, 0, 0);
    views.givenTogether(mine);
    thenWhole(2, 2, 2, 1, 2, 1);
    views.given(
        new UserDeleted(new UserId(5), views.vault.seal(new PersonId("user:5"), "ops")),
        new MemberRemoved(
            ACME, new MembershipId(2), new Member(Member.Kind.USER, 5), Role.GUEST, null));
    thenWhole(1, 1, 2, 1, 2, 1);
    views.givenTogether(
        new RobotDeleted(new RobotId(1), ACME, "robot$acme+ci", null),
        new LabelDeleted(new LabelId(1), ACME, label),
        new LabelDeleted(new LabelId(2), null, label),
        new GroupDeleted(new GroupId(1), "sailors"),
        new GroupCreated(new GroupId(2), "divers", GroupKind.OIDC, ""),
        robot(3, "robot$acme+cx"));
    thenWhole(1, 1, 2, 0, 1, 1);
  }

  private void thenWhole(
      int users, int members, int robots, int labels, int registryLabels, int groups) {
    var pages =
        List.of(
            views.ask(new FindUsers(Criteria.NONE, List.of(), first())),
            views.ask(new FindMembers(ACME, Optional.empty(), first())),
            views.ask(new FindRobots(Optional.of(ACME), Criteria.NONE, List.of(), first())),
            views.ask(new FindLabels(Optional.of(ACME), Criteria.NONE, List.of(), first())),
            views.ask(new FindLabels(Optional.empty(), Criteria.NONE, List.of(), first())),
            views.ask(new FindGroups(Optional.empty(), Optional.empty(), first())));
    assertThat(pages.stream().map(Page::total))
        .containsExactly(
            (long) users,
            (long) members,
            (long) robots,
            (long) labels,
            (long) registryLabels,
            (long) groups);
    assertThat(pages).allMatch(page -> page.total() == page.items().size());
  }

  @Test
  void countsAndPagesTheAuditTrailOfSeveralProjects() {
    views.givenTogether(history());
    var seen = new ArrayList<Long>();
    for (int page = 1; page <= 3; page++) {
      var found = views.ask(administered(Criteria.NONE, List.of(), new PageRequest(page, 4)));
      assertThat(found.total()).isEqualTo(10);
      found.items().forEach(it -> seen.add(it.position().index()));
    }
    assertThat(seen)
        .hasSize(10)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo((a, b) -> Long.compare(b, a));
    var upwards = administered(Criteria.NONE, List.of(SortKey.ascending("op_time")), first());
    assertThat(positions(views.ask(upwards))).isEqualTo(seen.reversed());
    var byName = administered(Criteria.NONE, List.of(SortKey.ascending("resource")), first());
    assertThat(positions(views.ask(byName))).containsExactlyInAnyOrderElementsOf(seen);
    for (var criterion : CRITERIA) {
      var few = Criteria.of(criterion);
      var counted = Criteria.of(criterion, EVER);
      assertThat(views.ask(administered(few, List.of(), first())).total())
          .as(criterion.toString())
          .isEqualTo(views.ask(administered(counted, List.of(), first())).total());
      for (var project : List.of(Optional.of(ACME), Optional.<ProjectId>empty())) {
        assertThat(views.ask(operations(project, few)).total())
            .as(criterion + " in " + project)
            .isEqualTo(views.ask(operations(project, counted)).total());
      }
    }
    assertThat(views.ask(operations(Optional.empty(), Criteria.of(CRITERIA.getFirst()))).total())
        .isEqualTo(9);
  }

  /// Three projects that were changed three times each, the first two of one administrator.
  private List<Event> history() {
    var events = new ArrayList<Event>(List.of(user(views.vault, 4, "dev")));
    for (int i = 1; i <= 3; i++) {
      events.add(project(i, "p" + i, false));
      if (i < 3) {
        events.add(member(i, i, 4, Role.PROJECT_ADMIN));
      }
      for (int k = 0; k < 3; k++) {
        events.add(new ProjectSettingChanged(new ProjectId(i), "k" + k, null, "true"));
      }
    }
    return events;
  }

  private static List<Long> positions(Page<AuditedOperation> page) {
    return page.items().stream().map(it -> it.position().index()).toList();
  }

  private static PageRequest first() {
    return new PageRequest(1, 100);
  }

  private static FindOperations administered(
      Criteria criteria, List<SortKey> order, PageRequest page) {
    return new FindOperations(
        Optional.empty(), Optional.of(new UserId(4)), criteria, order, page, false);
  }

  private static FindOperations operations(Optional<ProjectId> project, Criteria criteria) {
    return new FindOperations(project, Optional.empty(), criteria, List.of(), first(), false);
  }

  private static FindArtifacts ofWeb(Criteria criteria) {
    return new FindArtifacts(ACME, Optional.of(WEB), criteria, List.of(), first(), false);
  }

  private static FindArtifacts ofProject(Criteria criteria) {
    return new FindArtifacts(ACME, Optional.empty(), criteria, List.of(), first(), false);
  }

  private static FindRepositories repositories(Sight sight, Criteria criteria) {
    return new FindRepositories(Optional.empty(), sight, criteria, List.of(), first());
  }
}
