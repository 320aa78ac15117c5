package dev.rollwave.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollwave.engine.Event;
import dev.rollwave.simulation.SimulatedWorld.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PacedInboxTest {
  private static final Instant MORNING = Instant.parse("2027-01-01T08:00:00Z");
  private static final Event SIGNAL = new Event.Interrupted("SIGINT");

  private final SimulatedWorld world = new SimulatedWorld(WorldSettings.of(1, Rollout.START));
  private final Connection connection = world.connect();
  private Instant wall = MORNING;

  @Test
  @Timeout(5)
  void an_event_whose_time_has_come_is_delivered_at_once() throws InterruptedException {
    PacedInbox paced = paced(10, () -> wall);
    connection.alarm().ringAt(Rollout.START.plusSeconds(600));
    wall = MORNING.plusSeconds(60);

    assertThat(paced.take()).isEqualTo(new Event.TimePassed());
    assertThat(world.time().instant()).isEqualTo(Rollout.START.plusSeconds(600));
  }

  @Test
  @Timeout(5)
  void an_event_waits_for_its_time() throws InterruptedException {
    PacedInbox paced = paced(20, InstantSource.system());
    connection.alarm().ringAt(Rollout.START.plusSeconds(2));
    long before = System.nanoTime();
    paced.take();

    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isGreaterThanOrEqualTo(Duration.ofMillis(90));
  }

  @Test
  @Timeout(5)
  void what_comes_from_outside_does_not_wait_and_holds_nothing_up() throws InterruptedException {
    PacedInbox paced = paced(1, () -> wall);
    connection.alarm().ringAt(Rollout.START.plusSeconds(3600));
    paced.accept(SIGNAL);

    assertThat(paced.take()).isEqualTo(SIGNAL);
    wall = MORNING.plusSeconds(3600);
    assertThat(paced.take()).isEqualTo(new Event.TimePassed());
  }

  @Test
  void shows_the_virtual_time_as_it_passes() {
    PacedInbox paced = paced(10, () -> wall);
    wall = MORNING.plusSeconds(3);

    assertThat(paced.shown()).isEqualTo(Rollout.START.plusSeconds(30));
  }

  @Test
  void a_clock_does_not_stand_still() {
    assertThatThrownBy(() -> paced(0, () -> wall)).isInstanceOf(IllegalArgumentException.class);
  }

  private PacedInbox paced(double speed, InstantSource real) {
    return new PacedInbox(connection.inbox(), world.time(), real, speed);
  }
}
