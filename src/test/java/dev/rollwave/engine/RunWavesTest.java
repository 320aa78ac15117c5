package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.FinalState.Failed;
import dev.rollwave.engine.FinalState.Skipped;
import dev.rollwave.engine.InFlightState.Patching;
import dev.rollwave.engine.WorkloadState.Waiting;
import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.engine.message.GateHold;
import dev.rollwave.engine.script.FakeDeployment;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import dev.rollwave.workload.RestartMark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the waves of a run know by heart, against a look at all of its waves. */
class RunWavesTest {
  private static final Instant NOW = Script.START;
  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void the_waves_of_a_run_know_what_a_look_at_all_of_them_would_tell() {
    for (int size : new int[] {0, 1, 64, 65, 300}) {
      List<WaveProgress> plain = new ArrayList<>();
      IntStream.range(0, size).forEach(_ -> plain.add(progress()));
      RunWaves waves = RunWaves.of(plain);
      for (int change = 0; change < 100; change++) {
        tellsTheSame(waves, plain);
        if (size > 0) {
          int index = random.nextInt(size);
          WaveProgress next = progress();
          waves = waves.with(index, next);
          plain.set(index, next);
        }
      }
    }
  }

  private static void tellsTheSame(RunWaves waves, List<WaveProgress> plain) {
    assertThat(waves).isEqualTo(plain);
    assertThat(waves.inFlight()).isEqualTo(plain.stream().mapToInt(WaveProgress::inFlight).sum());
    assertThat(waves.waiting())
        .isEqualTo(plain.stream().mapToInt(wave -> wave.counted().waiting()).sum());
    assertThat(waves.nextTimer(Sight.CLEAR))
        .isEqualTo(
            plain.stream()
                .map(wave -> wave.counted().nextTimer(Sight.CLEAR))
                .min(Instant::compareTo)
                .orElse(Instant.MAX));
    isTrue(waves, plain, WaveTraits.BLOCKED, it -> it.state() instanceof WaveState.Blocked);
    isTrue(waves, plain, WaveTraits.OPEN, RunWavesTest::isOpen);
    isTrue(waves, plain, WaveTraits.HELD, it -> it.state() instanceof WaveState.Held);
    isTrue(waves, plain, WaveTraits.WAITING, it -> isOpen(it) && it.counted().waiting() > 0);
    isTrue(
        waves,
        plain,
        WaveTraits.COMPLETE,
        it -> isOpen(it) && it.counted().waiting() == 0 && it.inFlight() == 0);
    isTrue(waves, plain, WaveTraits.COOLING, it -> it.state() instanceof WaveState.CoolingDown);
    isTrue(waves, plain, WaveTraits.STIRRED, it -> isPassed(it) && it.inFlight() > 0);
    isTrue(waves, plain, WaveTraits.SPOILED, it -> isPassed(it) && it.counted().hasSpoiled());
    isTrue(waves, plain, WaveTraits.IN_FLIGHT, it -> it.inFlight() > 0);
  }

  private static void isTrue(
      RunWaves waves, List<WaveProgress> plain, int trait, Predicate<WaveProgress> wanted) {
    List<WaveProgress> expected = plain.stream().filter(wanted).toList();
    assertThat(waves.all(trait)).as("trait %d", trait).containsExactlyElementsOf(expected);
    assertThat(waves.isAny(trait)).isEqualTo(!expected.isEmpty());
  }

  private static boolean isOpen(WaveProgress wave) {
    return wave.state() instanceof WaveState.Running || wave.state() instanceof WaveState.Held;
  }

  private static boolean isPassed(WaveProgress wave) {
    return wave.state() instanceof WaveState.CoolingDown
        || wave.state() instanceof WaveState.Released;
  }

  private WaveProgress progress() {
    WaveState state =
        switch (random.nextInt(7)) {
          case 0 -> new WaveState.Blocked();
          case 1 -> new WaveState.Running();
          case 2 -> new WaveState.Held(NOW, new GateHold.Unseen(Plans.ref("x"), "why"), Map.of());
          case 3 -> new WaveState.CoolingDown(NOW.plusSeconds(random.nextInt(60)));
          case 4 -> new WaveState.Released();
          case 5 -> new WaveState.Failed();
          default -> new WaveState.Withheld("why");
        };
    return new WaveProgress(
        new Plans().wave("wave", List.of(), "a").build().waves().getFirst(),
        state,
        IntStream.range(0, random.nextInt(4)).mapToObj(this::workload).toList(),
        WaveProgress.Timeline.EMPTY,
        Optional.empty());
  }

  private WorkloadProgress workload(int index) {
    var ref = Plans.ref("w" + index);
    WorkloadState state =
        switch (random.nextInt(4)) {
          case 0 -> new Waiting(new FakeDeployment(ref, 2).snapshot());
          case 1 -> new Skipped("Paused", "it is paused");
          case 2 -> new Failed(Optional.empty(), "Deleted", "it is gone", Optional.empty());
          default -> {
            PatchRestart sent =
                new PatchRestart(
                    ref, "uid", "1", new RestartMark("run", "plan", "stamp"), "why", Instant.MAX);
            yield new Patching(sent, 1, NOW, List.of(), NOW.plusSeconds(random.nextInt(50)));
          }
        };
    return new WorkloadProgress(ref, state, WorkloadProgress.Timeline.EMPTY);
  }
}
