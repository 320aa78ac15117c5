package dev.rollwave.runner;

import dev.rollwave.engine.Event;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Records that nobody begins without the lock. A book that is there has a version, which keeps a
 * process from writing over that of its successor; one that was thrown away has none, and whoever
 * writes it first would have the run, be it a process that slept past its lease.
 *
 * @param records where books are kept
 * @param hold the lock
 */
public record FencedRecords(RunRecords records, RunLock.Hold hold) implements RunRecords {
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
  public Writing write(String plan, RunBook book, Optional<String> over) throws ClusterException {
    if (over.isEmpty()) {
      confirm();
    }
    return records.write(plan, book, over);
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
  public Looking look(String plan, Consumer<String> onChange, Consumer<Event> sink) {
    return records.look(plan, onChange, sink);
  }
}
