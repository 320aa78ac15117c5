package dev.rollwave.simulation.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollwave.engine.message.Event;
import dev.rollwave.simulation.Rollout;
import dev.rollwave.simulation.cluster.SimulatedWorld;
import dev.rollwave.simulation.cluster.spec.PodBehaviour;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.Common;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DeploymentSpec;
import dev.rollwave.simulation.cluster.spec.WorldSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedInboxTest {
  private final SimulatedWorld world = new SimulatedWorld(WorldSettings.of(1, Rollout.START));
  private final Connection connection = Connection.to(world);

  @Test
  void the_alarm_rings_at_its_instant() {
    connection.alarm().ringAt(Rollout.START.plusSeconds(90));

    assertThat(connection.inbox().take()).isEqualTo(new Event.TimePassed());
    assertThat(world.time().instant()).isEqualTo(Rollout.START.plusSeconds(90));
  }

  @Test
  void a_later_call_replaces_an_earlier_alarm() {
    connection.alarm().ringAt(Rollout.START.plusSeconds(90));
    connection.alarm().ringAt(Rollout.START.plusSeconds(120));
    connection.inbox().take();

    assertThat(world.time().instant()).isEqualTo(Rollout.START.plusSeconds(120));
    assertThatThrownBy(() -> connection.inbox().take()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void an_alarm_in_the_past_rings_at_once() {
    connection.alarm().ringAt(Rollout.START.minusSeconds(1));
    connection.inbox().take();

    assertThat(world.time().instant()).isEqualTo(Rollout.START);
  }

  @Test
  void waiting_for_nothing_is_loud() {
    assertThatThrownBy(() -> connection.inbox().take())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nothing is due");
  }

  @Test
  void waiting_in_vain_is_loud_though_pods_crash_for_ever() {
    DeploymentSpec crashing =
        DeploymentSpec.of(
            Common.of("shop", "cart")
                .with(new PodBehaviour.CrashLoop(Duration.ofSeconds(2), List.of())),
            1);
    world.add(crashing);
    world.edit(crashing.ref(), "another image", "somebody");

    assertThatThrownBy(() -> connection.inbox().take())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("in vain");
  }

  @Test
  void what_happens_at_one_instant_happens_in_the_order_it_was_asked_for() {
    StringBuilder order = new StringBuilder();
    world.time().after(Duration.ofSeconds(1), () -> order.append("a"));
    world.time().after(Duration.ofSeconds(1), () -> order.append("b"));
    world.time().after(Duration.ZERO, () -> order.append("0"));
    world.time().passTo(Rollout.START.plusSeconds(5));

    assertThat(order).hasToString("0ab");
    assertThat(world.time().instant()).isEqualTo(Rollout.START.plusSeconds(5));
  }
}
