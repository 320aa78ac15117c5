package dev.rollwave.simulation.worlds;

import dev.rollwave.engine.Happening;
import dev.rollwave.engine.RunId;
import dev.rollwave.engine.RunOrder;
import dev.rollwave.engine.RunState;
import dev.rollwave.runner.Observer;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.RunLoop;
import dev.rollwave.simulation.SimulatedWorld;
import dev.rollwave.simulation.SimulatedWorld.Connection;
import dev.rollwave.simulation.WorldSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Plays a world through the real engine and loop. One thread, the caller's. */
public final class Play {
  private static final String RUN = "run-1";

  private final World world;
  private final Observer audience;
  private final SimulatedWorld cluster;
  private final Promises promises;
  private final Truth truth;
  private Optional<RunState> last = Optional.empty();
  private long steps;

  private Play(World world, Observer audience) {
    this.world = world;
    this.audience = audience;
    this.cluster = new SimulatedWorld(WorldSettings.of(world.seed(), world.start()));
    this.truth = new Truth(cluster, RUN);
    this.promises = new Promises(world.plan(), truth, cluster.time());
  }

  /** Plays it in silence. */
  public static Verdict of(World world) {
    return of(world, (state, happenings, now) -> {});
  }

  /** Plays it, and tells {@code audience} each step. */
  public static Verdict of(World world, Observer audience) {
    return new Play(world, audience).verdict();
  }

  private Verdict verdict() {
    Optional<BrokenPromise> broken = Optional.empty();
    try {
      play();
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

  private void play() throws InterruptedException {
    world.workloads().forEach(cluster::add);
    cluster.whenRestarted(promises::stamped);
    Connection connection = cluster.connect(new UnreliableWire(world));
    Resolution resolution = connection.cluster().resolve(world.plan());
    RunOrder order =
        new RunOrder(
            new RunId(RUN),
            world.plan(),
            resolution.targets(),
            world.plan().calendar(),
            world.plan().reason());
    RunState end = loop(connection).run(order);
    new Ending(world, truth, promises, now()).judge(end);
  }

  private RunLoop loop(Connection connection) {
    return new RunLoop(
        new WatchedCluster(connection.cluster(), promises::sent),
        connection.inbox(),
        connection.inbox(),
        new WatchedAlarm(connection.alarm(), cluster.time()),
        this::stepped,
        cluster.time());
  }

  private void stepped(RunState state, List<Happening> happenings, Instant now) {
    steps++;
    last = Optional.of(state);
    audience.stepped(state, happenings, now);
    promises.stepped(state, happenings, now);
  }

  private Instant now() {
    return cluster.time().instant();
  }
}
