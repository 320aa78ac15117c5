package dev.rollwave.simulation.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How mutants are written down, and that one which no longer fits the code says so. */
class MutantFileTest {
  private final Sources sources = new Sources();

  @Test
  void a_mutant_changes_each_of_its_snippets() {
    List<Mutant> mutants =
        MutantFile.parsed(
            "here",
            """
            # a remark
            numbers-no-wave: a place has no wave
              engine/spec/WorkloadIndex.java
            - int wave,
            - int workload
            + int workload
              engine/spec/WorkloadIndex.java
            - record WorkloadIndex
            + record Seat
            """);

    assertThat(mutants).hasSize(1);
    assertThat(mutants.getFirst().because()).isEqualTo("a place has no wave");
    assertThat(mutants.getFirst().appliedTo(sources).get(Path.of("engine/spec/WorkloadIndex.java")))
        .contains("record Seat(int workload)");
  }

  @Test
  void a_mutant_whose_snippet_is_gone_is_stale() {
    assertThatThrownBy(() -> mutant("- no such thing").appliedTo(sources))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "mutant the-one is stale: engine/spec/WorkloadIndex.java has no `no such thing`");
  }

  @Test
  void a_mutant_whose_snippet_stands_there_twice_is_stale() {
    assertThatThrownBy(() -> mutant("- wave").appliedTo(sources))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("more than once");
  }

  @Test
  void a_mutant_without_a_snippet_is_refused() {
    assertThatThrownBy(() -> mutant("+ int depth")).hasMessageContaining("has no snippet");
  }

  private static Mutant mutant(String change) {
    return MutantFile.parsed(
            "here", "the-one: it breaks\n  engine/spec/WorkloadIndex.java\n" + change)
        .getFirst();
  }
}
