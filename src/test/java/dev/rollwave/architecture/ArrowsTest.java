package dev.rollwave.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArrowsTest {
  private static final String ROOT = "dev.rollwave";
  private static final String BROKEN = "dev.rollwave.architecture.broken";

  @TestFactory
  Stream<DynamicTest> the_rooms_hold() {
    JavaClasses rooms =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
    return Arrows.of(ROOT).entrySet().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(rooms)));
  }

  @TestFactory
  Stream<DynamicTest> each_rule_catches_a_room_that_breaks_it() {
    JavaClasses broken = new ClassFileImporter().importPackages(BROKEN);
    return Arrows.of(BROKEN).entrySet().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> fails(rule.getValue(), broken)));
  }

  private static void fails(ArchRule rule, JavaClasses classes) {
    assertThat(rule.allowEmptyShould(true).evaluate(classes).hasViolation()).isTrue();
  }
}
