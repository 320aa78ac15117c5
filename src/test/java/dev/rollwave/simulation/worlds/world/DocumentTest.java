package dev.rollwave.simulation.worlds.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.plan.CanonicalPlan;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.runner.record.StartMode;
import dev.rollwave.simulation.worlds.random.RandomWorld;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DocumentTest {
  private static final RestartPlan PLAN =
      LongStream.range(1, 1000)
          .mapToObj(seed -> RandomWorld.of(seed).plan())
          .filter(plan -> plan.waves().size() > 2 && isFirstEdgeOnly(plan))
          .findFirst()
          .orElseThrow();

  private static boolean isFirstEdgeOnly(RestartPlan plan) {
    return plan.waves().get(2).dependsOn().equals(List.of("wave-1"));
  }

  @Test
  void every_edit_is_a_difference_that_is_told() {
    List<PlanEdit> edits =
        List.of(
            new PlanEdit.Reason("another"),
            new PlanEdit.Limit(new Throttle(OptionalInt.of(7), Duration.ofSeconds(77))),
            new PlanEdit.Cooldown(Duration.ofSeconds(77)),
            new PlanEdit.WithoutEdges("wave-2"),
            new PlanEdit.NewEdge("wave-2", "wave-0"));

    for (PlanEdit edit : edits) {
      Document document = edited(edit);
      assertThat(CanonicalPlan.of(PLAN).difference(document.print()))
          .as(edit.toString())
          .isNotEmpty();
      assertThat(document.mode()).isEqualTo(StartMode.WITH_NEW_PLAN);
    }
  }

  @Test
  void an_edge_is_added_to_those_that_are_there() {
    assertThat(wave(edited(new PlanEdit.NewEdge("wave-2", "wave-0"))).dependsOn())
        .containsExactly("wave-1", "wave-0");
    assertThat(edited(new PlanEdit.NewEdge("wave-2", "wave-1")).plan()).isEqualTo(PLAN);
  }

  @Test
  void where_a_wave_is_not_in_the_plan_nothing_is_edited() {
    assertThat(edited(new PlanEdit.WithoutEdges("wave-99")).plan()).isEqualTo(PLAN);
    assertThat(edited(new PlanEdit.NewEdge("wave-2", "wave-99")).plan()).isEqualTo(PLAN);
  }

  private static Wave wave(Document document) {
    return document.plan().waves().get(2);
  }

  private static Document edited(PlanEdit edit) {
    Document document = new Document(PLAN);
    document.edit(new Fault.EditedPlan(Duration.ZERO, edit, StartMode.WITH_NEW_PLAN));
    return document;
  }
}
