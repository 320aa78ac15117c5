package dev.rollwave.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArrowsTest {
  private static final String ROOT = "dev.rollwave";
  private static final String BROKEN = "dev.rollwave.architecture.broken";
  private static final Path WORLDS = Path.of("src/simulation/java");
  private static final Pattern CLASS_FILE =
      Pattern.compile(".*/(dev/rollwave/[^$]+)(?:\\$.*)?\\.class");

  @TestFactory
  Stream<DynamicTest> the_rooms_hold() {
    JavaClasses rooms =
        new ClassFileImporter()
            .withImportOption(location ->
                ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(location)
                    || isOfTheSimulation(location))
            .importPackages(ROOT);
    return Arrows.of(ROOT).entrySet().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().check(rooms)));
  }

  // Worlds are compiled like tests, and held to the rules of their package like the product.
  private static boolean isOfTheSimulation(Location location) {
    Matcher file = CLASS_FILE.matcher(location.asURI().toString());
    return file.matches() && Files.exists(WORLDS.resolve(file.group(1) + ".java"));
  }

  @Test
  void the_worlds_of_the_simulation_are_held_to_the_rules_too() {
    assertThat(
            new ClassFileImporter()
                .withImportOption(ArrowsTest::isOfTheSimulation).importPackages(ROOT).stream()
                    .map(JavaClass::getSimpleName))
        .contains("World", "Play", "SimulatedRecords")
        .doesNotContain("SimulationTest", "ArrowsTest");
  }

  @TestFactory
  Stream<DynamicTest> each_rule_catches_a_room_that_breaks_it() {
    JavaClasses broken = new ClassFileImporter().importPackages(BROKEN);
    return Arrows.of(BROKEN).entrySet().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> fails(rule.getValue(), broken)));
  }

  @Test
  void the_test_cluster_goes_round_in_no_circle() {
    JavaClasses classes = new ClassFileImporter().importPackages(ROOT + ".testcluster");
    JavaClasses broken = new ClassFileImporter().importPackages(BROKEN);

    Arrows.noCircle(ROOT, "testcluster").check(classes);
    fails(Arrows.noCircle(BROKEN, "kubernetes"), broken);
  }

  private static void fails(ArchRule rule, JavaClasses classes) {
    assertThat(rule.allowEmptyShould(true).evaluate(classes).hasViolation()).isTrue();
  }
}
