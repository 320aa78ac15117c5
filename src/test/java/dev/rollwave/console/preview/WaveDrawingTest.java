package dev.rollwave.console.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.label.LabelSelector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaveDrawingTest {
  @Test
  void what_would_be_markup_is_escaped() {
    WaveDrawing drawing = drawing(named("a\"]; b --> <script>`#`\n\u001b\\"));

    assertThat(drawing.mermaid())
        .contains(
            "[\"wave<br/>shop/Deployment/a#34;#93;#59; b --#62; #60;script#62;"
                + "#96;#35;#96;#92;n#92;u001b#92;\"]\n");
    assertThat(drawing.dot())
        .contains(
            "[label=\"wave\\nshop/Deployment/a\\\"]; b --> <script>`#`\\\\n\\\\u001b\\\\\"];\n");
  }

  @Test
  void a_selector_is_drawn_as_it_was_written() {
    assertThat(drawing(selected("tier in (a, b),generation>3")).mermaid())
        .contains("shop/Deployment tier in (a, b),generation#62;3");
  }

  @Test
  void of_many_workloads_some_are_drawn_and_the_rest_is_counted() {
    WorkloadSelection[] many =
        IntStream.range(0, 30).mapToObj(i -> named("w" + i)).toArray(WorkloadSelection[]::new);

    assertThat(drawing(many).mermaid())
        .contains("shop/Deployment/w10<br/>and 19 more\"]")
        .doesNotContain("w11");
  }

  private static WorkloadSelection named(String name) {
    return new WorkloadSelection.ByName(new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", name));
  }

  private static WorkloadSelection selected(String selector) {
    return new WorkloadSelection.BySelector(
        WorkloadKind.DEPLOYMENT, "shop", LabelSelector.of(selector));
  }

  private static WaveDrawing drawing(WorkloadSelection... workloads) {
    return new WaveDrawing(
        new RestartPlan(
            "nightly",
            "Relieve the leak",
            WindowCalendar.ALWAYS,
            Optional.empty(),
            Throttle.NONE,
            FailurePolicy.HALT,
            List.of(
                new Wave(
                    "wave",
                    List.of(),
                    Throttle.NONE,
                    Duration.ZERO,
                    HealthPolicy.DEFAULT,
                    List.of(workloads),
                    false))));
  }
}
