package dev.rollwave.simulation.cluster;

import dev.rollwave.simulation.time.VirtualTime;
import java.time.Duration;

/**
 * One object in a controller's work queue: however often it is put there, it is worked on once, a
 * little later, as with the rate-limited queues of the real controllers. What is put there while it
 * is being worked on is queued when that is done.
 *
 * @see <a
 *     href="https://github.com/kubernetes/client-go/blob/v0.20.2/util/workqueue/queue.go">queue.go</a>
 */
final class WorkItem {
  private final VirtualTime time;
  private final Duration lag;
  private final Runnable work;
  private boolean queued;
  private boolean worked;

  WorkItem(VirtualTime time, Duration lag, Runnable work) {
    this.time = time;
    this.lag = lag;
    this.work = work;
  }

  void enqueue() {
    if (!queued) {
      queued = true;
      if (!worked) {
        time.after(lag, this::perform);
      }
    }
  }

  void enqueueAfter(Duration delay) {
    time.after(delay, this::enqueue);
  }

  private void perform() {
    queued = false;
    worked = true;
    work.run();
    worked = false;
    if (queued) {
      time.after(lag, this::perform);
    }
  }
}
