package dev.rollwave.simulation.mutants;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * Plays worlds of consecutive seeds on all cores until one notices that the code is broken. What it
 * finds is the first such seed, however many threads play.
 *
 * @param first seed
 * @param worlds how many at most
 * @param timeout for how long one world may be computed, of a processor's time; after that it
 *     counts as one that does not end
 */
record Hunt(long first, int worlds, Duration timeout) {
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  /**
   * What a broken world told.
   *
   * @param worlds how many were needed
   * @param told the promise and what broke it
   */
  record Catch(long worlds, String told) {
    String promise() {
      return told.substring(0, told.indexOf(':'));
    }
  }

  /**
   * Hunts.
   *
   * @param play seed to what was told of its world; nothing when all promises held
   * @return empty when no world noticed anything
   * @throws InterruptedException when the thread is interrupted
   */
  Optional<Catch> on(LongFunction<String> play) throws InterruptedException {
    AtomicLong next = new AtomicLong(first);
    ConcurrentSkipListMap<Long, String> broken = new ConcurrentSkipListMap<>();
    List<Player> players = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      Player player = new Player("hunt-" + i, play, next, broken);
      players.add(player);
      player.thread.start();
    }
    for (Player player : players) {
      player.await();
    }
    return Optional.ofNullable(broken.firstEntry())
        .map((Map.Entry<Long, String> it) -> new Catch(it.getKey() - first + 1, it.getValue()));
  }

  private final class Player implements Runnable {
    private final LongFunction<String> play;
    private final AtomicLong next;
    private final ConcurrentSkipListMap<Long, String> broken;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread;
    private volatile Started started = new Started(first, Long.MAX_VALUE);

    // Not the time on the wall, in which a busy machine may stand still.
    private record Started(long seed, long cpuNanos) {}

    Player(
        String name,
        LongFunction<String> play,
        AtomicLong next,
        ConcurrentSkipListMap<Long, String> broken) {
      this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this);
      this.play = play;
      this.next = next;
      this.broken = broken;
    }

    @Override
    public void run() {
      try {
        for (long seed = next.getAndIncrement(); isWanted(seed); seed = next.getAndIncrement()) {
          started = new Started(seed, CPU.getCurrentThreadCpuTime());
          String told = play.apply(seed);
          if (!told.isEmpty()) {
            broken.put(seed, told);
          }
        }
      } catch (LinkageError | RuntimeException e) {
        broken.put(started.seed(), "NO_FAULT_OF_OURS: " + e);
      } finally {
        done.countDown();
      }
    }

    private boolean isWanted(long seed) {
      return seed < first + worlds && (broken.isEmpty() || seed < broken.firstKey());
    }

    // A thread that loops for ever cannot be stopped; it is left behind and dies with the JVM.
    void await() throws InterruptedException {
      while (!done.await(100, TimeUnit.MILLISECONDS)) {
        Started last = started;
        if (CPU.getThreadCpuTime(thread.threadId()) - last.cpuNanos() > timeout.toNanos()) {
          broken.put(last.seed(), "ENDS: no end after " + timeout.toSeconds() + " s of computing");
          return;
        }
      }
    }
  }
}
