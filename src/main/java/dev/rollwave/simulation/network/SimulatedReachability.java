package dev.rollwave.simulation.network;

import dev.rollwave.engine.message.Event;
import dev.rollwave.simulation.time.Outage;
import dev.rollwave.simulation.time.VirtualTime;
import java.time.Duration;
import java.util.function.Consumer;

/** Whether a runner reaches the API server: told once when that ends, and once when it returns. */
final class SimulatedReachability {
  // A watch that breaks is noticed at once; the server's return at the next attempt to open it.
  private static final Duration NOTICED = Duration.ofMillis(500);
  private static final Duration HEARD_AGAIN = Duration.ofSeconds(2);

  private final VirtualTime time;
  private final Wire wire;
  private Consumer<Event> sink = event -> {};
  private boolean isTold;

  SimulatedReachability(VirtualTime time, Wire wire) {
    this.time = time;
    this.wire = wire;
  }

  /** Tells {@code newSink}, and does {@code relist} each time that the server is back. */
  void tell(Consumer<Event> newSink, Runnable relist) {
    sink = newSink;
    for (Outage outage : wire.outages()) {
      if (outage.until().isAfter(time.instant())) {
        time.at(outage.from().plus(NOTICED), () -> failed("connection refused"));
        time.at(
            outage.until().plus(NOTICED),
            () -> {
              answered();
              relist.run();
            });
      }
    }
  }

  boolean isDown() {
    for (Outage outage : wire.outages()) {
      if (outage.covers(time.instant())) {
        return true;
      }
    }
    return false;
  }

  void failed(String cause) {
    if (!isTold) {
      isTold = true;
      sink.accept(new Event.OutageBegan(cause));
      time.after(HEARD_AGAIN, this::hear);
    }
  }

  /** Something came from the server. */
  void answered() {
    if (isTold && !isDown()) {
      isTold = false;
      sink.accept(new Event.OutageEnded());
    }
  }

  // A watch hears of a living server now and then, whatever else is answered.
  private void hear() {
    answered();
    if (isTold) {
      time.after(HEARD_AGAIN, this::hear);
    }
  }
}
