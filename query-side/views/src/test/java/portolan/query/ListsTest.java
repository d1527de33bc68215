package portolan.query;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.query.History.ACME;
import static portolan.query.History.WEB;
import static portolan.query.History.WEB_NAME;
import static portolan.query.History.acmeWithWeb;
import static portolan.query.History.image;
import static portolan.query.History.index;
import static portolan.query.History.member;
import static portolan.query.History.moved;
import static portolan.query.History.project;
import static portolan.query.History.pushed;
import static portolan.query.History.referrer;
import static portolan.query.History.repository;
import static portolan.query.History.robot;
import static portolan.query.History.user;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import portolan.language.access.Actor;
import portolan.language.access.Role;
import portolan.language.access.RoleChoice;
import portolan.language.access.Sight;
import portolan.language.artifact.ArtifactDetails;
import portolan.language.artifact.FindArtifact;
import portolan.language.artifact.FindArtifacts;
import portolan.language.audit.AuditedOperation;
import portolan.language.audit.FindOperations;
import portolan.language.audit.FindRecordsAfter;
import portolan.language.configuration.Setting;
import portolan.language.configuration.SettingChanged;
import portolan.language.event.Envelope;
import portolan.language.event.Position;
import portolan.language.group.GroupCreated;
import portolan.language.group.GroupDeleted;
import portolan.language.group.GroupId;
import portolan.language.group.GroupKind;
import portolan.language.group.GroupRenamed;
import portolan.language.list.Criteria;
import portolan.language.list.Criterion;
import portolan.language.list.PageRequest;
import portolan.language.list.SortKey;
import portolan.language.oci.Reference;
import portolan.language.privacy.PersonId;
import portolan.language.project.FindMembers;
import portolan.language.project.FindProject;
import portolan.language.project.FindProjectSummary;
import portolan.language.project.FindProjects;
import portolan.language.project.FindRepositoryGrants;
import portolan.language.project.FindStatistics;
import portolan.language.project.Member;
import portolan.language.project.MemberAdded;
import portolan.language.project.MemberDetails;
import portolan.language.project.MembershipId;
import portolan.language.project.ProjectDetails;
import portolan.language.project.ProjectId;
import portolan.language.project.ProjectSettingChanged;
import portolan.language.project.RepositoriesGranted;
import portolan.language.project.RepositoryGrantId;
import portolan.language.quota.FindQuotas;
import portolan.language.repository.FindRepositories;
import portolan.language.repository.FindRepository;
import portolan.language.robot.FindRobots;
import portolan.language.tag.FindTags;
import portolan.language.user.FindUsers;
import portolan.language.user.Standing;
import portolan.language.user.StandingChanged;
import portolan.language.user.UserDeleted;
import portolan.language.user.UserId;

class ListsTest {
  private static final PageRequest FIRST = PageRequest.FIRST;

  private final ReadModelsFixture views = new ReadModelsFixture();

  @AfterEach
  void close() {
    views.close();
  }

  @Test
  void showsEachTheProjectsThatTheySee() {
    views.givenTogether(
        user(views.vault, 1, "admin"),
        user(views.vault, 4, "dev"),
        project(1, "acme", false),
        project(2, "open", true),
        project(3, "zoo", false),
        repository(1, 1, "acme/web"),
        member(1, 1, 4, Role.DEVELOPER));
    var dev = Sight.of(new UserId(4), false);
    assertThat(names(dev)).containsExactly("acme", "open");
    assertThat(names(Sight.PUBLIC)).containsExactly("open");
    assertThat(names(Sight.of(new UserId(1), true))).containsExactly("acme", "open", "zoo");
    assertThat(names(new Sight(false, Optional.empty(), List.of(new ProjectId(3)))))
        .containsExactly("open", "zoo");

    var acme = views.ask(new FindProject(ACME, dev)).orElseThrow();
    assertThat(acme.ownerName()).isEqualTo("admin");
    assertThat(acme.repositories()).isEqualTo(1);
    assertThat(acme.roles()).containsExactly(Role.DEVELOPER);
    assertThat(acme.settings()).containsEntry("public", "false");

    var statistics = views.ask(new FindStatistics(dev));
    assertThat(statistics.privateProjects()).isEqualTo(1);
    assertThat(statistics.publicProjects()).isEqualTo(1);
    assertThat(statistics.privateRepositories()).isEqualTo(1);
  }

  /// A role in some repositories does not tell how many others there are.
  @Test
  void countsTheRepositoriesThatEachIsShown() {
    var group = new GroupId(5);
    var guestMember = new Member(Member.Kind.USER, 5);
    views.givenTogether(
        user(views.vault, 4, "dev"),
        user(views.vault, 5, "guest"),
        user(views.vault, 6, "zebra"),
        new GroupCreated(group, "zebras", GroupKind.HTTP, ""),
        new StandingChanged(new UserId(6), Standing.NONE, new Standing(Set.of(group), false)),
        project(1, "acme", false),
        project(2, "open", true),
        project(3, "zoo", false),
        repository(1, 1, "acme/web"),
        repository(2, 1, "acme/web/app"),
        repository(3, 1, "acme/other"),
        repository(4, 2, "open/web"),
        repository(5, 2, "open/other"),
        member(1, 1, 4, Role.DEVELOPER),
        granted(1, 1, guestMember, "web/**"),
        granted(2, 1, guestMember, "web/app"),
        granted(3, 2, guestMember, "web"),
        granted(4, 3, guestMember, "**"),
        granted(5, 1, new Member(Member.Kind.GROUP, group.value()), "other"));
    var guest = Sight.of(new UserId(5), false);
    assertThat(counted(guest)).isEqualTo(Map.of("acme", 1L, "open", 2L, "zoo", 0L));
    assertThat(counted(Sight.of(new UserId(6), false))).isEqualTo(Map.of("acme", 1L, "open", 2L));
    assertThat(counted(Sight.of(new UserId(4), false))).isEqualTo(Map.of("acme", 3L, "open", 2L));
    assertThat(counted(Sight.of(new UserId(5), true)))
        .isEqualTo(Map.of("acme", 3L, "open", 2L, "zoo", 0L));
    assertThat(counted(new Sight(false, Optional.empty(), List.of(ACME))))
        .isEqualTo(Map.of("acme", 3L, "open", 2L));
  }

  private Map<String, Long> counted(Sight sight) {
    var counted = new HashMap<String, Long>();
    for (var project :
        views.ask(new FindProjects(sight, Criteria.NONE, List.of(), FIRST)).items()) {
      counted.put(project.name().value(), project.repositories());
      assertThat(views.ask(new FindProject(project.id(), sight))).contains(project);
      assertThat(
              views.ask(new FindProjectSummary(project.id(), sight)).orElseThrow().repositories())
          .isEqualTo(project.repositories());
    }
    return counted;
  }

  private static RepositoriesGranted granted(
      int id, int project, Member member, String repositories) {
    return new RepositoriesGranted(
        new ProjectId(project),
        new RepositoryGrantId(id),
        member,
        repositories,
        RoleChoice.of(Role.GUEST));
  }

  @Test
  void filtersSortsAndPagesWithoutTrustingTheText() {
    views.givenTogether(
        project(1, "a1", true),
        project(2, "a2", true),
        project(3, "a_3", true),
        project(4, "b", true));
    assertThat(names(Criteria.of(new Criterion.Fuzzy("name", "A")))).hasSize(3);
    assertThat(names(Criteria.of(new Criterion.Fuzzy("name", "_")))).containsExactly("a_3");
    assertThat(names(Criteria.of(new Criterion.Exact("name", "' OR 1=1 --")))).isEmpty();
    assertThat(names(Criteria.of(new Criterion.AnyOf("project_id", List.of("1", "4")))))
        .containsExactly("a1", "b");
    assertThat(
            names(
                Criteria.of(
                    new Criterion.Range(
                        "creation_time", Optional.of("2026-10-01T12:00:04"), Optional.empty()))))
        .containsExactly("a_3", "b");
    var second =
        views.ask(
            new FindProjects(
                Sight.ALL,
                Criteria.NONE,
                List.of(SortKey.descending("name")),
                new PageRequest(2, 3)));
    assertThat(second.total()).isEqualTo(4);
    assertThat(second.items()).extracting(it -> it.name().value()).containsExactly("a1");
  }

  @Test
  void listsArtifactsWithAllThatBelongsToThem() {
    var one = image("one", "layer");
    var two = image("two", "layer");
    var both = index("both", one.digest(), two.digest());
    var signature = referrer("sig", both.digest(), "application/vnd.cncf.notary.signature");
    views.given(acmeWithWeb());
    views.givenTogether(
        pushed(1, one),
        pushed(2, two),
        pushed(3, both),
        pushed(4, signature),
        pushed(5, image("alone", "layer")),
        moved("b", null, both.digest()),
        moved("t", null, two.digest()));
    assertThat(numbers(Criteria.NONE)).containsExactly(5, 3, 2);
    assertThat(numbers(tags("*"))).containsExactly(3, 2);
    assertThat(numbers(tags("nil"))).containsExactly(5);
    assertThat(numbers(tags("t"))).containsExactly(2);
    assertThat(numbers(Criteria.of(new Criterion.Fuzzy("tags", "b")))).containsExactly(3);
    assertThat(numbers(Criteria.of(new Criterion.Fuzzy("tags", "B")))).isEmpty();
    assertThat(numbers(Criteria.of(new Criterion.Exact("base", "*")))).containsExactly(5, 3, 2, 1);

    var shown = views.ask(new FindArtifact(WEB, Reference.of("b"))).orElseThrow();
    assertThat(shown).isEqualTo(views.ask(artifacts(Criteria.NONE)).items().get(1));
    assertThat(shown.tags()).extracting(tag -> tag.name().value()).containsExactly("b");
    assertThat(shown.children()).extracting(ArtifactDetails.ChildDetails::id).containsExactly(1, 2);
    assertThat(shown.children().getFirst().platform().os()).isEqualTo("linux");
    assertThat(shown.children().getFirst().urls())
        .containsExactly("https://elsewhere.example.org/child");
    assertThat(shown.accessories())
        .extracting(ArtifactDetails.Accessory::type)
        .containsExactly("signature.notation");
    assertThat(shown.size()).isEqualTo(5 + 111 + 111);
    assertThat(views.ask(new FindRepository(WEB_NAME)).orElseThrow().artifacts()).isEqualTo(3);
    assertThat(views.ask(new FindTags(WEB, both.digest(), Criteria.NONE, List.of(), FIRST)).total())
        .isEqualTo(1);
  }

  @Test
  void listsMembersByTheNamesThatTheyHaveNow() {
    var group = new GroupId(7);
    var registered = user(views.vault, 4, "dev");
    views.given(acmeWithWeb());
    views.givenTogether(
        registered,
        new GroupCreated(group, "zebras", GroupKind.HTTP, ""),
        new MemberAdded(
            ACME, new MembershipId(1), new Member(Member.Kind.GROUP, group.value()), Role.GUEST),
        member(2, 1, 4, Role.DEVELOPER));
    assertThat(memberNames()).containsExactly("dev", "zebras");
    views.givenTogether(new GroupRenamed(group, "zebras", "ants"));
    assertThat(memberNames()).containsExactly("ants", "dev");
    views.givenTogether(
        new GroupDeleted(group, "ants"), new UserDeleted(registered.user(), registered.name()));
    assertThat(memberNames()).isEmpty();
  }

  @Test
  void forgetsTheRolesOfThoseWhoAreGone() {
    var group = new GroupId(4);
    var registered = user(views.vault, 4, "dev");
    views.given(acmeWithWeb());
    views.givenTogether(
        registered,
        user(views.vault, 5, "guest"),
        new GroupCreated(group, "zebras", GroupKind.HTTP, ""),
        member(1, 1, 4, Role.DEVELOPER),
        member(2, 1, 5, Role.GUEST),
        granted(1, Member.Kind.USER),
        granted(2, Member.Kind.GROUP),
        new MemberAdded(
            ACME, new MembershipId(3), new Member(Member.Kind.GROUP, group.value()), Role.GUEST));
    views.givenTogether(new UserDeleted(registered.user(), registered.name()));
    assertThat(memberNames()).containsExactly("guest", "zebras");
    assertThat(views.ask(new FindRepositoryGrants(ACME, FIRST)).items()).hasSize(1);
    views.givenTogether(new GroupDeleted(group, "zebras"));
    assertThat(views.ask(new FindMembers(ACME, Optional.empty(), FIRST)).total()).isEqualTo(1);
    assertThat(views.ask(new FindProjectSummary(ACME, Sight.ALL)).orElseThrow().members())
        .containsExactly(Map.entry(Role.GUEST, 1L));
    assertThat(views.ask(new FindRepositoryGrants(ACME, FIRST)).items()).isEmpty();
    views.given(member(4, 1, 4, Role.DEVELOPER), granted(3, Member.Kind.GROUP));
    assertThat(memberNames()).containsExactly("guest");
    assertThat(views.ask(new FindRepositoryGrants(ACME, FIRST)).items()).isEmpty();
  }

  private static RepositoriesGranted granted(int id, Member.Kind kind) {
    return new RepositoriesGranted(
        ACME, new RepositoryGrantId(id), new Member(kind, 4), "**", RoleChoice.of(Role.GUEST));
  }

  private List<@Nullable String> memberNames() {
    var members = views.ask(new FindMembers(ACME, Optional.empty(), FIRST)).items();
    return members.stream().map(MemberDetails::name).toList();
  }

  @Test
  void listsMembersQuotasUsersAndRobots() {
    views.given(acmeWithWeb());
    views.givenTogether(
        user(views.vault, 1, "admin"),
        user(views.vault, 4, "dev"),
        member(1, 1, 1, Role.PROJECT_ADMIN),
        member(2, 1, 4, Role.DEVELOPER),
        robot(1, "ci"),
        pushed(1, image("one", "layer")));
    assertThat(views.ask(new FindMembers(ACME, Optional.of("dev"), FIRST)).items())
        .singleElement()
        .satisfies(it -> assertThat(it.role()).isEqualTo(RoleChoice.of(Role.DEVELOPER)));
    assertThat(views.ask(new FindQuotas(Optional.empty(), List.of(), FIRST)).items())
        .singleElement()
        .satisfies(it -> assertThat(it.used()).isEqualTo(111));
    assertThat(
            views
                .ask(
                    new FindUsers(
                        Criteria.of(new Criterion.Fuzzy("email", "DEV@")), List.of(), FIRST))
                .items())
        .singleElement()
        .satisfies(it -> assertThat(it.name()).isEqualTo("dev"));
    assertThat(
            views.ask(new FindRobots(Optional.of(ACME), Criteria.NONE, List.of(), FIRST)).total())
        .isEqualTo(1);
    assertThat(views.ask(new FindRobots(Optional.empty(), Criteria.NONE, List.of(), FIRST)).total())
        .isZero();
    var summary = views.ask(new FindProjectSummary(ACME, Sight.ALL)).orElseThrow();
    assertThat(summary.members()).containsEntry(Role.DEVELOPER, 1L);
    assertThat(summary.used()).isEqualTo(111);
    assertThat(
            views
                .ask(
                    new FindRepositories(
                        Optional.of(ACME), Sight.ALL, Criteria.NONE, List.of(), FIRST))
                .items())
        .extracting(it -> it.name())
        .containsExactly(WEB_NAME);
  }

  @Test
  void tellsWhoDidWhatUntilThePersonIsErased() {
    var person = new PersonId("user:4");
    var envelope =
        new Envelope(
            Actor.user(4),
            null,
            "basic",
            views.vault.seal(person, "10.0.0.9"),
            views.vault.seal(person, "docker/27"),
            "r1",
            "r1",
            "r1",
            "ticket 7");
    views.given(acmeWithWeb());
    views.given(user(views.vault, 4, "dev"));
    views.await(
        views.log.append(envelope, new ProjectSettingChanged(ACME, "public", "false", "true")));
    var byDev = Criteria.of(new Criterion.Exact("username", "dev"));
    var told = operations(byDev);
    assertThat(told.from()).contains("false");
    assertThat(told.to()).contains("true");
    assertThat(told.resource()).isEqualTo("acme");
    assertThat(told.address()).isEqualTo("10.0.0.9");
    assertThat(told.agent()).isEqualTo("docker/27");
    assertThat(told.reason()).isEqualTo("ticket 7");
    views.vault.erase(person);
    assertThat(operations(byDev).address()).isNull();
    assertThat(
            views
                .ask(
                    new FindOperations(
                        Optional.empty(),
                        Optional.of(new UserId(4)),
                        Criteria.NONE,
                        List.of(),
                        FIRST,
                        false))
                .total())
        .isZero();
  }

  @Test
  void auditsWhatIsNotSwitchedOff() {
    var off = Setting.DISABLED_AUDIT_LOG_EVENT_TYPES.key();
    var skip = Setting.SKIP_AUDIT_LOG_DATABASE.key();
    var address = Setting.AUDIT_LOG_FORWARD_ENDPOINT.key();
    views.givenTogether(
        project(1, "acme", false),
        new SettingChanged(address, "", "127.0.0.1:9"),
        new SettingChanged(off, "", "create_project, pull_artifact"),
        project(2, "open", true),
        new SettingChanged(off, "create_project, pull_artifact", ""),
        new SettingChanged(skip, "false", "true"),
        project(3, "zoo", false));
    views.given(new SettingChanged(skip, "true", "false"), project(4, "yard", false));

    assertThat(created(false)).containsExactly("yard", "acme");
    assertThat(created(true)).containsExactly("yard", "zoo", "open", "acme");
    var sent = views.ask(new FindRecordsAfter(Position.START, 100));
    assertThat(sent.records().stream().map(AuditedOperation::resource))
        .containsExactly(off, off, skip, "zoo", skip, "yard");
    assertThat(views.ask(new FindRecordsAfter(sent.upTo(), 100)).records()).isEmpty();
    assertThat(views.ask(new FindRecordsAfter(Position.START, 2)).records()).hasSize(2);
  }

  private List<String> created(boolean whole) {
    var projects = Criteria.of(new Criterion.Exact("resource_type", "project"));
    return views
        .ask(
            new FindOperations(
                Optional.empty(), Optional.empty(), projects, List.of(), FIRST, whole))
        .items()
        .stream()
        .map(AuditedOperation::resource)
        .toList();
  }

  private AuditedOperation operations(Criteria criteria) {
    return views
        .ask(
            new FindOperations(
                Optional.of(ACME), Optional.empty(), criteria, List.of(), FIRST, false))
        .items()
        .getFirst();
  }

  private static Criteria tags(String value) {
    return Criteria.of(new Criterion.Exact("tags", value));
  }

  private static FindArtifacts artifacts(Criteria criteria) {
    return new FindArtifacts(ACME, Optional.of(WEB), criteria, List.of(), FIRST, false);
  }

  private List<Integer> numbers(Criteria criteria) {
    return views.ask(artifacts(criteria)).items().stream().map(it -> it.id().value()).toList();
  }

  private List<String> names(Sight sight) {
    return names(views.ask(new FindProjects(sight, Criteria.NONE, List.of(), FIRST)).items());
  }

  private List<String> names(Criteria criteria) {
    return names(views.ask(new FindProjects(Sight.ALL, criteria, List.of(), FIRST)).items());
  }

  private static List<String> names(List<ProjectDetails> projects) {
    return projects.stream().map(it -> it.name().value()).toList();
  }
}
