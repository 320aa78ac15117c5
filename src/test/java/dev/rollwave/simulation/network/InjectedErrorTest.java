package dev.rollwave.simulation.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.simulation.Rollout;
import dev.rollwave.simulation.cluster.SimulatedWorld;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.Common;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DeploymentSpec;
import dev.rollwave.simulation.cluster.spec.WorldSettings;
import dev.rollwave.simulation.time.Latencies;
import dev.rollwave.simulation.time.Outage;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An API server that answers otherwise than it should, or not at all; and a spent quota. */
class InjectedErrorTest {
  private static final DeploymentSpec CART = DeploymentSpec.of(Common.of("shop", "cart"), 2);

  private final SimulatedWorld world = new SimulatedWorld(WorldSettings.of(1, Rollout.START));
  private final List<Event> events = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "CONFLICT, 0, RestartUnknown, false",
    "TOO_MANY_REQUESTS, 0, RestartUnknown, true",
    "UNAVAILABLE, 0, RestartUnknown, true",
    "APPLIED_TOO_SLOWLY, 1, RestartUnknown, true",
    "FORBIDDEN, 0, RestartRefused, false"
  })
  void a_rebuff_is_answered_once_and_then_the_restart_is_applied(
      InjectedError injectedError, int applied, String answer, boolean readsAsOutage) {
    Connection connection = connect(new FailingWire(new ArrayDeque<>(List.of(injectedError))));

    connection.cluster().carryOut(Rollout.of(CART).patch(Rollout.STAMP), events::add);
    pass(Duration.ofSeconds(1));

    assertThat(world.restartsOf(CART.ref())).hasSize(applied);
    assertThat(events).extracting(it -> it.getClass().getSimpleName()).contains(answer);
    assertThat(events.stream().anyMatch(Event.OutageBegan.class::isInstance))
        .isEqualTo(readsAsOutage);
    connection.cluster().carryOut(Rollout.of(CART).patch(Rollout.STAMP), events::add);
    pass(Duration.ofSeconds(10));
    assertThat(world.restartsOf(CART.ref())).hasSize(1);
  }

  @Test
  void an_outage_is_told_once_when_it_begins_and_once_when_it_ends() {
    Outage outage = new Outage(Rollout.START.plusSeconds(10), Rollout.START.plusSeconds(70));
    connect(new OutWire(outage));

    pass(Duration.ofSeconds(60));
    assertThat(events.stream().filter(Event.OutageBegan.class::isInstance)).hasSize(1);
    assertThat(events.stream().filter(Event.OutageEnded.class::isInstance)).isEmpty();

    pass(Duration.ofSeconds(60));
    assertThat(events.stream().filter(Event.OutageBegan.class::isInstance)).hasSize(1);
    assertThat(events.stream().filter(Event.OutageEnded.class::isInstance)).hasSize(1);
  }

  @Test
  void what_happened_during_an_outage_is_listed_after_it() {
    Outage outage = new Outage(Rollout.START.plusSeconds(10), Rollout.START.plusSeconds(70));
    connect(new OutWire(outage));
    pass(Duration.ofSeconds(20));
    world.scale(CART.ref(), 5);
    pass(Duration.ofSeconds(40));
    assertThat(desiredAsSeen()).isEqualTo(2);

    pass(Duration.ofSeconds(20));

    assertThat(desiredAsSeen()).isEqualTo(5);
  }

  @Test
  void a_watch_that_loses_everything_is_followed_by_a_list_after_its_silence() {
    Wire steady = Wire.steady(Latencies.NEAR);
    AtomicBoolean isLosing = new AtomicBoolean();
    connect((leg, ref) ->
        leg == Wire.Leg.WATCH && isLosing.get() ? List.of() : steady.deliveries(leg, ref));
    pass(Duration.ofSeconds(1));
    assertThat(desiredAsSeen()).isEqualTo(2);

    isLosing.set(true);
    world.scale(CART.ref(), 5);
    pass(SimulatedCluster.SILENCE.minusSeconds(1));
    isLosing.set(false);
    assertThat(desiredAsSeen()).isEqualTo(2);

    pass(Duration.ofSeconds(2));
    assertThat(desiredAsSeen()).isEqualTo(5);
  }

  @Test
  void a_list_is_answered_whole() {
    Wire steady = Wire.steady(Latencies.NEAR);
    List<Wire.Leg> lost = new ArrayList<>();
    connect((leg, ref) -> {
      boolean isLost = leg == Wire.Leg.WATCH && lost.size() < 3 && lost.add(leg);
      return isLost ? List.of() : steady.deliveries(leg, ref);
    });

    pass(Duration.ofSeconds(1));

    assertThat(desiredAsSeen()).isEqualTo(2);
  }

  @Test
  void a_spent_quota_fails_a_rollout_by_its_condition_until_it_is_raised() {
    Rollout rollout = Rollout.of(CART);
    rollout.world.forbidPods(rollout.ref);
    rollout.restartedAndAfter(Duration.ofSeconds(60));

    assertThat(((DeploymentSnapshot) rollout.now()).conditions())
        .anyMatch(it -> it.type().equals("ReplicaFailure") && it.message().contains("quota"));
    assertThat(rollout.now().updated()).isZero();

    rollout.world.allowPods(rollout.ref);
    rollout.pass(Duration.ofMinutes(5));

    assertThat(((DeploymentSnapshot) rollout.now()).conditions())
        .noneMatch(it -> it.type().equals("ReplicaFailure"));
    assertThat(rollout.now().updated()).isEqualTo(2);
  }

  private Connection connect(Wire wire) {
    world.add(CART);
    Connection connection = Connection.over(wire, world);
    connection.cluster().watch(List.of(CART.ref()), events::add);
    return connection;
  }

  private int desiredAsSeen() {
    return events.stream()
        .filter(Event.Observed.class::isInstance)
        .map(it -> ((Event.Observed) it).snapshot().desired())
        .reduce((_, newer) -> newer)
        .orElseThrow();
  }

  private void pass(Duration duration) {
    world.time().passTo(world.time().instant().plus(duration));
  }

  private record FailingWire(ArrayDeque<InjectedError> ahead) implements Wire {
    @Override
    public List<Duration> deliveries(Leg leg, WorkloadRef ref) {
      return Wire.steady(Latencies.NEAR).deliveries(leg, ref);
    }

    @Override
    public Optional<InjectedError> injectedError(WorkloadRef ref) {
      return Optional.ofNullable(ahead.poll());
    }
  }

  private record OutWire(Outage outage) implements Wire {
    @Override
    public List<Duration> deliveries(Leg leg, WorkloadRef ref) {
      return Wire.steady(Latencies.NEAR).deliveries(leg, ref);
    }

    @Override
    public List<Outage> outages() {
      return List.of(outage);
    }
  }
}
