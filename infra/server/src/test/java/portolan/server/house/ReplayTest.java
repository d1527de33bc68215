package portolan.server.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static portolan.server.house.House.holds;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Date;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import portolan.command.redtwin.EntityThatReadsTheClock;
import portolan.command.redtwin.EntityThatThrowsDice;
import portolan.query.follow.Projection;
import portolan.query.redtwin.ProjectionThatDrawsAnId;
import portolan.query.redtwin.ProjectionThatGivesOrders;
import portolan.query.redtwin.RowWithTheTimeOfItsMaking;

/// Rules 3 and 4 of the house: what can be replayed gives the same again, and orders nothing.
class ReplayTest {
  private static final DescribedPredicate<JavaAccess<?>> CLOCK_OR_CHANCE =
      DescribedPredicate.describe(
          "the clock or chance", access -> isClockOrChance(access.getTarget()));

  private static final ArchRule ENTITIES_REPEAT_THEMSELVES =
      noClasses()
          .that()
          .resideInAPackage("portolan.command..")
          .and()
          .resideOutsideOfPackages("portolan.command.edge..", "portolan.command.store..")
          .should()
          .accessTargetWhere(CLOCK_OR_CHANCE);

  /// With all that projections are made of; only what drives them may look at the clock.
  private static final ArchRule PROJECTIONS_REPEAT_THEMSELVES =
      noClasses()
          .that()
          .resideInAPackage("portolan.query..")
          .and()
          .resideOutsideOfPackages("portolan.query.edge..", "portolan.query.follow..")
          .or()
          .implement(Projection.class)
          .should()
          .accessTargetWhere(CLOCK_OR_CHANCE);

  private static final ArchRule THE_READ_SIDE_GIVES_NO_ORDERS =
      noClasses()
          .that()
          .resideInAPackage("portolan.query..")
          .and()
          .resideOutsideOfPackage("portolan.query.edge..")
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage("org.axonframework.commandhandling..")
                  .or(JavaClass.Predicates.assignableTo("portolan.edge.message.Commands"))
                  .or(JavaClass.Predicates.assignableTo("portolan.language.message.Command")));

  private static boolean isClockOrChance(AccessTarget target) {
    var owner = target.getOwner();
    var name = target.getName();
    var now =
        name.equals("now") && owner.getPackageName().startsWith("java.time")
            || owner.isEquivalentTo(Clock.class)
            || owner.isEquivalentTo(Date.class) && name.equals("<init>");
    var random =
        name.equals("randomUUID")
            || owner.isEquivalentTo(Math.class) && name.equals("random")
            || owner.isAssignableTo(RandomGenerator.class);
    var system =
        owner.isEquivalentTo(System.class)
            && (name.equals("currentTimeMillis") || name.equals("nanoTime"));
    return now || random || system;
  }

  @Test
  void entitiesReadNoClockAndDrawNoIds() {
    holds(ENTITIES_REPEAT_THEMSELVES, EntityThatReadsTheClock.class, EntityThatThrowsDice.class);
  }

  @Test
  void projectionsReadNoClockAndDrawNoIds() {
    holds(
        PROJECTIONS_REPEAT_THEMSELVES,
        ProjectionThatDrawsAnId.class,
        RowWithTheTimeOfItsMaking.class);
  }

  @Test
  void projectionsSendNoCommands() {
    holds(THE_READ_SIDE_GIVES_NO_ORDERS, ProjectionThatGivesOrders.class);
  }
}
