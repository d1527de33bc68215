package portolan.server.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static org.assertj.core.api.Assertions.assertThat;
import static portolan.server.house.House.holds;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import portolan.edge.error.ErrorAnswer;
import portolan.edge.error.Errors;
import portolan.language.event.Event;
import portolan.language.event.EventName;
import portolan.language.message.Command;
import portolan.language.message.Query;
import portolan.language.redtwin.EventWithoutAGoldenFile;
import portolan.language.redtwin.EventWithoutAName;
import portolan.language.redtwin.MessageThatIsNoRecord;
import portolan.language.refusal.Refusal;
import portolan.language.refusal.RefusedException;
import portolan.query.edge.redtwin.SecondWording;
import portolan.query.redtwin.ViewThatSpeaksHttp;
import portolan.redtwin.unmarked.TagManager;
import portolan.redtwin.unmarked.TagMovedEvent;
import portolan.server.configuration.redtwin.SettingFetchedFromAfar;

/// Rules 5 to 8 of the house: where HTTP is spoken, what messages are, how things are called.
class WordsTest {
  private static final Path GOLDEN = Path.of("../event-store/src/test/resources/events");
  private static final Pattern EMPTY_WORDS =
      Pattern.compile(
          "\\w*(?:Impl|Manager|Util|Utils|Helper|Data|Info)|(?:Base|Abstract)[A-Z]\\w*"
              + "|\\w+(?:Command|Event)");

  private static final ArchRule HTTP_STAYS_AT_THE_EDGE =
      noClasses()
          .that()
          .resideInAPackage("portolan..")
          .and()
          .resideOutsideOfPackages(
              "portolan.edge..",
              "portolan.command.edge..",
              "portolan.query.edge..",
              "portolan.server.web..",
              "portolan.server.operations..",
              "portolan.server.rehearsal..",
              "portolan.server.wiring..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework.http..",
              "org.springframework.web..",
              "io.netty.handler.codec.http..",
              "reactor.netty.http..",
              "java.net.http..");

  private static final DescribedPredicate<JavaCodeUnit> LOOKS_INTO_REFUSALS =
      DescribedPredicate.describe(
          "look into refusals",
          unit ->
              unit.getAccessesFromSelf().stream().anyMatch(WordsTest::looksIntoARefusal)
                  || unit.getRawParameterTypes().stream()
                      .anyMatch(parameter -> parameter.isAssignableTo(Refusal.class)));

  private static final DescribedPredicate<JavaCodeUnit> MAKE_AN_ANSWER =
      DescribedPredicate.describe(
          "choose a status or an error",
          unit -> unit.getAccessesFromSelf().stream().anyMatch(WordsTest::makesAnAnswer));

  /// Who finds out which refusal it is may choose another way, but not the words or the status.
  private static final ArchRule REFUSALS_ARE_WORDED_IN_ONE_PLACE =
      noCodeUnits()
          .that(LOOKS_INTO_REFUSALS)
          .and()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage("portolan.edge.error..")
          .should(ArchCondition.from(MAKE_AN_ANSWER));

  private static boolean looksIntoARefusal(JavaAccess<?> access) {
    var owner = access.getTargetOwner();
    var name = access.getTarget().getName();
    return owner.isAssignableTo(Refusal.class)
            && !name.equals("<init>")
            && !name.equals("asException")
        || name.equals("refusal")
            && (owner.isAssignableTo(RefusedException.class) || owner.isEquivalentTo(Errors.class));
  }

  private static boolean makesAnAnswer(JavaAccess<?> access) {
    var owner = access.getTargetOwner();
    var name = access.getTarget().getName();
    return owner.isEquivalentTo(ErrorAnswer.class) && (name.equals("of") || name.equals("<init>"))
        || owner.isAssignableTo(ResponseEntity.class)
        || name.equals("setStatusCode");
  }

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

  private static final ArchRule EVENTS_HAVE_A_GOLDEN_FILE =
      classes()
          .that()
          .areAnnotatedWith(EventName.class)
          .should(
              new ArchCondition<JavaClass>("have a golden file") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  var name = type.getAnnotationOfType(EventName.class);
                  var file = "%s.%d.json".formatted(name.value(), name.revision());
                  events.add(
                      new SimpleConditionEvent(
                          type,
                          Files.exists(GOLDEN.resolve(file)),
                          type.getName() + " has no golden file " + file));
                }
              });

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
                          type,
                          marked,
                          type.getName() + " lives in a package without package-info.java"));
                }
              });

  @Test
  void httpIsSpokenAtTheEdgeOnly() {
    holds(HTTP_STAYS_AT_THE_EDGE, ViewThatSpeaksHttp.class, SettingFetchedFromAfar.class);
  }

  @Test
  void refusalsAreWordedInOnePlace() {
    holds(REFUSALS_ARE_WORDED_IN_ONE_PLACE, SecondWording.class);
  }

  @Test
  void messagesAreRecords() {
    holds(MESSAGES_ARE_RECORDS, MessageThatIsNoRecord.class);
  }

  @Test
  void eventsHaveAName() {
    holds(EVENTS_HAVE_A_NAME, EventWithoutAName.class);
  }

  @Test
  void eventsHaveAGoldenFile() {
    holds(EVENTS_HAVE_A_GOLDEN_FILE, EventWithoutAGoldenFile.class);
  }

  @Test
  void namesSaySomething() {
    holds(NO_EMPTY_WORDS, TagManager.class, TagMovedEvent.class);
  }

  @Test
  void everyPackageIntroducesItself() {
    holds(PACKAGES_INTRODUCE_THEMSELVES, TagManager.class);
  }

  /// Comments are in no class file.
  @Test
  void everyPackageSaysWhatItIsAbout() throws IOException {
    assertThat(silent(Path.of("../..").toRealPath(), "src/main/java")).isEmpty();
    assertThat(silent(Path.of("src/test/java/portolan/redtwin"), "silent")).hasSize(1);
  }

  private static List<Path> silent(Path folder, String below) throws IOException {
    try (var files = Files.walk(folder)) {
      var introductions =
          files
              .filter(file -> file.endsWith("package-info.java") && file.toString().contains(below))
              .toList();
      assertThat(introductions).isNotEmpty();
      return introductions.stream().filter(WordsTest::isSilent).toList();
    }
  }

  private static boolean isSilent(Path introduction) {
    try {
      return !Files.readString(introduction).startsWith("/// ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
