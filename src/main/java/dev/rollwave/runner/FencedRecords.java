package dev.rollwave.runner;

import dev.rollwave.engine.Event;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Records that nobody begins without the lock. A record that is there has a version, which keeps a
 * process from writing over that of its successor; one that was thrown away has none, and whoever
 * writes it first would have the run, be it a process that slept past its lease.
 *
 * @param records where records are kept
 * @param hold the lock
 */
public record FencedRecords(PlanRecordStore records, RunLock.Hold hold) implements PlanRecordStore {
  @Override
  public Reading read(String plan) throws ClusterException {
    return records.read(plan);
  }

  /**
   * {@inheritDoc}
   *
   * @throws ClusterException also when there was nothing and the lock is lost, or when nobody can
   *     say whether it is; then nothing was written
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
