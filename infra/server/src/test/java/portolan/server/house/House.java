package portolan.server.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.assertj.core.api.Assertions;

/// The whole program as the rules see it, and how a rule is shown to catch what it should.
final class House {
  static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("portolan");

  private House() {}

  /// The program keeps the rule. A rule that matches nothing fails too.
  static void keeps(ArchRule rule) {
    rule.allowEmptyShould(false).check(PROGRAM);
  }

  /// The rule catches an offender that was planted in test code: its red twin.
  static void catches(ArchRule rule, Class<?>... offenders) {
    var alone = new ClassFileImporter().importClasses(offenders);
    Assertions.assertThat(rule.allowEmptyShould(false).evaluate(alone).hasViolation())
        .as("%s is caught by: %s", offenders[0].getSimpleName(), rule.getDescription())
        .isTrue();
  }
}
