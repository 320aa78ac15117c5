package dev.rollwave.simulation.worlds;

import dev.rollwave.simulation.RunnerClock;
import dev.rollwave.simulation.SimulatedRecords;
import dev.rollwave.simulation.SimulatedWorld;
import dev.rollwave.simulation.WorldSettings;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.util.Optional;

/** Plays a world through the real engine and loop. One thread, the caller's. */
public final class Play {
  private final Site site;
  private final Meddlers meddlers;
  private final Nodes nodes;
  private final Persons persons;
  private final Promises promises;
  private final Shifts shifts;

  private Play(World world, Audience audience) {
    SimulatedWorld cluster =
        new SimulatedWorld(WorldSettings.of(world.seed(), world.start(), world.nodes()));
    this.site =
        new Site(
            world,
            cluster,
            new RunnerClock(cluster.time()),
            new UnreliableWire(world),
            new SimulatedRecords(),
            new Document(world.plan()),
            audience);
    this.meddlers = new Meddlers(world, cluster, audience::struck);
    this.nodes = new Nodes(world, cluster, audience::struck);
    this.persons = new Persons(site);
    this.promises = new Promises(site, meddlers, persons);
    this.shifts = new Shifts(site, meddlers, promises);
  }

  /** Plays it in silence. */
  public static Verdict of(World world) {
    return of(world, Audience.NONE);
  }

  /** Plays it, and tells {@code audience} each step. */
  public static Verdict of(World world, Audience audience) {
    return new Play(world, audience).verdict();
  }

  private Verdict verdict() {
    Optional<BrokenPromise> broken = Optional.empty();
    try {
      prepare();
      shifts.playToTheEnd();
      playTwin();
    } catch (BrokenPromise e) {
      broken = Optional.of(e);
    } catch (RuntimeException e) {
      // Whatever the engine throws is a finding about this world, not an end of the simulation.
      broken = Optional.of(new BrokenPromise(Promise.NO_FAULT_OF_OURS, e, site.now()));
    }
    return new Verdict(
        broken,
        shifts.last(),
        Duration.between(site.world().start(), site.now()),
        promises.stamps(),
        shifts.steps());
  }

  private void playTwin() {
    if (Twin.isPlayed(site.world())) {
      of(Twin.of(site.world()))
          .broken()
          .ifPresent(it -> {
            throw it;
          });
    }
  }

  private void prepare() {
    SimulatedWorld cluster = site.cluster();
    for (Fault fault : site.world().faults()) {
      if (fault instanceof Fault.StaleReads reads) {
        cluster.rememberFor(reads.most());
      } else if (fault instanceof Fault.ClockStep step) {
        cluster.time().after(step.after(), () -> site.setClock(step.by()));
      } else if (fault instanceof Fault.LostRecord lost && !lost.sinceStop()) {
        cluster.time().after(lost.after(), site::loseRecord);
      } else if (fault instanceof Fault.EditedPlan edited) {
        cluster.time().after(edited.after(), () -> edit(edited));
      }
    }
    site.world().workloads().forEach(cluster::add);
    for (Fault fault : site.world().faults()) {
      if (fault instanceof Fault.LongStuck(WorkloadRef ref)) {
        cluster.beStuck(ref);
      }
    }
    cluster.whenRestarted(this::restarted);
    meddlers.begin();
    nodes.begin();
    persons.begin();
  }

  private void restarted(WorkloadRef ref) {
    // Somebody else's stamp is told nowhere: only restarts come here.
    promises.stamped(ref);
    meddlers.restarted(ref);
  }

  private void edit(Fault.EditedPlan edited) {
    site.document().edit(edited);
    site.tell("somebody edits the plan: " + edited.edit());
  }
}
