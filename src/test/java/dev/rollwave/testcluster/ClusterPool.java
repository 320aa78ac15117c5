package dev.rollwave.testcluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The clusters of this JVM. A class of tests has one for itself, or shares one with others that
 * disturb nothing; it waits until there is such a one. Clusters are started when they are first
 * wanted, up to {@code most} of them.
 */
final class ClusterPool implements AutoCloseable {
  /** More at once on one API server make each other slow. */
  static final int SHARERS = 3;

  private final Supplier<TestCluster> starter;
  private final int most;
  private final List<Slot> slots = new ArrayList<>();

  ClusterPool(Supplier<TestCluster> starter, int most) {
    this.starter = starter;
    this.most = most;
  }

  /** A cluster and how many use it. */
  private static final class Slot {
    private Optional<TestCluster> cluster = Optional.empty();
    private int users;
    private boolean isShared;

    boolean takes(boolean sharer) {
      return users == 0 || (sharer && isShared && users < SHARERS);
    }
  }

  /** The use of a cluster by one class. */
  final class Lease implements AutoCloseable {
    private final Slot slot;

    private Lease(Slot slot) {
      this.slot = slot;
    }

    /**
     * The cluster, which is started now if it is new.
     *
     * @throws RuntimeException if it can not be started; the next to ask tries again
     */
    TestCluster cluster() {
      synchronized (slot) {
        if (slot.cluster.isEmpty()) {
          slot.cluster = Optional.of(starter.get());
        }
        return slot.cluster.orElseThrow();
      }
    }

    @Override
    public void close() {
      synchronized (ClusterPool.this) {
        slot.users--;
        ClusterPool.this.notifyAll();
      }
    }
  }

  /**
   * Waits for a cluster.
   *
   * @param shares whether the class lets others of its kind use the cluster at the same time
   */
  synchronized Lease lease(boolean shares) {
    Optional<Slot> slot = free(shares);
    while (slot.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted in the wait for a cluster", e);
      }
      slot = free(shares);
    }
    Slot taken = slot.orElseThrow();
    taken.users++;
    taken.isShared = shares;
    return new Lease(taken);
  }

  // The fullest first: those who share leave whole clusters to those who do not.
  private Optional<Slot> free(boolean shares) {
    Optional<Slot> used =
        slots.stream()
            .filter(slot -> slot.takes(shares))
            .max(Comparator.comparingInt(slot -> slot.users));
    if (used.isPresent() || slots.size() == most) {
      return used;
    }
    slots.add(new Slot());
    return Optional.of(slots.getLast());
  }

  @Override
  public synchronized void close() {
    slots.forEach(slot -> slot.cluster.ifPresent(TestCluster::close));
  }
}
