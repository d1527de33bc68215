package portolan.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/// The whole program as the rules see it. A rule can only be held together with offenders that it
/// catches.
final class House {
  static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("portolan");

  private House() {}

  /// The program keeps the rule, which is about at least one of its classes; and the rule catches
  /// each offender that was planted in test code, its red twins.
  static void holds(ArchRule rule, Class<?> twin, Class<?>... others) {
    rule.allowEmptyShould(false).check(PROGRAM);
    catches(rule, twin, others);
  }

  /// The rule names each of these classes when it sees nothing but them.
  static void catches(ArchRule rule, Class<?> twin, Class<?>... others) {
    var twins = new ArrayList<Class<?>>(List.of(others));
    twins.add(twin);
    var found =
        rule.allowEmptyShould(false)
            .evaluate(new ClassFileImporter().importClasses(twins))
            .getFailureReport()
            .getDetails();
    for (var offender : twins) {
      assertThat(found)
          .as("%s is caught by: %s", offender.getSimpleName(), rule.getDescription())
          .anyMatch(line -> line.contains(offender.getName()));
    }
  }

  /// The program keeps a rule whose red twin is shown by a test of its own, see [#catches].
  static void keeps(ArchRule rule) {
    rule.allowEmptyShould(false).check(PROGRAM);
  }
}
