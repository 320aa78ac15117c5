package dev.rollwave.simulation.worlds;

import dev.rollwave.engine.Happening;
import dev.rollwave.engine.RunId;
import dev.rollwave.engine.RunOrder;
import dev.rollwave.engine.RunState;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.RunLoop;
import dev.rollwave.simulation.Outage;
import dev.rollwave.simulation.RunnerClock;
import dev.rollwave.simulation.SimulatedWorld;
import dev.rollwave.simulation.SimulatedWorld.Connection;
import dev.rollwave.simulation.Wire;
import dev.rollwave.simulation.WorldSettings;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Plays a world through the real engine and loop. One thread, the caller's. */
public final class Play {
  private static final String RUN = "run-1";

  private final World world;
  private final Audience audience;
  private final SimulatedWorld cluster;
  private final RunnerClock clock;
  private final Wire wire;
  private final Truth truth;
  private final Meddlers meddlers;
  private final Mortality mortality;
  private final Promises promises;
  private Optional<RunState> last = Optional.empty();
  private long steps;

  private Play(World world, Audience audience) {
    this.world = world;
    this.audience = audience;
    this.cluster = new SimulatedWorld(WorldSettings.of(world.seed(), world.start()));
    this.clock = new RunnerClock(cluster.time());
    this.wire = new UnreliableWire(world);
    this.truth = new Truth(cluster, RUN);
    this.meddlers = new Meddlers(world, cluster, audience::struck);
    this.mortality = new Mortality(world);
    this.promises = new Promises(world, truth, meddlers, cluster.time(), clock);
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
      Optional<RunState> end = playToTheEnd();
      end.ifPresent(
          state -> new Ending(world, truth, promises, meddlers, cluster.time()).judge(state));
    } catch (BrokenPromise e) {
      broken = Optional.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a world was played", e);
    } catch (RuntimeException e) {
      // Whatever the engine throws is a finding about this world, not an end of the simulation.
      broken = Optional.of(new BrokenPromise(Promise.NO_FAULT_OF_OURS, e, now()));
    }
    return new Verdict(
        broken, last, Duration.between(world.start(), now()), promises.stamps(), steps);
  }

  private void prepare() {
    for (Fault fault : world.faults()) {
      if (fault instanceof Fault.StaleReads reads) {
        cluster.rememberFor(reads.most());
      } else if (fault instanceof Fault.ClockStep step) {
        cluster.time().after(step.after(), () -> setClock(step.by()));
      }
    }
    world.workloads().forEach(cluster::add);
    cluster.whenRestarted(this::restarted);
    meddlers.begin();
  }

  /** The last state; empty when the last runner refused to begin. */
  private Optional<RunState> playToTheEnd() throws InterruptedException {
    boolean isFirst = true;
    while (true) {
      Connection connection = cluster.connect(wire, clock);
      Resolution resolution = connection.cluster().resolve(world.plan());
      if (!resolution.problems().isEmpty()) {
        audience.struck(now() + " * refused: " + resolution.problems());
        return Optional.empty();
      }
      RunLoop loop = loop(connection);
      RunOrder order = order(resolution);
      try {
        return Optional.of(isFirst ? loop.run(order) : loop.resume(order, mortality.past()));
      } catch (Crashed e) {
        connection.cluster().close();
        connection.alarm().close();
        Duration pause = mortality.buried();
        audience.struck(now() + " * the runner dies; another one begins " + pause + " later");
        cluster.time().passTo(now().plus(pause));
        waitForTheServer();
        promises.newRunner();
        isFirst = false;
      }
    }
  }

  // A runner that cannot read its workloads leaves, and is started again later.
  private void waitForTheServer() {
    for (Outage outage : wire.outages()) {
      if (!now().isBefore(outage.from()) && now().isBefore(outage.until())) {
        cluster.time().passTo(outage.until());
      }
    }
  }

  private RunOrder order(Resolution resolution) {
    return new RunOrder(
        new RunId(RUN),
        world.plan(),
        resolution.targets(),
        world.plan().calendar(),
        world.plan().reason());
  }

  private RunLoop loop(Connection connection) {
    return new RunLoop(
        new WatchedCluster(
            connection.cluster(),
            command -> {
              mortality.called();
              promises.sent(command);
            }),
        connection.inbox(),
        connection.inbox(),
        new WatchedAlarm(connection.alarm(), clock),
        this::stepped,
        clock);
  }

  private void stepped(RunState state, List<Happening> happenings, Instant now) {
    steps++;
    last = Optional.of(state);
    audience.stepped(state, happenings, now);
    promises.stepped(state);
    mortality.stepped(state, now);
    mortality.called();
  }

  private void restarted(WorkloadRef ref) {
    // Somebody else's stamp is told nowhere: only restarts come here.
    promises.stamped(ref);
    meddlers.restarted(ref);
  }

  private void setClock(Duration by) {
    clock.step(by);
    audience.struck(now() + " * the runner's clock is set by " + by);
  }

  private Instant now() {
    return cluster.time().instant();
  }
}
