package dev.rollwave.engine;

import dev.rollwave.engine.FinalState.Healthy;
import dev.rollwave.engine.WaveState.Held;
import dev.rollwave.engine.message.GateHold;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.spec.WorkloadIndex;
import dev.rollwave.window.Instants;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.rollout.RolloutStatus;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What holds a wave, for how long it may, and what is told of it. */
final class Holders {
  private Holders() {}

  /**
   * A workload that holds a wave.
   *
   * @param why what is missing there, or that it cannot be seen
   */
  record Holder(WorkloadIndex index, Finding.Holding why) {}

  /** What cannot be seen for too long; it has not failed for that. */
  static Optional<GateHold> givenUp(StepContext step, List<Holder> holders) {
    return holders.stream()
        .filter(holder ->
            holder.why() instanceof Finding.Unseen unseen
                && !step.now().isBefore(unseen.giveUpAt()))
        .map(holder -> told(step, holder))
        .findFirst();
  }

  private static GateHold told(StepContext step, Holder holder) {
    WorkloadRef by = step.workload(holder.index()).ref();
    return switch (holder.why()) {
      case Finding.Broken(RolloutStatus what) -> new GateHold.Broken(by, what.message());
      case Finding.Unseen(String why, Instant _) -> new GateHold.Unseen(by, why);
    };
  }

  /**
   * Holds {@code wave} by {@code holders}; adds to {@code failed} what has done so for too long.
   */
  static void hold(
      StepContext step,
      int wave,
      List<Holder> holders,
      Set<WorkloadRef> unsure,
      List<WorkloadIndex> failed) {
    Optional<Held> before =
        step.waves().get(wave).state() instanceof Held held ? Optional.of(held) : Optional.empty();
    Set<WorkloadRef> keeping = new HashSet<>(unsure);
    for (Holder holder : holders) {
      if (holder.why() instanceof Finding.Unseen unseen) {
        keeping.add(step.workload(holder.index()).ref());
        step.wakeBy(unseen.giveUpAt());
      }
    }
    Map<WorkloadRef, RolloutProgress> times =
        before.map(held -> whileFit(step, held, keeping)).orElseGet(TreeMap::new);
    for (Holder holder : holders) {
      if (holder.why() instanceof Finding.Broken(RolloutStatus what)) {
        broken(step, holder.index(), what, before, times).ifPresent(failed::add);
      }
    }
    GateHold hold = told(step, holders.getFirst());
    Instant since = before.map(Held::since).orElse(step.now());
    step.becomeWave(wave, new Held(since, hold, times), UnaryOperator.identity());
    if (before.isEmpty()) {
      step.tell(new Notification.GateHeld(step.waves().get(wave).wave().name(), hold));
    }
  }

  // One that is broken holds a wave for as long as it may; answers it when that is over.
  private static Optional<WorkloadIndex> broken(
      StepContext step,
      WorkloadIndex index,
      RolloutStatus what,
      Optional<Held> before,
      Map<WorkloadRef, RolloutProgress> times) {
    if (!(step.state(index) instanceof Healthy healthy)) {
      return Optional.empty();
    }
    WorkloadRef ref = healthy.last().ref();
    RolloutProgress known =
        before
            .map(held -> held.holders().get(ref))
            .filter(_ -> isSeen(step, ref))
            .map(it -> holdingAgain(step, it))
            .orElseGet(() ->
                RolloutProgress.begin(step.asked(index).health(), healthy.last(), step.now()));
    RolloutProgress time = Upkeeps.seen(healthy, known, step.now());
    times.put(ref, time);
    step.wakeBy(Instants.min(time.deadline(), step.now().plus(Limits.HELD_LOOK)));
    if (step.now().isBefore(time.deadline())) {
      return Optional.empty();
    }
    Upkeeps.overdue(step, index, healthy, what, time);
    return Optional.of(index);
  }

  // What cannot be seen gets fresh time, until the run gives up that it will be.
  private static boolean isSeen(StepContext step, WorkloadRef ref) {
    return step.sight().lossOf(ref).filter(loss -> step.now().isBefore(loss.giveUpAt())).isEmpty();
  }

  /**
   * The times of what has held a wave. While one does not hold it its time does not count. Of one
   * whose pods are only asked for that is not known yet: its counts may have run ahead of a rollout
   * that has just begun.
   */
  static Map<WorkloadRef, RolloutProgress> whileFit(
      StepContext step, Held held, Set<WorkloadRef> unsure) {
    Map<WorkloadRef, RolloutProgress> times = new TreeMap<>(held.holders());
    times.replaceAll((ref, time) -> unsure.contains(ref) ? time : time.completed(step.now()));
    return times;
  }

  private static RolloutProgress holdingAgain(StepContext step, RolloutProgress time) {
    return time.completeSince().isPresent() ? time.fellBack(step.now()) : time;
  }
}
