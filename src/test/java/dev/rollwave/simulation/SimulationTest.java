package dev.rollwave.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.Command;
import dev.rollwave.engine.Event;
import dev.rollwave.engine.RunId;
import dev.rollwave.engine.RunOrder;
import dev.rollwave.engine.RunOutcome;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.WorkloadState;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.Alarm;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.Resolution;
import dev.rollwave.runner.RunLoop;
import dev.rollwave.simulation.SimulatedWorld.Connection;
import dev.rollwave.simulation.WorkloadSpec.DaemonSetSpec;
import dev.rollwave.simulation.WorkloadSpec.DeploymentSpec;
import dev.rollwave.simulation.WorkloadSpec.StatefulSetSpec;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Plays random plans on random clusters through the real engine and loop, and holds each against
 * the promises. A failure names its seed; {@code -Drollwave.simulation.seed=N
 * -Drollwave.simulation.worlds=1} plays that world alone.
 */
class SimulationTest {
  private static final String RUN = "run-1";
  private static final long FIRST_SEED = Long.getLong("rollwave.simulation.seed", 1);
  private static final int WORLDS = Integer.getInteger("rollwave.simulation.worlds", 300);
  private static final Duration LONGEST = Duration.ofHours(24);

  @Test
  void every_promise_holds_in_every_world() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + WORLDS; seed++) {
      try {
        play(seed);
      } catch (AssertionError | RuntimeException | InterruptedException broken) {
        throw new AssertionError("the world of seed " + seed + " breaks a promise", broken);
      }
    }
  }

  @Test
  void one_seed_is_one_world_to_the_byte() throws InterruptedException {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(play(seed)).as("seed %s", seed).isEqualTo(play(seed)).contains("RunEnded");
    }
  }

  /** Plays one world and tells its story. */
  private static String play(long seed) throws InterruptedException {
    RandomWorld random = new RandomWorld(seed);
    SimulatedWorld world = random.world;
    Truth truth = new Truth(world, RUN);
    Promises promises = new Promises(random.plan, truth, world.time());
    world.whenRestarted(promises::stamped);
    Connection connection = world.connect(random.wire);
    Resolution resolution = connection.cluster().resolve(random.plan);
    RunOrder order =
        new RunOrder(
            new RunId(RUN),
            random.plan,
            resolution.targets(),
            random.plan.calendar(),
            random.plan.reason());
    RunState end =
        new RunLoop(
                new WatchedCluster(connection.cluster(), promises),
                connection.inbox(),
                connection.inbox(),
                new WatchedAlarm(connection.alarm(), world.time()),
                promises,
                world.time())
            .run(order);
    assertThat(Duration.between(end.startedAt(), world.time().instant()))
        .as("promise 7: the run ends")
        .isLessThan(LONGEST);
    endsAsTheClusterSays(random, truth, end);
    return promises.story();
  }

  private static void endsAsTheClusterSays(RandomWorld random, Truth truth, RunState end) {
    List<WorkloadProgress> all =
        end.waves().stream().flatMap(wave -> wave.workloads().stream()).toList();
    RunOutcome outcome = end.outcome().orElseThrow();
    switch (outcome) {
      case RunOutcome.Done _ -> {
        for (WorkloadProgress workload : all) {
          if (truth.hasPods(workload.ref())) {
            assertThat(truth.isHealthy(workload.ref())).as("%s", workload.ref()).isTrue();
          } else {
            assertThat(truth.restartsByTheRun(workload.ref())).isZero();
          }
        }
      }
      case RunOutcome.WorkloadsFailed _ ->
          assertThat(all)
              .filteredOn(workload -> workload.state() instanceof WorkloadState.Failed)
              .isNotEmpty()
              .allSatisfy(failed ->
                  assertThat(canFail(spec(random, failed.ref())))
                      .as("%s may fail: %s", failed.ref(), failed.state())
                      .isTrue());
      case RunOutcome.Incomplete _ ->
          assertThat(random.plan.calendar().windows()).as("%s", outcome).isNotEmpty();
      case RunOutcome.Cancelled _ -> throw new AssertionError("nobody cancels here");
      case RunOutcome.Unreachable _ -> throw new AssertionError("nothing is out of reach here");
    }
    assertThat(all).allMatch(workload -> workload.state().isTerminal());
  }

  private static WorkloadSpec spec(RandomWorld random, WorkloadRef ref) {
    return random.workloads.stream()
        .filter(spec -> spec.ref().equals(ref))
        .findFirst()
        .orElseThrow();
  }

  /** Whether a workload's pods give it a reason to fail. */
  private static boolean canFail(WorkloadSpec spec) {
    return switch (spec.common().behaviour()) {
      case PodBehaviour.GetsReady _ -> false;
      case PodBehaviour.HangsInDeletion _ ->
          switch (spec) {
            case DeploymentSpec it -> !(it.strategy() instanceof RollingUpdate);
            case StatefulSetSpec _, DaemonSetSpec _ -> true;
          };
      case PodBehaviour.NeverReady _,
          PodBehaviour.CrashLoop _,
          PodBehaviour.CannotPullImage _,
          PodBehaviour.Flaps _ ->
          true;
    };
  }

  /** Shows the promises what is sent. */
  private record WatchedCluster(Cluster cluster, Promises promises) implements Cluster {
    @Override
    public Resolution resolve(RestartPlan plan) {
      throw new UnsupportedOperationException("the loop resolves nothing");
    }

    @Override
    public Optional<String> tryRestart(Command.PatchRestart restart) {
      throw new UnsupportedOperationException("the loop tries nothing");
    }

    @Override
    public void watch(Collection<WorkloadRef> refs, Consumer<Event> sink) {
      cluster.watch(refs, sink);
    }

    @Override
    public void carryOut(Command command, Consumer<Event> sink) {
      promises.sent(command);
      cluster.carryOut(command, sink);
    }

    @Override
    public void close() {
      cluster.close();
    }
  }

  /** Sees to it that the engine asks to be woken in the future. */
  private record WatchedAlarm(Alarm alarm, VirtualTime time) implements Alarm {
    @Override
    public void ringAt(Instant instant) {
      assertThat(instant).as("wakeAt").isAfter(time.instant());
      alarm.ringAt(instant);
    }

    @Override
    public void close() {
      alarm.close();
    }
  }
}
