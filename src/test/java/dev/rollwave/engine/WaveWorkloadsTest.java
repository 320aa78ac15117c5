package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.FinalState.Failed;
import dev.rollwave.engine.FinalState.Skipped;
import dev.rollwave.engine.InFlightState.Patching;
import dev.rollwave.engine.WorkloadState.Waiting;
import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.engine.script.FakeDeployment;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import dev.rollwave.workload.RestartMark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the workloads of a wave know by heart, against a look at all of its workloads. */
class WaveWorkloadsTest {
  private static final Instant NOW = Script.START;
  private final SplittableRandom random = new SplittableRandom(7);

  @Test
  void a_roster_knows_what_a_look_at_all_of_its_workloads_would_tell() {
    for (int size : new int[] {0, 1, 63, 64, 65, 200, 4_200}) {
      List<WorkloadProgress> plain = new ArrayList<>();
      IntStream.range(0, size).forEach(i -> plain.add(progress(i)));
      WaveWorkloads counted = WaveWorkloads.of(plain);
      for (int change = 0; change < (size > 200 ? 20 : 300); change++) {
        tellsTheSame(counted, plain);
        if (size > 0) {
          int index = random.nextInt(size);
          WorkloadProgress next = progress(index);
          WaveWorkloads before = counted;
          List<WorkloadProgress> copy = List.copyOf(before);
          counted = counted.with(index, next);
          plain.set(index, next);
          assertThat(before).as("what was there before stays as it was").isEqualTo(copy);
        }
      }
    }
  }

  private void tellsTheSame(WaveWorkloads counted, List<WorkloadProgress> plain) {
    assertThat(counted).isEqualTo(plain);
    assertThat(counted.waiting())
        .isEqualTo(plain.stream().filter(WaveWorkloadsTest::waits).count());
    assertThat(counted.inFlight())
        .isEqualTo(plain.stream().filter(it -> it.state().isInFlight()).count());
    assertThat(counted.workloadsInFlight())
        .isEqualTo(plain.stream().filter(it -> it.state().isInFlight()).toList());
    assertThat(counted.hasSpoiled())
        .isEqualTo(plain.stream().anyMatch(it -> it.state() instanceof Failed));
    assertThat(counted.hasHealthy()).isFalse();
    assertThat(counted.nextTimer(Sight.CLEAR))
        .isEqualTo(
            plain.stream()
                .map(it -> Timers.next(it, Sight.CLEAR))
                .min(Instant::compareTo)
                .orElse(Instant.MAX));
    assertThat(counted.due(NOW, Sight.CLEAR))
        .containsExactlyElementsOf(
            indices(plain, it -> !Timers.next(it, Sight.CLEAR).isAfter(NOW)));
    assertThat(walk(counted)).isEqualTo(indices(plain, it -> waits(it) && desired(it) == 0));
  }

  private static List<Integer> walk(WaveWorkloads counted) {
    List<Integer> seen = new ArrayList<>();
    int at = counted.nextUnstartable(0);
    while (at < counted.size()) {
      seen.add(at);
      at = counted.nextUnstartable(at + 1);
    }
    return seen;
  }

  private static List<Integer> indices(
      List<WorkloadProgress> plain, Predicate<WorkloadProgress> wanted) {
    return IntStream.range(0, plain.size()).filter(i -> wanted.test(plain.get(i))).boxed().toList();
  }

  private static boolean waits(WorkloadProgress workload) {
    return workload.state() instanceof Waiting;
  }

  private static int desired(WorkloadProgress workload) {
    return workload.state() instanceof Waiting(var last) ? last.desired() : -1;
  }

  private WorkloadProgress progress(int index) {
    var ref = Plans.ref("w" + index);
    WorkloadState state =
        switch (random.nextInt(5)) {
          case 0 -> new Waiting(new FakeDeployment(ref, 2).snapshot());
          case 1 -> new Waiting(new FakeDeployment(ref, 0).snapshot());
          case 2 -> new Skipped("Paused", "it is paused");
          case 3 -> new Failed(Optional.empty(), "Deleted", "it is gone", Optional.empty());
          default -> {
            PatchRestart sent =
                new PatchRestart(
                    ref, "uid", "1", new RestartMark("run", "plan", "stamp"), "why", Instant.MAX);
            yield new Patching(sent, 1, NOW, List.of(), NOW.plusSeconds(random.nextInt(-5, 50)));
          }
        };
    return new WorkloadProgress(ref, state, WorkloadProgress.Timeline.EMPTY);
  }
}
