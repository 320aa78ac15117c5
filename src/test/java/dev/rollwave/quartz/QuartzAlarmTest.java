package dev.rollwave.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollwave.engine.message.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.listeners.TriggerListenerSupport;

class QuartzAlarmTest {
  private static final Duration LATE_AT_MOST = Duration.ofMillis(500);

  private final List<Instant> rings = new CopyOnWriteArrayList<>();

  @Test
  void one_that_was_closed_before_it_was_set_stays_silent() {
    List<Event> told = new CopyOnWriteArrayList<>();
    QuartzAlarm alarm = new QuartzAlarm(told::add);

    alarm.close();
    alarm.ringAt(Instant.EPOCH);
    alarm.close();

    assertThat(told).isEmpty();
  }

  @Test
  void rings_once_not_before_its_instant_and_soon_after() {
    Instant instant = Instant.now().plusMillis(150);
    try (QuartzAlarm alarm = alarm()) {
      alarm.ringAt(instant);

      await().until(() -> !rings.isEmpty());
      assertThat(rings.getFirst()).isBetween(instant, instant.plus(LATE_AT_MOST));
      await().during(Duration.ofMillis(100)).until(() -> rings.size() == 1);
    }
  }

  @Test
  void an_instant_that_has_passed_rings_at_once() {
    try (QuartzAlarm alarm = alarm()) {
      Instant asked = Instant.now();
      alarm.ringAt(Instant.EPOCH);

      await().until(() -> !rings.isEmpty());
      assertThat(rings.getFirst()).isBefore(asked.plus(LATE_AT_MOST));
    }
  }

  @Test
  void a_later_call_replaces_an_earlier_one_in_both_directions() {
    try (QuartzAlarm alarm = alarm()) {
      Instant sooner = Instant.now().plusMillis(200);
      alarm.ringAt(Instant.now().plusSeconds(3600));
      alarm.ringAt(sooner);
      await().until(() -> rings.size() == 1);
      assertThat(rings.getFirst()).isBetween(sooner, sooner.plus(LATE_AT_MOST));

      Instant later = Instant.now().plusMillis(300);
      alarm.ringAt(Instant.now().plusMillis(50));
      alarm.ringAt(later);
      await().until(() -> rings.size() == 2);
      assertThat(rings.getLast()).isBetween(later, later.plus(LATE_AT_MOST));
    }
  }

  @Test
  void the_end_of_time_never_rings() {
    try (QuartzAlarm alarm = alarm()) {
      alarm.ringAt(Instant.now().plusMillis(100));
      alarm.ringAt(Instant.MAX);

      await().during(Duration.ofMillis(300)).until(rings::isEmpty);
    }
  }

  @Test
  void a_ring_that_quartz_missed_comes_at_once_and_once() throws SchedulerException {
    Scheduler scheduler = Schedulers.standby("test");
    AtomicInteger misfires = new AtomicInteger();
    scheduler.getListenerManager().addTriggerListener(countingMisfiresIn(misfires));
    try (QuartzAlarm alarm = new QuartzAlarm(scheduler, event -> rings.add(Instant.now()))) {
      alarm.ringAt(Instant.now().minus(Schedulers.MISFIRE_AFTER).minusSeconds(1));
      assertThat(rings).as("in standby").isEmpty();

      Instant started = Instant.now();
      scheduler.start();

      await().until(() -> !rings.isEmpty());
      assertThat(misfires).as("times that Quartz called it a misfire").hasValue(1);
      assertThat(rings.getFirst()).isBefore(started.plus(LATE_AT_MOST));
      await().during(Duration.ofMillis(100)).until(() -> rings.size() == 1);
    }
  }

  @Test
  void many_changes_in_a_row_leave_only_the_last() {
    try (QuartzAlarm alarm = alarm()) {
      Instant last = Instant.now().plusMillis(400);
      for (int i = 0; i < 1_000; i++) {
        alarm.ringAt(last.plusSeconds(i + 1));
      }
      alarm.ringAt(last);

      await().until(() -> !rings.isEmpty());
      assertThat(rings.getFirst()).isAfterOrEqualTo(last);
      assertThat(rings).hasSize(1);
    }
  }

  @Test
  void closed_it_rings_no_more_and_takes_no_time_to_close() {
    QuartzAlarm alarm = alarm();
    alarm.ringAt(Instant.now().plusMillis(150));

    Instant closing = Instant.now();
    alarm.close();

    assertThat(Duration.between(closing, Instant.now())).isLessThan(Duration.ofMillis(250));
    alarm.ringAt(Instant.now());
    await().during(Duration.ofMillis(300)).until(rings::isEmpty);
  }

  @Test
  void no_thread_of_it_keeps_the_process_alive() {
    try (QuartzAlarm alarm = alarm()) {
      alarm.ringAt(Instant.now());
      await().until(() -> !rings.isEmpty());

      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().startsWith("alarm-"))
          .isNotEmpty()
          .allMatch(Thread::isDaemon);
    }
  }

  @Test
  void what_it_says_is_that_time_passed() {
    List<Event> events = new CopyOnWriteArrayList<>();
    try (QuartzAlarm alarm = new QuartzAlarm(events::add)) {
      alarm.ringAt(Instant.now());

      await().until(() -> !events.isEmpty());
      assertThat(events).containsExactly(new Event.TimePassed());
    }
  }

  private QuartzAlarm alarm() {
    return new QuartzAlarm(event -> rings.add(Instant.now()));
  }

  private static TriggerListenerSupport countingMisfiresIn(AtomicInteger misfires) {
    return new TriggerListenerSupport() {
      @Override
      public String getName() {
        return "misfires";
      }

      @Override
      public void triggerMisfired(Trigger trigger) {
        misfires.incrementAndGet();
      }
    };
  }
}
