package portolan.query.list;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.query.History.user;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portolan.language.event.Event;
import portolan.language.group.FindGroups;
import portolan.language.group.GroupCreated;
import portolan.language.group.GroupDeleted;
import portolan.language.group.GroupDetails;
import portolan.language.group.GroupId;
import portolan.language.group.GroupKind;
import portolan.language.group.GroupRenamed;
import portolan.language.list.Criteria;
import portolan.language.list.Criterion;
import portolan.language.list.PageRequest;
import portolan.language.message.Page;
import portolan.language.privacy.PersonId;
import portolan.language.user.AdministratorSet;
import portolan.language.user.FindUsers;
import portolan.language.user.UserDeleted;
import portolan.language.user.UserDetails;
import portolan.language.user.UserId;
import portolan.query.Database;
import portolan.query.ReadModelsFixture;
import portolan.query.Row;

/// Names that are kept in memory are never older than what was read before.
class NameSearchTest {
  private final ReadModelsFixture views = new ReadModelsFixture();

  @BeforeEach
  void people() {
    views.given(user(views.vault, 3, "Anna"), user(views.vault, 4, "hanna"));
  }

  @AfterEach
  void close() {
    views.close();
  }

  @Test
  void findsNothingAmongNobody() {
    assertThat(groups("a").total()).isZero();
  }

  @Test
  void findsPeopleByAPartWhateverTheCase() {
    assertThat(people("NN")).containsExactly("Anna", "hanna");
    assertThat(people("hA")).containsExactly("hanna");
    assertThat(people("%")).isEmpty();
    assertThat(people("_anna")).isEmpty();
  }

  @Test
  void hearsOfWhoComesAndGoes() {
    assertThat(people("anna")).hasSize(2);
    views.given(user(views.vault, 5, "joanna"));
    assertThat(people("anna")).containsExactly("Anna", "hanna", "joanna");
    views.given(new UserDeleted(new UserId(4), views.vault.seal(new PersonId("user:4"), "hanna")));
    assertThat(people("anna")).containsExactly("Anna", "joanna");
  }

  @Test
  void hearsOfWhoGoesWhileSomethingElseChanges() {
    assertThat(people("anna")).hasSize(2);
    views.givenTogether(
        new AdministratorSet(new UserId(3), false, true),
        new UserDeleted(new UserId(4), views.vault.seal(new PersonId("user:4"), "hanna")));
    assertThat(people("anna")).containsExactly("Anna");
  }

  /// As PostgreSQL does, so that it does not matter who searches.
  @Test
  void takesOtherLettersThanThoseOfAsciiAsTheyAre() {
    views.given(user(views.vault, 5, "\u03a3\u0399\u03a3\u03a5\u03a6\u039f\u03a3"));
    views.given(user(views.vault, 6, "\u0130stanbul"));
    assertThat(people("\u03a3\u0399\u03a3")).hasSize(1);
    assertThat(people("\u0130STAN")).hasSize(1);
    assertThat(people("\u03c3\u03b9\u03c3")).isEmpty();
  }

  @Test
  void readsAnewWhatIsNotAName() {
    assertThat(people(first(), "anna").items()).noneMatch(UserDetails::administrator);
    views.given(new AdministratorSet(new UserId(3), false, true));
    assertThat(people(first(), "anna").items().getFirst().administrator()).isTrue();
  }

  @Test
  void hearsOfGroupsThatAreCalledAnotherName() {
    views.given(group(1, "sailors"), group(2, "divers"));
    assertThat(names(groups("s"))).containsExactly("divers", "sailors");
    views.given(new GroupRenamed(new GroupId(1), "sailors", "captains"));
    assertThat(names(groups("cap"))).containsExactly("captains");
    assertThat(groups("sail").items()).isEmpty();
    views.given(new GroupDeleted(new GroupId(2), "divers"));
    assertThat(names(groups("s"))).containsExactly("captains");
  }

  @Test
  void givesOnePageAndTheNumberOfAll() {
    views.givenTogether(
        IntStream.range(10, 40).<Event>mapToObj(i -> user(views.vault, i, "long-" + i)).toList());
    var page = people(new PageRequest(3, 7), "ONG");
    assertThat(page.items().stream().map(UserDetails::name))
        .containsExactly(IntStream.range(24, 31).mapToObj(i -> "long-" + i).toArray(String[]::new));
    assertThat(page.total()).isEqualTo(30);
    assertThat(people(new PageRequest(9, 7), "ONG").items()).isEmpty();
    assertThat(people(new PageRequest(9, 7), "ONG").total()).isEqualTo(30);
  }

  @Test
  void leavesLongListsToTheDatabase() {
    var database = new Database(views.postgres.connections());
    assertThat(anna(new NameSearch(database, "account", "u", "NOT u.deleted", 1))).isEmpty();
    assertThat(anna(new NameSearch(database, "account", "u", "NOT u.deleted", 2))).hasValue(2);
  }

  private static Optional<Integer> anna(NameSearch search) {
    return search
        .page("anna", first(), "u.id", row -> Row.integer(row, "id"))
        .blockOptional()
        .map(page -> page.items().size());
  }

  private static GroupCreated group(int id, String name) {
    return new GroupCreated(new GroupId(id), name, GroupKind.OIDC, "");
  }

  private List<String> people(String part) {
    var page = people(first(), part);
    assertThat(page.total()).isEqualTo(page.items().size());
    return page.items().stream().map(UserDetails::name).toList();
  }

  private Page<UserDetails> people(PageRequest page, String part) {
    var criteria = Criteria.of(new Criterion.Fuzzy("username", part));
    return views.ask(new FindUsers(criteria, List.of(), page));
  }

  private static List<String> names(Page<GroupDetails> page) {
    return page.items().stream().map(GroupDetails::name).toList();
  }

  private Page<GroupDetails> groups(String part) {
    return views.ask(new FindGroups(Optional.of(part), Optional.empty(), first()));
  }

  private static PageRequest first() {
    return new PageRequest(1, 100);
  }
}
