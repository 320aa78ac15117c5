package dev.rollwave.simulation.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rollwave.engine.message.Event;
import dev.rollwave.simulation.Rollout;
import dev.rollwave.simulation.cluster.SimulatedWorld;
import dev.rollwave.simulation.cluster.spec.WorldSettings;
import dev.rollwave.simulation.network.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PacedInboxTest {
  private static final Instant MORNING = Instant.parse("2027-01-01T08:00:00Z");
  private static final Event SIGNAL = new Event.Interrupted("SIGINT");

  private final SimulatedWorld world = new SimulatedWorld(WorldSettings.of(1, Rollout.START));
  private final Connection connection = Connection.to(world);
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
  @Timeout(5)
  void the_loop_sees_the_exact_time_of_its_event_however_late_it_is() throws InterruptedException {
    PacedInbox paced = paced(10, () -> wall);
    connection.alarm().ringAt(Rollout.START.plusSeconds(30));
    wall = MORNING.plusSeconds(60);
    assertThat(paced.instant()).isEqualTo(Rollout.START);
    paced.take();

    assertThat(paced.instant()).isEqualTo(Rollout.START.plusSeconds(30));
  }

  @Test
  @Timeout(5)
  void others_see_time_pass_while_the_loop_waits() throws Exception {
    AtomicReference<Instant> wallNow = new AtomicReference<>(MORNING);
    PacedInbox paced = paced(1, wallNow::get);
    connection.alarm().ringAt(Rollout.START.plusSeconds(3600));
    Thread loop = Thread.ofVirtual().unstarted(() -> takeQuietly(paced));
    loop.start();
    wallNow.set(MORNING.plusSeconds(90));

    await().until(() -> paced.instant().equals(Rollout.START.plusSeconds(90)));
    paced.accept(SIGNAL);
    loop.join();
    assertThat(paced.instant()).isEqualTo(Rollout.START.plusSeconds(3600));
  }

  private static void takeQuietly(PacedInbox paced) {
    try {
      paced.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_clock_does_not_stand_still() {
    assertThatThrownBy(() -> paced(0, () -> wall)).isInstanceOf(IllegalArgumentException.class);
  }

  private PacedInbox paced(double speed, InstantSource real) {
    return new PacedInbox(connection.inbox(), world.time(), real, speed);
  }
}
