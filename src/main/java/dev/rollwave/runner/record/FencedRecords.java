package dev.rollwave.runner.record;

import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.RunLock;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Records that a process creates only with the lock. A record that exists has a version, which
 * keeps a process from writing over that of its successor. A deleted one has none: without the lock
 * the first writer would get the run, even a process that slept past its lease.
 *
 * @param records where records are kept
 * @param hold the lock
 */
record FencedRecords(PlanRecordStore records, RunLock.Hold hold) implements PlanRecordStore {
  @Override
  public Reading read(String plan) throws ClusterException {
    return records.read(plan);
  }

  /**
   * {@inheritDoc}
   *
   * @throws ClusterException also when there was no record and the lock is lost or cannot be
   *     confirmed; then nothing was written
   */
  @Override
  public Writing write(String plan, PlanRecord planRecord, Optional<String> over)
      throws ClusterException {
    if (over.isEmpty()) {
      confirm();
    }
    return records.write(plan, planRecord, over);
  }

  private void confirm() throws ClusterException {
    try {
      hold.confirm();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException.Unreachable("interrupted before the lock was confirmed");
    }
  }

  @Override
  public Subscription watch(String plan, Consumer<String> onChange, Consumer<Event> sink) {
    return records.watch(plan, onChange, sink);
  }
}
