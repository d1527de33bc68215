package portolan.server.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static portolan.server.house.House.holds;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMapping;
import portolan.command.edge.redtwin.EndpointThatAsksNobody;
import portolan.edge.access.Access;
import portolan.edge.api.Projects;
import portolan.edge.identity.Caller;
import portolan.query.edge.api.system.CurrentUserEndpoint;

/// Whoever takes a caller asks whether they may: by the one function that decides it, or, where
/// signing in is all that is needed, by looking at who it is.
class AskingTest {
  private static final Set<String> LOOKS = Set.of("anonymous", "administrator");

  private static final DescribedPredicate<JavaMethod> HANDLERS_WITH_A_CALLER =
      DescribedPredicate.describe(
          "are handlers of the REST API that take a caller",
          method ->
              method.isMetaAnnotatedWith(RequestMapping.class)
                  && method.getRawParameterTypes().stream()
                      .anyMatch(type -> type.isEquivalentTo(Caller.class)));

  /// But where people sign in, since nobody knows yet who they are, and where they are told who
  /// they are.
  private static final ArchRule HANDLERS_ASK =
      methods()
          .that(HANDLERS_WITH_A_CALLER)
          .and()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage("portolan.command.edge.session..")
          .and()
          .areNotDeclaredIn(CurrentUserEndpoint.class)
          .should(
              new ArchCondition<>("ask who may") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                  if (!asks(method)) {
                    events.add(
                        SimpleConditionEvent.violated(
                            method, method.getFullName() + " never asks who may"));
                  }
                }
              });

  /// By itself or by what it calls in the edges; calls in lambdas count as the method's own.
  private static boolean asks(JavaMethod handler) {
    var seen = new HashSet<JavaCodeUnit>();
    var left = new ArrayDeque<JavaCodeUnit>(List.of(handler));
    while (!left.isEmpty()) {
      var unit = left.poll();
      if (seen.add(unit)) {
        if (calls(unit).anyMatch(AskingTest::isQuestion)) {
          return true;
        }
        calls(unit)
            .filter(target -> target.getOwner().getPackageName().contains(".edge."))
            .flatMap(target -> target.resolveMember().stream())
            .forEach(left::add);
      }
    }
    return false;
  }

  private static Stream<? extends CodeUnitCallTarget> calls(JavaCodeUnit unit) {
    return unit.getMethodCallsFromSelf().stream().map(JavaMethodCall::getTarget);
  }

  private static boolean isQuestion(CodeUnitCallTarget target) {
    var owner = target.getOwner();
    return owner.isEquivalentTo(Access.class)
        || owner.isEquivalentTo(Projects.class)
        || owner.isEquivalentTo(Caller.class) && LOOKS.contains(target.getName());
  }

  @Test
  void everyHandlerAsksWhoMay() {
    holds(HANDLERS_ASK, EndpointThatAsksNobody.class);
  }
}
