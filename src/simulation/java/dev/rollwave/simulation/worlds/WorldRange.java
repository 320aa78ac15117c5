package dev.rollwave.simulation.worlds;

import dev.rollwave.simulation.worlds.random.RandomWorld;
import dev.rollwave.simulation.worlds.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Worlds of consecutive seeds.
 *
 * @param first seed
 * @param count 1 or more
 */
public record WorldRange(long first, long count) {
  private static final int PORTION = 64;

  public WorldRange {
    if (count < 1) {
      throw new IllegalArgumentException("a range has at least one world: " + count);
    }
  }

  /**
   * Plays them all, on {@code workers} threads. What comes of it does not depend on how many, nor
   * on which thread plays which world.
   *
   * @throws InterruptedException when the thread is interrupted
   * @throws IllegalStateException when not all could be played; that none was broken would say
   *     nothing then
   */
  public RangeVerdict play(int workers) throws InterruptedException {
    AtomicLong next = new AtomicLong(first);
    List<RangeVerdict.Tally> tallies = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      RangeVerdict.Tally tally = new RangeVerdict.Tally();
      tallies.add(tally);
      threads.add(Thread.ofPlatform().name("worlds-" + i).daemon().start(() -> work(next, tally)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    RangeVerdict verdict = RangeVerdict.of(tallies);
    if (verdict.worlds() != count) {
      throw new IllegalStateException(
          "%,d of %,d worlds were played; the thread of the others died"
              .formatted(verdict.worlds(), count));
    }
    return verdict;
  }

  private void work(AtomicLong next, RangeVerdict.Tally tally) {
    long end = first + count;
    for (long from = next.getAndAdd(PORTION); from < end; from = next.getAndAdd(PORTION)) {
      for (long seed = from; seed < Math.min(end, from + PORTION); seed++) {
        World world = RandomWorld.of(seed);
        tally.add(world, Play.of(world));
      }
    }
  }
}
