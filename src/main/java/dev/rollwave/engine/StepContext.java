package dev.rollwave.engine;

import dev.rollwave.engine.RunState.Outage;
import dev.rollwave.engine.RunState.Stop;
import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.Pause;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.engine.spec.WorkloadIndex;
import dev.rollwave.plan.Wave;
import dev.rollwave.window.Instants;
import dev.rollwave.window.WindowStatus;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.Eligibility;
import dev.rollwave.workload.rollout.RolloutStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * One step in the making: the state as far as it is, and what was asked and told on the way. Never
 * leaves the step.
 */
final class StepContext {
  private final RunSpec spec;
  private final Instant startedAt;
  private RunWaves waves;
  private final List<Command> commands = new ArrayList<>();
  private final List<Notification> notifications = new ArrayList<>();
  private Optional<Stop> stopping;
  private Sight sight;
  private Optional<Instant> lastRestart;
  private Optional<Pause> pause;
  private Optional<RunOutcome> outcome;
  private final BitSet awaiting = new BitSet();
  private final BitSet gatesToTry = new BitSet();
  private Instant wakeBy = Instant.MAX;
  private final Instant now;
  private final WindowStatus window;

  StepContext(RunState state, Instant now) {
    this.spec = state.spec();
    this.startedAt = state.startedAt();
    this.waves = state.counted();
    this.stopping = state.stopping();
    this.sight = state.sight();
    this.lastRestart = state.lastRestart();
    this.pause = state.pause();
    this.outcome = state.outcome();
    this.now = now;
    this.window = spec.windowAt(now);
  }

  Instant now() {
    return now;
  }

  /** Whether a restart may start at this step's time, as far as the calendar is concerned. */
  WindowStatus window() {
    return window;
  }

  RunSpec spec() {
    return spec;
  }

  Instant startedAt() {
    return startedAt;
  }

  RunWaves waves() {
    return waves;
  }

  Optional<WorkloadIndex> find(WorkloadRef ref) {
    return spec.index(ref);
  }

  WaveProgress wave(WorkloadIndex index) {
    return waves.get(index.wave());
  }

  Wave asked(WorkloadIndex index) {
    return wave(index).wave();
  }

  WorkloadProgress workload(WorkloadIndex index) {
    return wave(index).workloads().get(index.workload());
  }

  WorkloadState state(WorkloadIndex index) {
    return workload(index).state();
  }

  void become(WorkloadIndex index, WorkloadState next) {
    replace(index, workload(index).with(next));
  }

  void mark(WorkloadIndex index, UnaryOperator<WorkloadProgress.Timeline> change) {
    WorkloadProgress was = workload(index);
    replace(index, was.with(change.apply(was.timeline())));
  }

  private void replace(WorkloadIndex index, WorkloadProgress workload) {
    replaceWave(index.wave(), wave(index).with(index.workload(), workload));
  }

  // A loop over the waves still sees what was.
  private void replaceWave(int index, WaveProgress next) {
    waves = waves.with(index, next);
  }

  void becomeWave(int index, WaveState next, UnaryOperator<WaveProgress.Timeline> change) {
    WaveProgress was = waves.get(index);
    replaceWave(index, was.with(next, change.apply(was.timeline())));
    switch (next) {
      case WaveState.Blocked _ -> gatesToTry.set(index);
      case WaveState.Released _, WaveState.Failed _, WaveState.Withheld _ ->
          spec.dependents(index).forEach(gatesToTry::set);
      case WaveState.Running _, WaveState.Held _, WaveState.CoolingDown _ -> {}
    }
  }

  /** Every gate is tried: nothing is known yet of any of them. */
  void tryEveryGate() {
    gatesToTry.set(0, waves.size());
  }

  /**
   * The waves that something happened to which they wait for, since this was asked the last time.
   */
  BitSet gatesToTry() {
    BitSet taken = (BitSet) gatesToTry.clone();
    gatesToTry.clear();
    return taken;
  }

  void restarted(WorkloadIndex index) {
    lastRestart = Optional.of(now);
    replaceWave(index.wave(), wave(index).restartedAt(now));
  }

  /** No workload of {@code wave} is restarted in this step: something has to be known first. */
  void await(int wave) {
    awaiting.set(wave);
  }

  boolean isAwaiting(int wave) {
    return awaiting.get(wave);
  }

  /** The engine has something to look at again at {@code at}. */
  void wakeBy(Instant at) {
    wakeBy = Instants.min(wakeBy, at);
  }

  Instant wakeBy() {
    return wakeBy;
  }

  void ask(Command command) {
    commands.add(command);
  }

  void tell(Notification notification) {
    notifications.add(notification);
  }

  /** Tells how far the rollout of a workload has got. */
  void tellProgress(WorkloadIndex index, WorkloadSnapshot seen, RolloutStatus status) {
    tell(
        new Notification.RolloutProgressed(
            asked(index).name(),
            seen.ref(),
            seen.updated(),
            seen.available(),
            seen.desired(),
            status.message()));
  }

  /** A workload needs no restart. */
  void skip(WorkloadIndex index, Eligibility.NothingToRestart nothing) {
    become(index, new FinalState.Skipped(nothing.reason(), nothing.message()));
    tell(
        new Notification.WorkloadSkipped(
            asked(index).name(), workload(index).ref(), nothing.reason(), nothing.message()));
  }

  Optional<Stop> stopping() {
    return stopping;
  }

  void stop(Stop stop) {
    stopping = Optional.of(stop);
  }

  Optional<Outage> outage() {
    return sight.outage();
  }

  /** What of the cluster can be seen. */
  Sight sight() {
    return sight;
  }

  void see(Sight next) {
    sight = next;
  }

  Optional<Instant> lastRestart() {
    return lastRestart;
  }

  /** An earlier process of this run restarted something at {@code at}, or at least not later. */
  void restartedLastAt(Instant at) {
    lastRestart = Optional.of(at);
    for (int i = 0; i < waves.size(); i++) {
      WaveProgress was = waves.get(i);
      if (was.hasBegun()) {
        replaceWave(i, was.lastRestartedAt(at));
      }
    }
  }

  Optional<Pause> pause() {
    return pause;
  }

  void setPause(Optional<Pause> next) {
    pause = next;
  }

  Optional<RunOutcome> outcome() {
    return outcome;
  }

  void end(RunOutcome how) {
    outcome = Optional.of(how);
    tell(new Notification.RunEnded(how, startedAt));
  }

  /**
   * Every workload that is somewhere between waiting and terminal, in the plan's order. Looks at
   * all of them, so it is for what happens once or twice in a run.
   */
  List<WorkloadIndex> indices() {
    List<WorkloadIndex> indices = new ArrayList<>();
    for (int w = 0; w < waves.size(); w++) {
      List<WorkloadProgress> workloads = waves.get(w).workloads();
      for (int i = 0; i < workloads.size(); i++) {
        if (!workloads.get(i).state().isTerminal()) {
          indices.add(new WorkloadIndex(w, i));
        }
      }
    }
    return indices;
  }

  int inFlight() {
    return waves.inFlight();
  }

  boolean isSomethingWaiting() {
    return waves.waiting() > 0;
  }

  boolean anyState(Predicate<WorkloadState> condition) {
    return waves.stream()
        .flatMap(wave -> wave.workloads().stream())
        .anyMatch(workload -> condition.test(workload.state()));
  }

  Step finish(Instant wakeAt) {
    RunState state =
        new RunState(spec, startedAt, waves, stopping, sight, lastRestart, pause, outcome);
    return new Step(state, List.copyOf(commands), List.copyOf(notifications), wakeAt);
  }
}
