package dev.rollwave.engine.script;

import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.Engine;
import dev.rollwave.engine.FinalState;
import dev.rollwave.engine.InFlightState;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.Step;
import dev.rollwave.engine.Upkeep;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WaveState;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.WorkloadState;
import dev.rollwave.engine.message.Command.InspectPods;
import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.engine.message.Command.Reread;
import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.trouble.Warnings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Drives the engine by hand: sends events at chosen times, and keeps what it answered. */
public final class Script {
  public static final Instant START = Instant.parse("2026-11-21T01:00:00Z");

  private final Map<String, FakeDeployment> cluster = new LinkedHashMap<>();
  private final List<PatchRestart> patches = new ArrayList<>();
  private final List<Notification> story = new ArrayList<>();
  private final RestartPlan plan;
  private Instant now = START;
  private Step last;

  private Script(RestartPlan plan, Map<String, Integer> replicas) {
    this.plan = plan;
    for (Wave wave : plan.waves()) {
      for (String name : names(wave)) {
        cluster.put(name, new FakeDeployment(Plans.ref(name), replicas.getOrDefault(name, 2)));
      }
    }
    last = Engine.begin(spec(), now);
    keep();
  }

  private static List<String> names(Wave wave) {
    return wave.workloads().stream()
        .map(selection -> ((WorkloadSelection.ByName) selection).ref().name())
        .toList();
  }

  private RunSpec spec() {
    Map<String, List<WorkloadSnapshot>> targets = new LinkedHashMap<>();
    for (Wave wave : plan.waves()) {
      targets.put(wave.name(), names(wave).stream().map(n -> cluster(n).snapshot()).toList());
    }
    return new RunSpec(new RunId("run-1"), plan, targets, plan.calendar(), plan.reason());
  }

  /** What the process would write down now. */
  public Checkpoint checkpoint() {
    return Checkpoint.of(last.state(), now);
  }

  /** The process is killed, and after {@code time} another one goes on from {@code checkpoint}. */
  public Script restore(Checkpoint checkpoint, Duration time) {
    Map<WorkloadRef, PodSet> pods = new LinkedHashMap<>();
    checkpoint.healthy().forEach(ref -> pods.put(ref, cluster(ref.name()).pods()));
    return restore(checkpoint, time, pods);
  }

  /** The same, where {@code pods} are all that can be read of what was healthy. */
  public Script restore(Checkpoint checkpoint, Duration time, Map<WorkloadRef, PodSet> pods) {
    now = now.plus(time);
    last = Engine.restore(spec(), checkpoint, pods, now);
    keep();
    return this;
  }

  /** How the run stands for somebody who only looks, as the cluster is now. */
  public RunState standing() {
    return standing(checkpoint());
  }

  /** The same, where {@code written} is what was written down. */
  public RunState standing(Checkpoint written) {
    return Engine.standing(spec(), written, now);
  }

  public static Script of(Plans plan) {
    return new Script(plan.build(), Map.of());
  }

  public static Script of(Plans plan, Map<String, Integer> replicas) {
    return new Script(plan.build(), replicas);
  }

  public FakeDeployment cluster(String name) {
    return java.util.Objects.requireNonNull(cluster.get(name), name);
  }

  /** Lets time go by, and rings the alarm. */
  public Script pass(Duration time) {
    now = now.plus(time);
    return send(new Event.TimePassed());
  }

  /** Lets time go by, and rings each alarm in it that was asked for. */
  public Script passAwake(Duration time) {
    Instant end = now.plus(time);
    while (last.wakeAt().isBefore(end)) {
      now = last.wakeAt();
      send(new Event.TimePassed());
    }
    return pass(Duration.between(now, end));
  }

  /** The process sleeps, and hears no alarm before it is told of something else. */
  public Script sleep(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** The process is stopped for so long; then its alarm rings. */
  public Script standStill(Duration time) {
    now = now.plus(time);
    send(new Event.StoodStill(Duration.between(last.wakeAt(), now)));
    return send(new Event.TimePassed());
  }

  /** Somebody sets the clock, forward, or back when negative. */
  public Script setClock(Duration by) {
    now = now.plus(by);
    return send(new Event.ClockStepped(by, Duration.ZERO));
  }

  public Script send(Event event) {
    last = Engine.step(last.state(), event, now);
    keep();
    return this;
  }

  private void keep() {
    story.addAll(last.notifications());
    last.commands().stream()
        .filter(PatchRestart.class::isInstance)
        .map(PatchRestart.class::cast)
        .forEach(patches::add);
  }

  /** The API server applies the newest restart of {@code name} and answers. */
  public Script accept(String name) {
    return send(new Event.RestartAccepted(cluster(name).apply(patch(name))));
  }

  /** The API server applies the newest restart of {@code name}, and the answer is lost. */
  public Script acceptWithoutReply(String name) {
    cluster(name).apply(patch(name));
    return send(new Event.RestartUnknown(Plans.ref(name), "connection reset"));
  }

  public Script show(String name) {
    return send(new Event.Observed(cluster(name).snapshot()));
  }

  /** Its controllers finish, and the watch shows it. */
  public Script rollOut(String name) {
    cluster(name).finishRollout();
    return show(name);
  }

  /** Answers the open question about the pods of {@code name} with what is there. */
  public Script showPods(String name) {
    return showPods(name, cluster(name).pods());
  }

  public Script showPods(String name, PodSet pods) {
    return send(new Event.PodsInspected(question(name), pods));
  }

  /** The same, with what Kubernetes warned of. */
  public Script showPods(String name, Warnings warnings) {
    return send(new Event.PodsInspected(question(name), cluster(name).pods(), warnings));
  }

  public Script reread(String name) {
    return send(new Event.Reread(Plans.ref(name), Optional.of(cluster(name).snapshot())));
  }

  /** Everything that makes {@code name} healthy, the soak included. */
  public Script makeHealthy(String name) {
    return accept(name).rollOut(name).showPods(name).pass(Plans.SOAK).showPods(name);
  }

  public PatchRestart patch(String name) {
    return patches.stream()
        .filter(p -> p.ref().equals(Plans.ref(name)))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  public InspectPods question(String name) {
    Optional<Instant> asked =
        switch (state(name)) {
          case InFlightState.RollingOut r -> r.inspection().asked();
          case InFlightState.Soaking s -> s.asked();
          case InFlightState.Diagnosing d -> Optional.of(d.asked());
          case FinalState.Healthy(var _, var _, var _, Upkeep.Changed changed) -> changed.asked();
          case FinalState.Healthy(var _, var _, var _, Upkeep.Unseen unseen) -> unseen.asked();
          case WorkloadState other -> throw new AssertionError("no question open in " + other);
        };
    boolean withEvidence =
        switch (state(name)) {
          case InFlightState.RollingOut r ->
              r.inspection().troubles().isOverdue(asked.orElseThrow());
          case InFlightState.Soaking _, FinalState.Healthy _ -> false;
          case WorkloadState _ -> true;
        };
    return new InspectPods(Plans.ref(name), withEvidence, asked.orElseThrow());
  }

  public WorkloadState state(String name) {
    return last.state().waves().stream()
        .flatMap(wave -> wave.workloads().stream())
        .filter(workload -> workload.ref().name().equals(name))
        .map(WorkloadProgress::state)
        .findFirst()
        .orElseThrow();
  }

  public WaveState wave(String name) {
    return last.state().waves().stream()
        .filter(wave -> wave.wave().name().equals(name))
        .map(WaveProgress::state)
        .findFirst()
        .orElseThrow();
  }

  /** Names of the workloads that were restarted so far, in order, each time it was sent. */
  public List<String> restarted() {
    return patches.stream().map(p -> p.ref().name()).toList();
  }

  public boolean asksToReread(String name) {
    return last.commands().contains(new Reread(Plans.ref(name)));
  }

  public boolean asksForPods(String name) {
    return last.commands().stream()
        .anyMatch(c -> c instanceof InspectPods && c.ref().equals(Plans.ref(name)));
  }

  /** The question about the pods of {@code name} that was asked in the last step. */
  public InspectPods asked(String name) {
    return last.commands().stream()
        .filter(InspectPods.class::isInstance)
        .map(InspectPods.class::cast)
        .filter(it -> it.ref().equals(Plans.ref(name)))
        .findFirst()
        .orElseThrow();
  }

  public Optional<RunOutcome> outcome() {
    return last.state().outcome();
  }

  public RunState run() {
    return last.state();
  }

  public Instant wakeAt() {
    return last.wakeAt();
  }

  public Duration untilWake() {
    return Duration.between(now, last.wakeAt());
  }

  public Instant now() {
    return now;
  }

  public List<Notification> story() {
    return story;
  }
}
