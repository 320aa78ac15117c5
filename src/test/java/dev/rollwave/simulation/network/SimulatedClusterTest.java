package dev.rollwave.simulation.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.engine.message.Event;
import dev.rollwave.simulation.Rollout;
import dev.rollwave.simulation.cluster.RestartRecord;
import dev.rollwave.simulation.cluster.SimulatedWorld;
import dev.rollwave.simulation.cluster.spec.PodBehaviour;
import dev.rollwave.simulation.cluster.spec.PodTimes;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.Common;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DeploymentSpec;
import dev.rollwave.simulation.cluster.spec.WorldSettings;
import dev.rollwave.simulation.time.Latencies;
import dev.rollwave.workload.RestartMark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedClusterTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final DeploymentSpec CART = DeploymentSpec.of(Common.of("shop", "cart"), 2);

  @Test
  void a_restart_writes_stamp_and_mark_in_one_go() {
    Rollout rollout = Rollout.of(CART).restartedAndAfter(SOON);

    assertThat(rollout.now().object().stamp()).contains(Rollout.STAMP);
    assertThat(rollout.now().object().mark())
        .contains(new RestartMark("run-1", "nightly", Rollout.STAMP));
    assertThat(rollout.world.restartsOf(rollout.ref))
        .extracting(RestartRecord::generation)
        .containsExactly(2L);
  }

  @Test
  void the_same_stamp_again_leaves_the_generation_alone() {
    Rollout rollout = Rollout.of(CART).restartedAndAfter(SOON).restartedAndAfter(SOON);

    assertThat(rollout.eventsOf(Event.RestartAccepted.class)).hasSize(2);
    assertThat(rollout.now().object().generation()).isEqualTo(2);
    assertThat(rollout.world.restartsOf(rollout.ref)).hasSize(1);
  }

  @Test
  void a_stale_resource_version_is_a_conflict() {
    Rollout rollout = Rollout.of(CART);
    PatchRestart stale = rollout.patch("2026-11-20T02:00:00Z");
    rollout.restartedAndAfter(SOON);
    rollout.connection.cluster().carryOut(stale, rollout.events::add);
    rollout.pass(SOON);

    assertThat(rollout.eventsOf(Event.RestartUnknown.class))
        .singleElement()
        .satisfies(event -> assertThat(event.cause()).contains("409"));
    assertThat(rollout.world.restartsOf(rollout.ref)).hasSize(1);
  }

  @Test
  void an_object_recreated_meanwhile_is_a_conflict_and_shows_another_uid() {
    Rollout rollout = Rollout.of(CART);
    PatchRestart before = rollout.patch(Rollout.STAMP);
    rollout.world.delete(rollout.ref);
    rollout.world.add(CART);
    rollout.connection.cluster().carryOut(before, rollout.events::add);
    rollout.connection.cluster().carryOut(new Command.Reread(rollout.ref), rollout.events::add);
    rollout.pass(SOON);

    assertThat(rollout.eventsOf(Event.RestartUnknown.class)).hasSize(1);
    assertThat(rollout.eventsOf(Event.Deleted.class)).hasSize(1);
    assertThat(rollout.eventsOf(Event.Reread.class).getFirst().snapshot().orElseThrow())
        .satisfies(now -> assertThat(now.object().uid()).isNotEqualTo(before.uid()))
        .satisfies(now -> assertThat(now.object().generation()).isEqualTo(1));
  }

  @Test
  void a_deleted_object_is_refused() {
    Rollout rollout = Rollout.of(CART);
    PatchRestart patch = rollout.patch(Rollout.STAMP);
    rollout.world.delete(rollout.ref);
    rollout.connection.cluster().carryOut(patch, rollout.events::add);
    rollout.connection.cluster().carryOut(new Command.Reread(rollout.ref), rollout.events::add);
    rollout.pass(SOON);

    assertThat(rollout.eventsOf(Event.RestartRefused.class))
        .singleElement()
        .satisfies(event ->
            assertThat(event.cause()).contains("patch").contains("deployments").contains("shop"));
    assertThat(rollout.eventsOf(Event.Reread.class).getFirst().snapshot()).isEmpty();
  }

  @Test
  void a_restart_is_not_sent_from_its_not_after_on() {
    Rollout rollout = Rollout.of(CART);
    PatchRestart patch = rollout.patch(Rollout.STAMP);
    PatchRestart late =
        new PatchRestart(
            patch.ref(),
            patch.uid(),
            patch.resourceVersion(),
            patch.mark(),
            patch.reason(),
            rollout.world.time().instant());
    rollout.connection.cluster().carryOut(late, rollout.events::add);
    rollout.pass(SOON);

    assertThat(rollout.eventsOf(Event.RestartNotSent.class)).hasSize(1);
    assertThat(rollout.world.restartsOf(rollout.ref)).isEmpty();
  }

  @Test
  void a_lost_reply_is_unknown_though_the_restart_was_applied() {
    SimulatedWorld world = new SimulatedWorld(WorldSettings.of(1, Rollout.START));
    world.add(CART);
    Wire steady = Wire.steady(Latencies.NEAR);
    var connection =
        Connection.over(
            (leg, ref) -> leg == Wire.Leg.REPLY ? List.of() : steady.deliveries(leg, ref), world);
    List<Event> events = new ArrayList<>();
    connection.cluster().carryOut(Rollout.of(CART).patch(Rollout.STAMP), events::add);
    world.time().passTo(Rollout.START.plus(SOON));

    assertThat(events)
        .singleElement()
        .satisfies(event -> assertThat(event).isInstanceOf(Event.RestartUnknown.class));
    assertThat(world.restartsOf(CART.ref())).hasSize(1);
  }

  @Test
  void a_question_without_an_answer_is_asked_again() {
    SimulatedWorld world = new SimulatedWorld(WorldSettings.of(1, Rollout.START));
    world.add(CART);
    List<Wire.Leg> sent = new ArrayList<>();
    Wire losesTheFirst =
        (leg, _) -> {
          sent.add(leg);
          return sent.size() == 1 ? List.of() : List.of(Duration.ofMillis(5));
        };
    List<Event> events = new ArrayList<>();
    Connection.over(losesTheFirst, world)
        .cluster()
        .carryOut(new Command.Reread(CART.ref()), events::add);
    world.time().passTo(Rollout.START.plus(SOON));

    assertThat(events)
        .singleElement()
        .satisfies(event -> assertThat(event).isInstanceOf(Event.Reread.class));
    assertThat(sent).containsExactly(Wire.Leg.REQUEST, Wire.Leg.REQUEST, Wire.Leg.REPLY);
  }

  @Test
  void nothing_is_told_after_closing() {
    Rollout rollout = Rollout.of(CART);
    rollout.connection.cluster().carryOut(rollout.patch(Rollout.STAMP), rollout.events::add);
    rollout.connection.cluster().close();
    int before = rollout.events.size();
    rollout.pass(SOON);

    assertThat(rollout.events).hasSize(before);
    assertThat(rollout.world.restartsOf(rollout.ref)).hasSize(1);
  }

  @Test
  void pods_tell_their_logs_only_when_asked() {
    Rollout rollout =
        Rollout.of(
                DeploymentSpec.of(
                    Common.of("shop", "cart")
                        .with(new PodBehaviour.CrashLoop(Duration.ofSeconds(1), List.of("oops"))),
                    1))
            .restartedAndAfter(SOON);
    for (boolean withEvidence : List.of(false, true)) {
      rollout
          .connection
          .cluster()
          .carryOut(
              new Command.InspectPods(rollout.ref, withEvidence, Instant.EPOCH),
              rollout.events::add);
    }
    rollout.pass(SOON);

    assertThat(rollout.eventsOf(Event.PodsInspected.class))
        .extracting(
            event -> event.pods().newest().getFirst().containers().getFirst().lastLogLines())
        .containsExactly(List.of(), List.of("oops"));
  }

  @Test
  void the_same_seed_tells_the_same_to_the_byte_and_another_seed_does_not() {
    PodTimes uneven =
        new PodTimes(Duration.ofSeconds(2), Duration.ofSeconds(8), Duration.ofSeconds(3), 0.5);
    DeploymentSpec spec = DeploymentSpec.of(Common.of("shop", "cart").with(uneven), 6);

    String first = transcript(spec, 7);
    assertThat(transcript(spec, 7)).isEqualTo(first);
    assertThat(transcript(spec, 8)).isNotEqualTo(first);
  }

  private static String transcript(DeploymentSpec spec, long seed) {
    Rollout rollout = Rollout.of(spec, seed).restartedAndAfter(Duration.ofMinutes(2));
    return rollout.events + "\n" + rollout.world.podsOf(rollout.ref);
  }
}
