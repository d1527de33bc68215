package portolan.server.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static portolan.server.house.House.catches;
import static portolan.server.house.House.keeps;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import portolan.command.redtwin.EntityThatReadsTheClock;
import portolan.query.follow.Projection;
import portolan.query.redtwin.ProjectionThatDrawsAnId;
import portolan.query.redtwin.ProjectionThatGivesOrders;

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

  private static final ArchRule PROJECTIONS_REPEAT_THEMSELVES =
      noClasses().that().implement(Projection.class).should().accessTargetWhere(CLOCK_OR_CHANCE);

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
    var now = target.getName().equals("now") && owner.getPackageName().startsWith("java.time");
    var random =
        target.getName().equals("randomUUID")
            || owner.isAssignableTo(java.util.random.RandomGenerator.class)
            || owner.isAssignableTo("java.security.SecureRandom");
    var system =
        owner.isEquivalentTo(System.class)
            && (target.getName().equals("currentTimeMillis")
                || target.getName().equals("nanoTime"));
    return now || random || system;
  }

  @Test
  void entitiesReadNoClockAndDrawNoIds() {
    keeps(ENTITIES_REPEAT_THEMSELVES);
    catches(ENTITIES_REPEAT_THEMSELVES, EntityThatReadsTheClock.class);
  }

  @Test
  void projectionsReadNoClockAndDrawNoIds() {
    keeps(PROJECTIONS_REPEAT_THEMSELVES);
    catches(PROJECTIONS_REPEAT_THEMSELVES, ProjectionThatDrawsAnId.class);
  }

  @Test
  void projectionsSendNoCommands() {
    keeps(THE_READ_SIDE_GIVES_NO_ORDERS);
    catches(THE_READ_SIDE_GIVES_NO_ORDERS, ProjectionThatGivesOrders.class);
  }
}
