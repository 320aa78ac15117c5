package dev.rollwave.runner;

import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.Engine;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.Step;
import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One run, one event at a time: asks the engine, carries out what it says, and sets the alarm. Does
 * not wait for events, so that several runs can be walked on one thread; {@link RunLoop} waits.
 */
public final class RunStepper {
  // A busy machine rings some seconds late; a process that was stopped, or slept, wakes up later
  // than that.
  private static final Duration PUNCTUALITY = Duration.ofSeconds(5);

  private final Cluster cluster;
  private final Consumer<Event> sink;
  private final Alarm alarm;
  private final Observer observer;
  private final Clocks clocks;
  private final ClockWatch watch;
  private Optional<RunState> state = Optional.empty();
  private Instant due = Instant.MAX;

  /**
   * A stepper over these ports, not begun yet.
   *
   * @param cluster where the run happens
   * @param sink where {@code cluster} puts events, which come back through {@link #take}
   * @param alarm whose ringing comes back through {@link #take} too
   * @param observer is told after each step
   * @param clocks what time it is, and how it passes
   */
  public RunStepper(
      Cluster cluster, Consumer<Event> sink, Alarm alarm, Observer observer, Clocks clocks) {
    this.cluster = cluster;
    this.sink = sink;
    this.alarm = alarm;
    this.observer = observer;
    this.clocks = clocks;
    this.watch = new ClockWatch(clocks);
  }

  /** The first step of a run, or of a process that continues one. Called once. */
  public void begin(RunSpec spec, Optional<Checkpoint> checkpoint) {
    Step first =
        checkpoint.isPresent()
            ? restored(spec, checkpoint.get())
            : Engine.begin(spec, clocks.instant());
    List<WorkloadRef> refs = new ArrayList<>();
    spec.targets().values().forEach(targets -> targets.forEach(t -> refs.add(t.ref())));
    carryOut(first);
    if (!hasEnded()) {
      cluster.watch(refs, sink);
    }
  }

  // The pods are read before the time is, so that nothing is decided at an instant long gone.
  private Step restored(RunSpec spec, Checkpoint checkpoint) {
    Map<WorkloadRef, PodSet> pods = cluster.pods(checkpoint.healthy());
    return Engine.restore(spec, checkpoint, pods, clocks.instant());
  }

  /**
   * Takes the step that follows from {@code event}, and one before it when the clock was set or a
   * step is long overdue.
   */
  public void take(Event event) {
    Optional<Duration> set = watch.step();
    Duration late = late(set.orElse(Duration.ZERO));
    if (set.isPresent()) {
      step(new Event.ClockStepped(set.get(), late));
    } else if (late.isPositive()) {
      step(new Event.StoodStill(late));
    }
    if (!hasEnded()) {
      step(event);
    }
  }

  private Duration late(Duration set) {
    Duration late = Duration.between(due, clocks.instant().minus(set));
    return late.compareTo(PUNCTUALITY) > 0 ? late : Duration.ZERO;
  }

  private void step(Event event) {
    carryOut(Engine.step(state(), event, clocks.instant()));
  }

  /** After the latest step; its outcome is present once the run has ended. */
  public RunState state() {
    return state.orElseThrow(() -> new IllegalStateException("the run has not begun"));
  }

  /** Whether the run has ended. */
  public boolean hasEnded() {
    return state().outcome().isPresent();
  }

  private void carryOut(Step step) {
    state = Optional.of(step.state());
    for (Command command : step.commands()) {
      cluster.carryOut(command, sink);
    }
    due = step.wakeAt();
    alarm.ringAt(step.wakeAt());
    observer.stepped(step.state(), step.notifications(), clocks.instant());
  }
}
