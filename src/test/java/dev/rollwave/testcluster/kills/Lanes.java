package dev.rollwave.testcluster.kills;

import dev.rollwave.testcluster.TestCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Namespaces with twelve workloads each, in which rounds are played at the same time: a round waits
 * for most of its time until a lock has expired.
 */
final class Lanes implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<TwelveWorkloads> all;
  private final BlockingQueue<TwelveWorkloads> free;

  /** One round, in a lane that no other round uses meanwhile. */
  interface Round<A, R> {
    R play(TwelveWorkloads lane, A what) throws Exception;
  }

  Lanes(TestCluster cluster, Path folder, int count) {
    List<CompletableFuture<TwelveWorkloads>> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(
          CompletableFuture.supplyAsync(() -> TwelveWorkloads.createdOn(cluster, folder), threads));
    }
    all = made.stream().map(CompletableFuture::join).toList();
    free = new LinkedBlockingQueue<>(all);
  }

  /**
   * Plays {@code round} for each of {@code what}; the results are in the same order. Where some
   * fail the others are played all the same, and each failure is told.
   */
  <A, R> List<R> play(List<A> what, Round<A, R> round) {
    List<CompletableFuture<R>> played =
        what.stream()
            .map(one -> CompletableFuture.supplyAsync(() -> play(one, round), threads))
            .toList();
    List<Throwable> failures =
        played.stream()
            .map(one -> one.handle((_, failure) -> failure).join())
            .filter(Objects::nonNull)
            .toList();
    if (!failures.isEmpty()) {
      AssertionError all = new AssertionError(failures.size() + " of " + what.size() + " failed");
      failures.forEach(all::addSuppressed);
      throw all;
    }
    return played.stream().map(CompletableFuture::join).toList();
  }

  private <A, R> R play(A one, Round<A, R> round) {
    try {
      TwelveWorkloads lane = free.take();
      try {
        return round.play(lane, one);
      } finally {
        free.add(lane);
      }
    } catch (Exception | AssertionError e) {
      throw new AssertionError(one + " could not be played", e);
    }
  }

  @Override
  public void close() {
    all.forEach(TwelveWorkloads::close);
    threads.shutdownNow();
  }
}
