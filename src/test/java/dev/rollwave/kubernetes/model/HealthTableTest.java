package dev.rollwave.kubernetes.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rollwave.workload.rollout.Eligibility;
import dev.rollwave.workload.rollout.RolloutRules;
import dev.rollwave.workload.rollout.RolloutStatus;
import dev.rollwave.workload.trouble.PodTrouble;
import dev.rollwave.workload.trouble.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Manifest in, verdict out: every file of the folder is a table, every case of it a sentence. */
class HealthTableTest {
  private static final Path TABLES = Path.of("src/test/resources/dev/rollwave/health");
  private static final YAMLMapper YAML = new YAMLMapper();

  @TestFactory
  Stream<DynamicContainer> every_sentence_holds() throws IOException {
    List<Path> tables;
    try (Stream<Path> files = Files.list(TABLES)) {
      tables = files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    assertThat(tables).isNotEmpty();
    return tables.stream()
        .map(table ->
            DynamicContainer.dynamicContainer(
                table.getFileName().toString(),
                cases(table).stream()
                    .map(told -> DynamicTest.dynamicTest(told.sentence(), () -> check(told)))));
  }

  private static List<HealthCase> cases(Path table) {
    try {
      return YAML.readValue(table.toFile(), new TypeReference<List<HealthCase>>() {});
    } catch (IOException e) {
      throw new AssertionError(table + " is no table of cases", e);
    }
  }

  private static void check(HealthCase told) {
    assertThat(Stream.of(told.judged(), told.proven(), told.trouble(), told.eligible()))
        .as("a case expects something")
        .anyMatch(Objects::nonNull);
    HealthScene scene = new HealthScene(told);
    if (told.judged() != null) {
      checkStatus(told, told.judged(), RolloutRules.judge(scene.snapshot(), scene.expectation()));
    }
    if (told.proven() != null) {
      checkStatus(
          told,
          told.proven(),
          RolloutRules.prove(scene.snapshot(), scene.pods(), scene.expectation()));
    }
    if (told.trouble() != null) {
      checkTrouble(told, told.trouble(), scene.trouble());
    }
    if (told.eligible() != null) {
      checkEligibility(told, told.eligible(), RolloutRules.eligibility(scene.snapshot()));
    }
  }

  private static void checkStatus(HealthCase told, String expected, RolloutStatus status) {
    assertThat(status.status().label() + " " + status.reason())
        .as(status.message())
        .isEqualTo(expected);
    assertThat(status.message()).isNotBlank().contains(orNothing(told.says()));
  }

  private static void checkTrouble(HealthCase told, String expected, Optional<PodTrouble> trouble) {
    String found =
        trouble
            .map(t ->
                t.pod() + " " + (t.container().isEmpty() ? "-" : t.container()) + " " + t.reason())
            .orElse("none");
    assertThat(found).isEqualTo(expected);
    if (trouble.isPresent()) {
      Remedy remedy = trouble.get().remedy();
      assertThat(String.join("\n", trouble.get().message(), remedy.advice(), remedy.command()))
          .contains(orNothing(told.says()));
    }
  }

  private static void checkEligibility(HealthCase told, String expected, Eligibility eligibility) {
    switch (eligibility) {
      case Eligibility.Restartable restartable -> {
        assertThat("Restartable").isEqualTo(expected);
        if (told.says() == null) {
          assertThat(restartable.warnings()).isEmpty();
        } else {
          assertThat(restartable.warnings()).singleElement().asString().contains(told.says());
        }
      }
      case Eligibility.NothingToRestart nothing -> {
        assertThat("NothingToRestart " + nothing.reason()).isEqualTo(expected);
        assertThat(nothing.message()).isNotBlank().contains(orNothing(told.says()));
      }
      case Eligibility.Refused refused -> {
        assertThat("Refused " + refused.reason()).isEqualTo(expected);
        assertThat(refused.message()).isNotBlank().contains(orNothing(told.says()));
      }
    }
  }

  private static String orNothing(@Nullable String says) {
    return says == null ? "" : says;
  }
}
