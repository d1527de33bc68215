package portolan.server.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static portolan.server.house.House.PROGRAM;
import static portolan.server.house.House.catches;
import static portolan.server.house.House.keeps;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.message.Command;
import portolan.language.message.Query;
import portolan.language.redtwin.EventWithoutAName;
import portolan.language.redtwin.MessageThatIsNoRecord;
import portolan.query.redtwin.ViewThatSpeaksHttp;
import portolan.redtwin.unmarked.TagManager;

/// Rules 5 to 8 of the house: where HTTP is spoken, what messages are, how things are called.
class WordsTest {
  private static final Path GOLDEN = Path.of("../event-store/src/test/resources");
  private static final Pattern EMPTY_WORDS =
      Pattern.compile(
          "(?:\\w*(?:Impl|Manager|Util|Utils|Helper|Data|Info)|(?:Base|Abstract)[A-Z]\\w*)");

  private static final ArchRule HTTP_STAYS_AT_THE_EDGE =
      noClasses()
          .that()
          .resideInAPackage("portolan..")
          .and()
          .resideOutsideOfPackages(
              "portolan.edge..",
              "portolan.command.edge..",
              "portolan.query.edge..",
              "portolan.server..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework.http..",
              "org.springframework.web..",
              "io.netty.handler.codec.http..",
              "reactor.netty.http..");

  private static final ArchRule REFUSALS_ARE_WORDED_IN_ONE_PLACE =
      classes()
          .that()
          .haveSimpleNameEndingWith("Wording")
          .should()
          .resideInAPackage("portolan.edge.error..");

  private static final ArchRule MESSAGES_ARE_RECORDS =
      classes()
          .that(
              JavaClass.Predicates.assignableTo(Command.class)
                  .or(JavaClass.Predicates.assignableTo(Query.class))
                  .or(JavaClass.Predicates.assignableTo(Event.class)))
          .and()
          .areNotInterfaces()
          .should()
          .beRecords();

  private static final ArchRule EVENTS_HAVE_A_NAME =
      classes()
          .that()
          .implement(Event.class)
          .and()
          .areNotInterfaces()
          .should()
          .beAnnotatedWith(EventName.class);

  private static final ArchRule NO_EMPTY_WORDS =
      noClasses()
          .that()
          .resideInAPackage("portolan..")
          .should(
              ArchCondition.from(
                  DescribedPredicate.<JavaClass>describe(
                      "have a name that says nothing",
                      type -> EMPTY_WORDS.matcher(type.getSimpleName()).matches())));

  private static final ArchRule PACKAGES_INTRODUCE_THEMSELVES =
      classes()
          .that()
          .resideInAPackage("portolan..")
          .should(
              new ArchCondition<JavaClass>("live in a package that is @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  var marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                  events.add(
                      new SimpleConditionEvent(
                          type, marked, type.getPackageName() + " has no package-info.java"));
                }
              });

  @Test
  void httpIsSpokenAtTheEdgeOnly() {
    keeps(HTTP_STAYS_AT_THE_EDGE);
    catches(HTTP_STAYS_AT_THE_EDGE, ViewThatSpeaksHttp.class);
  }

  @Test
  void refusalsAreWordedInOnePlace() {
    keeps(REFUSALS_ARE_WORDED_IN_ONE_PLACE);
    catches(REFUSALS_ARE_WORDED_IN_ONE_PLACE, portolan.query.edge.redtwin.TagWording.class);
  }

  @Test
  void messagesAreRecords() {
    keeps(MESSAGES_ARE_RECORDS);
    catches(MESSAGES_ARE_RECORDS, MessageThatIsNoRecord.class);
  }

  @Test
  void eventsHaveANameAndAGoldenFile() throws Exception {
    keeps(EVENTS_HAVE_A_NAME);
    catches(EVENTS_HAVE_A_NAME, EventWithoutAName.class);
    try (var files = Files.walk(GOLDEN)) {
      var golden = files.map(file -> file.getFileName().toString()).toList();
      for (var type : PROGRAM) {
        if (type.isAssignableTo(Event.class) && type.isRecord()) {
          var name = type.getAnnotationOfType(EventName.class);
          assertThat(golden).contains("%s.%d.json".formatted(name.value(), name.revision()));
        }
      }
    }
  }

  @Test
  void namesSaySomething() {
    keeps(NO_EMPTY_WORDS);
    catches(NO_EMPTY_WORDS, TagManager.class);
  }

  @Test
  void everyPackageIntroducesItself() {
    keeps(PACKAGES_INTRODUCE_THEMSELVES);
    catches(PACKAGES_INTRODUCE_THEMSELVES, TagManager.class);
  }
}
