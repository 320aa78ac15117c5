package dev.rollwave.simulation.rehearsal;

import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.runner.Clocks;
import dev.rollwave.runner.Observer;
import dev.rollwave.runner.RunLoop;
import dev.rollwave.runner.RunTrace;
import dev.rollwave.simulation.cluster.SimulatedWorld;
import dev.rollwave.simulation.cluster.spec.WorldSettings;
import dev.rollwave.simulation.network.Connection;
import dev.rollwave.simulation.network.Wire;
import dev.rollwave.simulation.rehearsal.Rehearsal.Played;
import dev.rollwave.simulation.rehearsal.Rehearsal.Stint;
import dev.rollwave.simulation.time.Latencies;
import dev.rollwave.simulation.time.Outage;
import dev.rollwave.window.WindowStatus;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.survey.AssumedWorkload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One rehearsal under way: one process after another, each going on where the one before it was
 * killed or saw the window close.
 */
final class RehearsalPlay implements Observer {
  /** How long it takes until a fresh process continues the run of one that was killed. */
  static final Duration UNTIL_A_FRESH_ONE = Duration.ofSeconds(30);

  // A year of nights and then some; a plan that takes longer is told as unfinished.
  private static final int MOST_STINTS = 400;

  private final Rehearsal rehearsal;
  private final RunId runId;
  private final SimulatedWorld world;
  private final RunTrace trace = new RunTrace();
  private final Map<WorkloadRef, AssumedWorkload> assumed = new TreeMap<>();
  private final List<Stint> stints = new ArrayList<>();
  private Optional<RunState> latest = Optional.empty();

  RehearsalPlay(Rehearsal rehearsal, RunId runId) {
    this.rehearsal = rehearsal;
    this.runId = runId;
    this.world =
        new SimulatedWorld(
            new WorldSettings(
                rehearsal.seed(), rehearsal.start(), InventedWorld.NODES, Latencies.NEAR));
    rehearsal
        .cluster()
        .workloads()
        .forEach((ref, participant) -> {
          AssumedWorkload taken = rehearsal.assumed(ref, participant);
          assumed.put(ref, taken);
          world.add(Rehearsal.spec(participant.spec(), taken), participant.nodes());
        });
  }

  Played play() throws InterruptedException {
    Optional<Instant> next = Optional.of(now());
    while (next.isPresent() && stints.size() < MOST_STINTS) {
      world.time().passTo(reachable(next.get()));
      next = following(stint());
    }
    return new Played(stints, trace, assumed);
  }

  @Override
  public void stepped(RunState state, List<Notification> notifications, Instant now) {
    latest = Optional.of(state);
    trace.stepped(state, notifications, now);
  }

  private Stint stint() throws InterruptedException {
    Instant began = now();
    Optional<Checkpoint> checkpoint =
        latest.map(state -> Checkpoint.of(state, stints.getLast().endedAt()));
    Connection connection =
        Connection.over(
            new OutageWire(
                Wire.steady(Latencies.NEAR), rehearsal.injectedFaults().outages(), world.time()),
            world);
    KillableInbox inbox = new KillableInbox(connection.inbox());
    tellOutages(connection);
    rehearsal.injectedFaults().kills().stream()
        .filter(kill -> !kill.isBefore(began))
        .forEach(kill -> inbox.killAt(kill, world.time()));
    RunLoop loop =
        new RunLoop(
            connection.cluster(),
            inbox,
            connection.inbox(),
            connection.alarm(),
            this,
            Clocks.steady(world.time()));
    boolean isKilled = false;
    try {
      RunState _ = loop.run(spec(), checkpoint);
    } catch (KillableInbox.Killed e) {
      isKilled = true;
    }
    connection.cluster().close();
    Stint stint = new Stint(began, now(), latest.orElseThrow(), isKilled);
    stints.add(stint);
    return stint;
  }

  // As the adapter to a real API server does, which notices at once that no answer comes any more.
  private void tellOutages(Connection connection) {
    for (Outage outage : rehearsal.injectedFaults().outages()) {
      if (!outage.from().isBefore(now())) {
        world
            .time()
            .at(
                outage.from(),
                () -> connection.inbox().accept(new Event.OutageBegan("rehearsed outage")));
        world.time().at(outage.until(), () -> connection.inbox().accept(new Event.OutageEnded()));
      }
    }
  }

  private RunSpec spec() {
    Map<String, List<WorkloadSnapshot>> targets = new LinkedHashMap<>();
    rehearsal
        .cluster()
        .waves()
        .forEach((wave, refs) ->
            targets.put(
                wave, refs.stream().map(ref -> world.snapshotOf(ref).orElseThrow()).toList()));
    return new RunSpec(
            runId,
            rehearsal.plan(),
            targets,
            rehearsal.plan().calendar(),
            rehearsal.plan().reason())
        .withEstimates(rehearsal.cluster().rollouts());
  }

  /** When the next process begins; empty when there is nothing left for one to do. */
  private Optional<Instant> following(Stint stint) {
    if (stint.isKilled()) {
      return Optional.of(now().plus(UNTIL_A_FRESH_ONE));
    }
    boolean isWindowToBlame =
        stint.last().outcome().filter(it -> it instanceof RunOutcome.Incomplete).isPresent()
            && stint
                .last()
                .stopping()
                .filter(it -> it instanceof RunState.Stop.WindowClosed)
                .isPresent();
    if (!isWindowToBlame) {
      return Optional.empty();
    }
    return switch (rehearsal.plan().calendar().at(now())) {
      case WindowStatus.Open _ -> Optional.of(now());
      case WindowStatus.Closed closed -> closed.opens().filter(this::isSoonEnough);
    };
  }

  // Later, a run is no longer continued: the next one starts over.
  private boolean isSoonEnough(Instant opens) {
    return !opens.isAfter(rehearsal.plan().resumableUntil(now()));
  }

  // A process that begins in an outage ends at once, and is started again until it need
  // not.
  private Instant reachable(Instant instant) {
    Instant later = instant;
    for (Outage outage : rehearsal.injectedFaults().outages()) {
      boolean isFirst = stints.isEmpty();
      later = !isFirst && outage.covers(later) ? outage.until() : later;
    }
    return later;
  }

  private Instant now() {
    return world.time().instant();
  }
}
