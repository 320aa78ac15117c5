package dev.rollwave.console;

import dev.rollwave.console.words.Formats;
import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.FinalState;
import dev.rollwave.engine.Restart;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.Sight;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WaveState;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.WorkloadState;
import dev.rollwave.engine.message.Pause;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.plan.CanonicalPlan;
import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.ResumeWithin;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.runner.record.Counts;
import dev.rollwave.runner.record.Ending;
import dev.rollwave.runner.record.Instructions;
import dev.rollwave.runner.record.Owner;
import dev.rollwave.runner.record.PlanRecord;
import dev.rollwave.runner.record.RunRecord;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.label.LabelSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/** Run states by hand, as the engine would make them: a small builder for this room's tests. */
public final class Runs {
  public static final Instant START = Instant.parse("2026-11-21T01:30:00Z");
  static final String RUN_ID = "20261121-013000-k7d2";

  private final List<WaveProgress> waves = new ArrayList<>();
  private Throttle throttle = new Throttle(OptionalInt.of(4), Duration.ofSeconds(5));
  private WindowCalendar planned = WindowCalendar.ALWAYS;
  private Optional<WindowCalendar> overriding = Optional.empty();
  private String reason = "Relieve the session leak";
  private Optional<RunState.Stop> stopping = Optional.empty();
  private Optional<Pause> pause = Optional.empty();
  private Optional<RunState.Outage> outage = Optional.empty();
  private final List<Sight.LostScope> lost = new ArrayList<>();
  private Optional<Instant> lastRestart = Optional.empty();
  private Optional<RunOutcome> outcome = Optional.empty();
  private final Map<WorkloadRef, WorkloadSnapshot> found = new LinkedHashMap<>();
  private Optional<String> stateNamespace = Optional.empty();

  public static Runs nightly() {
    return new Runs();
  }

  public Runs throttle(Throttle all) {
    throttle = all;
    return this;
  }

  public Runs calendar(WindowCalendar calendar) {
    planned = calendar;
    return this;
  }

  public Runs overriding(WindowCalendar calendar) {
    overriding = Optional.of(calendar);
    return this;
  }

  public Runs reason(String text) {
    reason = text;
    return this;
  }

  public Runs keptIn(String namespace) {
    stateNamespace = Optional.of(namespace);
    return this;
  }

  public Runs wave(
      String name, List<String> dependsOn, WaveState state, WorkloadProgress... workloads) {
    Wave wave =
        new Wave(
            name,
            dependsOn,
            Throttle.NONE,
            Duration.ofMinutes(2),
            HealthPolicy.DEFAULT,
            workloads.length == 0
                ? List.of(
                    new WorkloadSelection.BySelector(
                        Workloads.ref(name).kind(), "shop", LabelSelector.of("tier=" + name)))
                : List.of(new WorkloadSelection.ByName(workloads[0].ref())),
            false);
    waves.add(
        new WaveProgress(
            wave,
            state,
            List.of(workloads),
            new WaveProgress.Timeline(
                Optional.of(START), Optional.empty(), Optional.empty(), Optional.empty()),
            Optional.empty()));
    return this;
  }

  public Runs timeline(WaveProgress.Timeline timeline) {
    WaveProgress last = waves.removeLast();
    waves.add(
        new WaveProgress(
            last.wave(), last.state(), last.workloads(), timeline, last.lastRestart()));
    return this;
  }

  public Runs stopping(RunState.Stop stop) {
    stopping = Optional.of(stop);
    return this;
  }

  public Runs paused(Pause asked) {
    pause = Optional.of(asked);
    return this;
  }

  public Runs outage(Instant since, String cause) {
    outage = Optional.of(new RunState.Outage(since, since.plusSeconds(900), cause));
    return this;
  }

  public Runs unseen(Instant since, String cause, String... names) {
    SortedSet<WorkloadRef> refs = new TreeSet<>();
    for (String name : names) {
      refs.add(Workloads.ref(name));
    }
    lost.add(new Sight.LostScope(refs, cause, since, since, since.plusSeconds(120)));
    return this;
  }

  Runs lastRestart(Instant at) {
    lastRestart = Optional.of(at);
    return this;
  }

  public Runs ended(RunOutcome how) {
    outcome = Optional.of(how);
    return this;
  }

  /** What was found of a workload that is no longer waiting; without, it has all of its pods. */
  public Runs found(WorkloadSnapshot snapshot) {
    found.put(snapshot.ref(), snapshot);
    return this;
  }

  private WorkloadSnapshot found(WorkloadProgress workload) {
    if (found.containsKey(workload.ref())) {
      return found.get(workload.ref());
    }
    if (workload.state() instanceof WorkloadState.Waiting waiting) {
      return waiting.last();
    }
    boolean isRestarted =
        workload.state().isInFlight() || workload.state() instanceof FinalState.Healthy;
    return isRestarted
        ? Workloads.restarted(workload.ref(), new RestartMark(RUN_ID, "test", START.toString()))
        : Workloads.snapshot(workload.ref(), 3, 3, 3);
  }

  public RunState state() {
    Map<String, List<WorkloadSnapshot>> targets = new LinkedHashMap<>();
    for (WaveProgress wave : waves) {
      targets.put(wave.wave().name(), wave.workloads().stream().map(this::found).toList());
    }
    RestartPlan plan =
        new RestartPlan(
            "nightly-leak-relief",
            "Relieve the session leak",
            planned,
            Optional.empty(),
            throttle,
            FailurePolicy.HALT,
            new ResumeWithin.OpeningAfterNext(),
            waves.stream().map(WaveProgress::wave).toList(),
            stateNamespace);
    RunSpec spec =
        new RunSpec(new RunId(RUN_ID), plan, targets, overriding.orElse(planned), reason);
    return new RunState(
        spec,
        START,
        List.copyOf(waves),
        stopping,
        new Sight(outage, Optional.empty(), Optional.empty(), lost),
        lastRestart,
        pause,
        outcome);
  }

  /** The record of the run that stands at {@code seen}; it has ended with {@code outcome}. */
  public static PlanRecord planRecord(RunState seen, Optional<RunOutcome> outcome) {
    RunRecord run =
        new RunRecord(
            seen.spec().runId(),
            CanonicalPlan.of(seen.spec().plan()),
            "Relieve the session leak",
            new Owner("pod-1", "ops@laptop", Optional.empty(), List.of()),
            START,
            new Counts(1, 0, 0, 0, 0),
            Optional.empty(),
            outcome.map(it -> new Ending(it, START)),
            Checkpoint.none(START));
    return new PlanRecord(run, Instructions.NONE, List.of());
  }

  public static Restart restart(Instant at) {
    return new Restart("uid-1", 8, Formats.instant(at), "digest", List.of(), at);
  }

  public static WorkloadProgress with(String name, WorkloadState state) {
    return new WorkloadProgress(
        Workloads.ref(name),
        state,
        new WorkloadProgress.Timeline(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  public static WorkloadProgress with(String name, WorkloadState state, Instant patched) {
    return new WorkloadProgress(
        Workloads.ref(name),
        state,
        new WorkloadProgress.Timeline(
            Optional.of(patched), Optional.empty(), Optional.empty(), Optional.empty()));
  }
}
