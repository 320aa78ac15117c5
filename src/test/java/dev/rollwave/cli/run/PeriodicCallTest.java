package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.EventQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PeriodicCallTest {
  @Test
  @Timeout(10)
  void an_error_at_a_tick_ends_the_run() throws InterruptedException {
    EventQueue events = new EventQueue();
    Runnable broken =
        () -> {
          throw new StackOverflowError("on purpose");
        };
    try (PeriodicCall _ = PeriodicCall.everySecond(broken, events)) {
      assertThat(events.take())
          .isEqualTo(
              new Event.Faulted(
                  "a fault in Rollwave (ticker): java.lang.StackOverflowError: on purpose"));
    }
  }
}
