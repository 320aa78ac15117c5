package dev.rollwave.simulation.worlds;

import dev.rollwave.simulation.RunnerClock;
import dev.rollwave.simulation.SimulatedRecords;
import dev.rollwave.simulation.cluster.SimulatedWorld;
import dev.rollwave.simulation.cluster.spec.WorldSettings;
import dev.rollwave.simulation.worlds.environment.ExternalActors;
import dev.rollwave.simulation.worlds.environment.Nodes;
import dev.rollwave.simulation.worlds.environment.Operators;
import dev.rollwave.simulation.worlds.environment.UnreliableWire;
import dev.rollwave.simulation.worlds.environment.WorldContext;
import dev.rollwave.simulation.worlds.environment.WorldObserver;
import dev.rollwave.simulation.worlds.oracle.BrokenPromise;
import dev.rollwave.simulation.worlds.oracle.Promise;
import dev.rollwave.simulation.worlds.oracle.Promises;
import dev.rollwave.simulation.worlds.oracle.Twin;
import dev.rollwave.simulation.worlds.runners.RunnerSupervisor;
import dev.rollwave.simulation.worlds.world.Document;
import dev.rollwave.simulation.worlds.world.Fault;
import dev.rollwave.simulation.worlds.world.World;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.util.Optional;

/** Plays a world through the real engine and loop. One thread, the caller's. */
public final class Play {
  private final WorldContext context;
  private final ExternalActors externalActors;
  private final Nodes nodes;
  private final Operators operators;
  private final Promises promises;
  private final RunnerSupervisor supervisor;

  private Play(World world, WorldObserver observer) {
    SimulatedWorld cluster =
        new SimulatedWorld(WorldSettings.of(world.seed(), world.start(), world.nodes()));
    this.context =
        new WorldContext(
            world,
            cluster,
            new RunnerClock(cluster.time()),
            new UnreliableWire(world),
            new SimulatedRecords(),
            new Document(world.plan()),
            observer);
    this.externalActors = new ExternalActors(world, cluster, observer::struck);
    this.nodes = new Nodes(world, cluster, observer::struck);
    this.operators = new Operators(context);
    this.promises = new Promises(context, externalActors, operators);
    this.supervisor = new RunnerSupervisor(context, externalActors, promises);
  }

  /** Plays it in silence. */
  public static Verdict of(World world) {
    return of(world, WorldObserver.NONE);
  }

  /** Plays it, and tells {@code observer} each step. */
  public static Verdict of(World world, WorldObserver observer) {
    return new Play(world, observer).verdict();
  }

  private Verdict verdict() {
    Optional<BrokenPromise> broken = Optional.empty();
    try {
      prepare();
      supervisor.playToTheEnd();
      playTwin();
    } catch (BrokenPromise e) {
      broken = Optional.of(e);
    } catch (RuntimeException e) {
      // Whatever the engine throws is a finding about this world, not an end of the simulation.
      broken = Optional.of(new BrokenPromise(Promise.NO_FAULT_OF_OURS, e, context.now()));
    }
    return new Verdict(
        broken,
        supervisor.last(),
        Duration.between(context.world().start(), context.now()),
        promises.stamps(),
        supervisor.steps());
  }

  private void playTwin() {
    if (Twin.isPlayed(context.world())) {
      of(Twin.of(context.world()))
          .broken()
          .ifPresent(it -> {
            throw it;
          });
    }
  }

  private void prepare() {
    SimulatedWorld cluster = context.cluster();
    for (Fault fault : context.world().faults()) {
      if (fault instanceof Fault.StaleReads reads) {
        cluster.rememberFor(reads.most());
      } else if (fault instanceof Fault.ClockStep step) {
        cluster.time().after(step.after(), () -> context.setClock(step.by()));
      } else if (fault instanceof Fault.LostRecord lost && !lost.sinceStop()) {
        cluster.time().after(lost.after(), context::loseRecord);
      } else if (fault instanceof Fault.EditedPlan edited) {
        cluster.time().after(edited.after(), () -> edit(edited));
      }
    }
    context.world().workloads().forEach(cluster::add);
    for (Fault fault : context.world().faults()) {
      if (fault instanceof Fault.LongStuck(WorkloadRef ref)) {
        cluster.beStuck(ref);
      }
    }
    cluster.whenRestarted(this::restarted);
    externalActors.begin();
    nodes.begin();
    operators.begin();
  }

  private void restarted(WorkloadRef ref) {
    // Stamps of others are told nowhere: only restarts come here.
    promises.stamped(ref);
    externalActors.restarted(ref);
  }

  private void edit(Fault.EditedPlan edited) {
    context.document().edit(edited);
    context.tell("somebody edits the plan: " + edited.edit());
  }
}
