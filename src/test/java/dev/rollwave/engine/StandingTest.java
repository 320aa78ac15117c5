package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What somebody sees who only looks at a run, as `status` does. */
class StandingTest {
  private final Script script =
      Script.of(
              new Plans()
                  .wave("a", List.of(), "one")
                  .wave("b", List.of("a"), "two")
                  .wave("c", List.of("b"), "three"))
          .makeHealthy("one");

  private static List<Class<?>> states(RunState state) {
    return state.waves().stream()
        .flatMap(wave -> wave.workloads().stream())
        .<Class<?>>map(workload -> workload.state().getClass())
        .toList();
  }

  @Test
  void what_was_healthy_is_shown_so_without_a_look_at_its_pods() {
    assertThat(states(script.standing()))
        .containsExactly(
            FinalState.Healthy.class, WorkloadState.Waiting.class, WorkloadState.Waiting.class);
  }

  @Test
  void waves_stand_where_the_run_has_brought_them() {
    assertThat(script.standing().waves())
        .extracting(wave -> (Object) wave.state().getClass())
        .containsExactly(
            WaveState.Released.class, WaveState.Running.class, WaveState.Blocked.class);
  }

  @Test
  void what_is_no_longer_healthy_is_shown_to_hold_what_depends_on_it() {
    script.cluster("one").loseOnePod();

    assertThat(script.standing().waves())
        .extracting(wave -> (Object) wave.state().getClass())
        .containsExactly(WaveState.Released.class, WaveState.Held.class, WaveState.Blocked.class);
    assertThat(script.standing().waves().get(1).state())
        .isInstanceOfSatisfying(
            WaveState.Held.class,
            held -> {
              assertThat(held.hold().by()).isEqualTo(Plans.ref("one"));
              assertThat(held.hold().why()).isEqualTo("1 of 2 pods available");
            });
  }

  @Test
  void to_look_ends_nothing() {
    script.send(new Event.Cancelled("ann", "wrong night")).pass(Duration.ofHours(1));

    assertThat(script.standing().outcome()).isEmpty();
  }

  @Test
  void what_carries_the_runs_mark_is_in_flight_though_nobody_wrote_that_down() {
    Checkpoint before = script.checkpoint();
    script.accept("two");

    assertThat(script.standing(before).inFlight()).isEqualTo(1);
  }

  @Test
  void what_was_skipped_is_shown_so() {
    Script skipping =
        Script.of(
            new Plans().wave("a", List.of(), "none").wave("b", List.of(), "one"),
            Map.of("none", 0));
    assertThat(states(skipping.standing()))
        .containsExactly(FinalState.Skipped.class, WorkloadState.Waiting.class);
  }
}
