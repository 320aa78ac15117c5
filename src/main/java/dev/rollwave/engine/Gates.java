package dev.rollwave.engine;

import dev.rollwave.engine.WaveState.Blocked;
import dev.rollwave.engine.WaveState.CoolingDown;
import dev.rollwave.engine.WaveState.Failed;
import dev.rollwave.engine.WaveState.Held;
import dev.rollwave.engine.WaveState.Released;
import dev.rollwave.engine.WaveState.Running;
import dev.rollwave.engine.WaveState.Withheld;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.spec.WorkloadIndex;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;

/** The gates between waves: which may run, which is done, which will never be reached. */
final class Gates {
  private static final List<Integer> MOVABLE =
      List.of(WaveTraits.COMPLETE, WaveTraits.COOLING, WaveTraits.SPOILED);

  private Gates() {}

  /** Moves every wave as far as it goes, until none moves any more. */
  static void advance(StepContext step) {
    boolean hasMoved = true;
    while (hasMoved) {
      hasMoved = false;
      RunWaves before = step.waves();
      BitSet movable = movable(step);
      for (int i = movable.nextSetBit(0); i >= 0; i = movable.nextSetBit(i + 1)) {
        hasMoved |= advance(step, i, before);
      }
    }
  }

  // A blocked wave moves when one that it depends on has, and of the others these alone.
  private static BitSet movable(StepContext step) {
    BitSet movable = step.gatesToTry();
    for (int trait : MOVABLE) {
      RunWaves waves = step.waves();
      for (int i = waves.next(trait, 0); i < waves.size(); i = waves.next(trait, i + 1)) {
        movable.set(i);
      }
    }
    return movable;
  }

  private static boolean advance(StepContext step, int index, RunWaves before) {
    WaveProgress wave = step.waves().get(index);
    return switch (wave.state()) {
      case Blocked() -> unblock(step, index, wave, before);
      case Running _, Held _ -> complete(step, index, wave);
      case CoolingDown _, Released _ when wave.counted().hasSpoiled() -> spoil(step, index);
      case CoolingDown(var until) -> {
        if (step.now().isBefore(until)) {
          yield false;
        }
        step.becomeWave(index, new Released(), timeline -> timeline.withReleased(step.now()));
        step.tell(new Notification.WaveReleased(wave.wave().name()));
        yield true;
      }
      case Released _, Failed _, Withheld _ -> false;
    };
  }

  private static boolean unblock(StepContext step, int index, WaveProgress wave, RunWaves before) {
    boolean isOpen = true;
    for (int dependency : step.spec().dependencies(index)) {
      WaveProgress gate = before.get(dependency);
      if (gate.state() instanceof Failed || gate.state() instanceof Withheld) {
        withhold(step, index, wave, "wave " + gate.wave().name() + " is not healthy");
        return true;
      }
      isOpen &= gate.state() instanceof Released;
    }
    if (!isOpen) {
      return false;
    }
    step.becomeWave(index, new Running(), timeline -> timeline.withReady(step.now()));
    step.tell(new Notification.WaveReady(wave.wave().name(), wave.workloads().size()));
    return true;
  }

  // Something that was healthy, and that others had begun to build on, is not any more.
  private static boolean spoil(StepContext step, int index) {
    String name = step.waves().get(index).wave().name();
    step.becomeWave(index, new Failed(), UnaryOperator.identity());
    for (int other = 0; other < step.waves().size(); other++) {
      if (step.spec().dependsOn(other, index)) {
        switch (step.waves().get(other).state()) {
          case Blocked _, Running _, Held _ ->
              withhold(
                  step, other, step.waves().get(other), "wave " + name + " is no longer healthy");
          case CoolingDown _, Released _, Failed _, Withheld _ -> {}
        }
      }
    }
    return true;
  }

  /** Nothing more of a wave is restarted, because of {@code reason}. */
  static void withhold(StepContext step, int index, String reason) {
    withhold(step, index, step.waves().get(index), reason);
  }

  private static void withhold(StepContext step, int index, WaveProgress wave, String reason) {
    step.becomeWave(index, new Withheld(reason), UnaryOperator.identity());
    step.tell(new Notification.WaveWithheld(wave.wave().name(), reason));
    for (int i = 0; i < wave.workloads().size(); i++) {
      WorkloadIndex workload = new WorkloadIndex(index, i);
      if (step.state(workload) instanceof WorkloadState.Waiting) {
        step.become(workload, new FinalState.Withheld(reason));
      }
    }
  }

  private static boolean complete(StepContext step, int index, WaveProgress wave) {
    WaveWorkloads workloads = wave.counted();
    if (workloads.waiting() > 0 || workloads.inFlight() > 0) {
      return false;
    }
    if (workloads.hasSpoiled()) {
      step.becomeWave(index, new Failed(), UnaryOperator.identity());
      return true;
    }
    Duration cooldown = cooldown(wave);
    step.becomeWave(
        index,
        new CoolingDown(step.now().plus(cooldown)),
        timeline -> timeline.withHealthy(step.now()));
    step.tell(new Notification.WaveHealthy(wave.wave().name(), cooldown));
    return true;
  }

  /**
   * How long the dependents of a healthy wave wait: nothing settles where nothing was restarted.
   */
  static Duration cooldown(WaveProgress wave) {
    return wave.counted().hasHealthy() ? wave.wave().cooldown() : Duration.ZERO;
  }
}
