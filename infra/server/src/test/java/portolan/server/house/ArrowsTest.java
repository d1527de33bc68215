package portolan.server.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static portolan.server.house.House.catches;
import static portolan.server.house.House.holds;
import static portolan.server.house.House.keeps;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.blob.redtwin.BlobsThatKnowAProject;
import portolan.command.redtwin.DecisionThatAsksTheReadModels;
import portolan.command.redtwin.DecisionThatWaits;
import portolan.command.redtwin.one.CircleBegin;
import portolan.command.redtwin.two.CircleEnd;
import portolan.language.redtwin.WordThatKnowsSpring;
import portolan.query.redtwin.ProjectionThatKnowsTheDomain;

/// Rules 1 and 2 of the house: who may know whom.
class ArrowsTest {
  private static final DescribedPredicate<JavaClass> DOMAIN =
      JavaClass.Predicates.resideInAPackage("portolan.command..")
          .and(
              DescribedPredicate.not(
                  JavaClass.Predicates.resideInAnyPackage(
                      "portolan.command.edge..", "portolan.command.store..")))
          .as("the domain");

  private static final DescribedPredicate<JavaClass> VIEWS =
      JavaClass.Predicates.resideInAPackage("portolan.query..")
          .and(
              DescribedPredicate.not(
                  JavaClass.Predicates.resideInAPackage("portolan.query.edge..")))
          .as("the views");

  private static final ArchRule LANGUAGE_KNOWS_NOBODY =
      classes()
          .that()
          .resideInAPackage("portolan.language..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("portolan.language..", "java..", "org.jspecify..");

  private static final ArchRule DOMAIN_KNOWS_ONLY_THE_LANGUAGE =
      classes()
          .that(DOMAIN)
          .should()
          .onlyDependOnClassesThat(
              DOMAIN.or(
                  JavaClass.Predicates.resideInAnyPackage(
                      "portolan.language..",
                      "java.lang..",
                      "java.util..",
                      "java.time..",
                      "java.nio.charset..",
                      "java.security..",
                      "org.jspecify..",
                      "org.axonframework..",
                      "com.fasterxml.jackson.annotation..")));

  private static final ArchRule VIEWS_KNOW_ONLY_THE_LANGUAGE =
      noClasses()
          .that(VIEWS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "portolan.command..",
              "portolan.blob..",
              "portolan.edge..",
              "portolan.eventstore..",
              "portolan.server..",
              "portolan.query.edge..");

  private static final ArchRule EDGES_REACH_SIDES_BY_MESSAGE =
      noClasses()
          .that()
          .resideInAnyPackage("portolan.command.edge..", "portolan.query.edge..")
          .should()
          .dependOnClassesThat(
              DOMAIN
                  .or(VIEWS)
                  .or(
                      JavaClass.Predicates.resideInAnyPackage(
                          "portolan.server..", "portolan.eventstore..")));

  private static final ArchRule BLOBS_KNOW_DIGESTS_AND_REFUSALS =
      noClasses()
          .that()
          .resideInAPackage("portolan.blob..")
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage("portolan..")
                  .and(
                      DescribedPredicate.not(
                          JavaClass.Predicates.resideInAnyPackage(
                              "portolan.blob..",
                              "portolan.language.oci..",
                              "portolan.language.refusal.."))));

  /// Not asked of the language, whose pages refer to each other as those of a glossary do.
  private static ArchRule noCircles(String part) {
    return slices().matching(part + ".(*)..").should().beFreeOfCycles();
  }

  @Test
  void theLanguageKnowsNobody() {
    holds(LANGUAGE_KNOWS_NOBODY, WordThatKnowsSpring.class);
  }

  @Test
  void theDomainKnowsOnlyTheLanguage() {
    holds(
        DOMAIN_KNOWS_ONLY_THE_LANGUAGE,
        DecisionThatAsksTheReadModels.class,
        DecisionThatWaits.class);
  }

  @Test
  void theViewsKnowOnlyTheLanguage() {
    holds(VIEWS_KNOW_ONLY_THE_LANGUAGE, ProjectionThatKnowsTheDomain.class);
  }

  @Test
  void theEdgesReachTheSidesByMessageOnly() {
    holds(
        EDGES_REACH_SIDES_BY_MESSAGE, portolan.query.edge.redtwin.EndpointThatReadsTheViews.class);
  }

  @Test
  void theBlobStoreKnowsNoProjectUserOrEvent() {
    holds(BLOBS_KNOW_DIGESTS_AND_REFUSALS, BlobsThatKnowAProject.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "portolan.command",
        "portolan.command.edge",
        "portolan.query",
        "portolan.query.edge",
        "portolan.blob",
        "portolan.edge",
        "portolan.server"
      })
  void featuresOfAModuleFormNoCircle(String part) {
    keeps(noCircles(part));
  }

  @Test
  void aCircleIsCaught() {
    catches(noCircles("portolan.command.redtwin"), CircleBegin.class, CircleEnd.class);
  }
}
