package portolan.server.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static portolan.server.house.House.catches;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import portolan.redtwin.unmarked.TagManager;

/// Rule 8 of the house: no rule without offenders, no offender without a rule, and an offender that
/// slips through is seen.
class TwinsTest {
  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.OnlyIncludeTests())
          .importPackages("portolan");

  private static final List<JavaClass> RULES =
      TESTS.stream()
          .filter(type -> type.getPackageName().equals(House.class.getPackageName()))
          .toList();

  @Test
  void everyRuleIsHeldTogetherWithItsTwins() {
    var rules =
        RULES.stream()
            .flatMap(type -> type.getFields().stream())
            .filter(field -> field.getRawType().isEquivalentTo(ArchRule.class))
            .toList();
    assertThat(rules).hasSizeGreaterThan(10);
    assertThat(rules).allMatch(TwinsTest::isHeld);
  }

  private static boolean isHeld(JavaField rule) {
    return rule.getAccessesToSelf().stream()
        .map(access -> access.getOrigin())
        .flatMap(TwinsTest::calls)
        .anyMatch(call -> isCall(call, House.class, "holds"));
  }

  @Test
  void nobodyButTheHouseChecksRules() {
    var checks =
        RULES.stream()
            .filter(type -> !type.isEquivalentTo(House.class))
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(call ->
                isCall(call, ArchRule.class, "check") || isCall(call, ArchRule.class, "evaluate"));
    assertThat(checks).isEmpty();
  }

  @Test
  void everyTwinIsPlantedForARule() {
    var twins =
        TESTS.stream()
            .filter(type -> type.getPackageName().contains(".redtwin"))
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .toList();
    assertThat(twins).hasSizeGreaterThan(10);
    assertThat(twins).allMatch(TwinsTest::isNamedByARule);
  }

  private static boolean isNamedByARule(JavaClass twin) {
    return RULES.stream()
        .flatMap(type -> type.getReferencedClassObjects().stream())
        .anyMatch(named -> named.getRawType().equals(twin));
  }

  @Test
  void aTwinThatIsNotCaughtIsSeen() {
    var rule = ArchRuleDefinition.classes().should().haveSimpleName("TagManager");
    assertThatThrownBy(() -> catches(rule, TagManager.class)).isInstanceOf(AssertionError.class);
  }

  /// An offender among several, of which another one breaks the rule.
  @Test
  void aTwinThatHidesBehindAnotherIsSeen() {
    var rule = ArchRuleDefinition.classes().should().haveSimpleName("TagManager");
    assertThatThrownBy(() -> catches(rule, TwinsTest.class, TagManager.class))
        .hasMessageContaining("TagManager is caught by");
  }

  private static Stream<JavaMethodCall> calls(JavaCodeUnit unit) {
    return unit.getMethodCallsFromSelf().stream();
  }

  private static boolean isCall(JavaMethodCall call, Class<?> owner, String name) {
    return call.getTargetOwner().isAssignableTo(owner) && call.getName().equals(name);
  }
}
