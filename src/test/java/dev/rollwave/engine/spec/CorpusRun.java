package dev.rollwave.engine.spec;

import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.Engine;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.Step;
import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Command.InspectPods;
import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.script.FakeDeployment;
import dev.rollwave.plan.Wave;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/**
 * Plays a plan of the corpus through the real engine, night after night where it has a window, on a
 * cluster that answers at once and whose rollouts take exactly as long as the corpus says.
 */
final class CorpusRun {
  private static final LocalDate FIRST_NIGHT = LocalDate.of(2026, 11, 21);
  private static final int MOST_NIGHTS = 100;

  private record Rollout(Instant finishes, WorkloadRef ref) {}

  private final CorpusPlan corpus;
  private final SchedulingPolicy policy;
  private final Map<WorkloadRef, FakeDeployment> cluster = new LinkedHashMap<>();
  private final PriorityQueue<Rollout> rollouts =
      new PriorityQueue<>(Comparator.comparing(Rollout::finishes).thenComparing(Rollout::ref));
  private Instant now = Instant.MIN;

  private CorpusRun(CorpusPlan corpus, SchedulingPolicy policy) {
    this.corpus = corpus;
    this.policy = policy;
    corpus.takes().keySet().forEach(ref -> cluster.put(ref, new FakeDeployment(ref, 1)));
  }

  /** How long it is under way, over all nights. */
  static Duration length(CorpusPlan corpus, SchedulingPolicy policy) {
    return new CorpusRun(policy.applyTo(corpus), policy).length();
  }

  private Duration length() {
    Duration length = Duration.ZERO;
    Instant night = FIRST_NIGHT.atTime(Corpus.OPENS).toInstant(ZoneOffset.UTC);
    now = night;
    RunState end = play(Engine.begin(spec(), now));
    for (int nights = 1; nights <= MOST_NIGHTS; nights++) {
      length = length.plus(Duration.between(night, now));
      if (end.outcome().orElseThrow() instanceof RunOutcome.Done) {
        return length;
      }
      night = night.plus(Duration.ofDays(1));
      now = night;
      Checkpoint checkpoint = Checkpoint.of(end, night);
      end = play(Engine.restore(spec(), checkpoint, pods(checkpoint.healthy()), now));
    }
    throw new AssertionError("not done after " + MOST_NIGHTS + " nights: " + end.outcome());
  }

  private RunSpec spec() {
    Map<String, List<WorkloadSnapshot>> targets = new LinkedHashMap<>();
    for (Wave wave : corpus.plan().waves()) {
      targets.put(
          wave.name(),
          CorpusPlan.refs(wave).stream().map(ref -> deployment(ref).snapshot()).toList());
    }
    RunSpec spec =
        new RunSpec(
            new RunId("run-1"),
            corpus.plan(),
            targets,
            corpus.plan().calendar(),
            corpus.plan().reason());
    return policy.applyTo(spec, corpus);
  }

  private Map<WorkloadRef, PodSet> pods(List<WorkloadRef> refs) {
    return refs.stream().collect(Collectors.toMap(ref -> ref, ref -> deployment(ref).pods()));
  }

  private RunState play(Step first) {
    Step step = answered(first);
    while (step.state().outcome().isEmpty()) {
      Rollout next = rollouts.peek();
      if (next != null && !next.finishes().isAfter(step.wakeAt())) {
        rollouts.remove();
        now = next.finishes();
        Event seen = new Event.Observed(deployment(next.ref()).finishRollout().snapshot());
        step = answered(Engine.step(step.state(), seen, now));
      } else {
        now = step.wakeAt();
        step = answered(Engine.step(step.state(), new Event.TimePassed(), now));
      }
    }
    return step.state();
  }

  private Step answered(Step step) {
    Step last = step;
    Deque<Command> open = new ArrayDeque<>(step.commands());
    while (!open.isEmpty()) {
      last = Engine.step(last.state(), answer(open.remove()), now);
      open.addAll(last.commands());
    }
    return last;
  }

  private Event answer(Command command) {
    return switch (command) {
      case PatchRestart patch -> {
        rollouts.add(
            new Rollout(
                now.plus(Objects.requireNonNull(corpus.takes().get(patch.ref()))), patch.ref()));
        yield new Event.RestartAccepted(deployment(patch.ref()).apply(patch));
      }
      case InspectPods question ->
          new Event.PodsInspected(question, deployment(question.ref()).pods());
      case Command.Reread(WorkloadRef ref) ->
          throw new AssertionError("nothing is in doubt here, and " + ref + " is read again");
    };
  }

  private FakeDeployment deployment(WorkloadRef ref) {
    return Objects.requireNonNull(cluster.get(ref));
  }
}
