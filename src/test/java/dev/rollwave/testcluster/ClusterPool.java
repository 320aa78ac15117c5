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
  private final List<Position> places = new ArrayList<>();

  ClusterPool(Supplier<TestCluster> starter, int most) {
    this.starter = starter;
    this.most = most;
  }

  /** A cluster and how many use it. */
  private static final class Position {
    private Optional<TestCluster> cluster = Optional.empty();
    private int users;
    private boolean isShared;

    boolean takes(boolean sharer) {
      return users == 0 || (sharer && isShared && users < SHARERS);
    }
  }

  /** The use of a cluster by one class. */
  final class Lease implements AutoCloseable {
    private final Position place;

    private Lease(Position place) {
      this.place = place;
    }

    /**
     * The cluster, which is started now if it is new.
     *
     * @throws RuntimeException if it can not be started; the next to ask tries again
     */
    TestCluster cluster() {
      synchronized (place) {
        if (place.cluster.isEmpty()) {
          place.cluster = Optional.of(starter.get());
        }
        return place.cluster.orElseThrow();
      }
    }

    @Override
    public void close() {
      synchronized (ClusterPool.this) {
        place.users--;
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
    Optional<Position> place = free(shares);
    while (place.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted in the wait for a cluster", e);
      }
      place = free(shares);
    }
    Position taken = place.orElseThrow();
    taken.users++;
    taken.isShared = shares;
    return new Lease(taken);
  }

  // The fullest first: those who share leave whole clusters to those who do not.
  private Optional<Position> free(boolean shares) {
    Optional<Position> used =
        places.stream()
            .filter(place -> place.takes(shares))
            .max(Comparator.comparingInt(place -> place.users));
    if (used.isPresent() || places.size() == most) {
      return used;
    }
    places.add(new Position());
    return Optional.of(places.getLast());
  }

  @Override
  public synchronized void close() {
    places.forEach(place -> place.cluster.ifPresent(TestCluster::close));
  }
}
