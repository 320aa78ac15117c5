package dev.rollwave.simulation;

import java.time.Duration;

/**
 * One object in a controller's work queue: however often it is put there, it is worked on once, a
 * little later, as with the rate-limited queues of the real controllers.
 */
final class WorkItem {
  private final VirtualTime time;
  private final Duration lag;
  private final Runnable work;
  private boolean queued;

  WorkItem(VirtualTime time, Duration lag, Runnable work) {
    this.time = time;
    this.lag = lag;
    this.work = work;
  }

  void enqueue() {
    if (!queued) {
      queued = true;
      time.after(lag, this::perform);
    }
  }

  void enqueueAfter(Duration delay) {
    time.after(delay, this::enqueue);
  }

  private void perform() {
    queued = false;
    work.run();
  }
}
