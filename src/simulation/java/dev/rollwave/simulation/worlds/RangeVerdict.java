package dev.rollwave.simulation.worlds;

import dev.rollwave.simulation.worlds.oracle.BrokenPromise;
import dev.rollwave.simulation.worlds.world.World;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What came of playing many worlds.
 *
 * @param worlds how many were played
 * @param waves in all of them together
 * @param workloads in all of them together
 * @param faults in all of them together
 * @param restarts in all of them together
 * @param steps of the engine in all of them together
 * @param broken seed to the first promise that did not hold, for each world where one did not
 */
public record RangeVerdict(
    long worlds,
    long waves,
    long workloads,
    long faults,
    long restarts,
    long steps,
    NavigableMap<Long, BrokenPromise> broken) {

  /** Whether every promise held in every world. */
  public boolean isClean() {
    return broken.isEmpty();
  }

  static RangeVerdict of(Collection<Tally> tallies) {
    Tally all = new Tally();
    tallies.forEach(all::add);
    return new RangeVerdict(
        all.worlds,
        all.waves,
        all.workloads,
        all.faults,
        all.restarts,
        all.steps,
        Collections.unmodifiableNavigableMap(all.broken));
  }

  /** Counts on one thread. */
  static final class Tally {
    private final TreeMap<Long, BrokenPromise> broken = new TreeMap<>();
    private long worlds;
    private long waves;
    private long workloads;
    private long faults;
    private long restarts;
    private long steps;

    void add(World world, Verdict verdict) {
      worlds++;
      waves += world.plan().waves().size();
      workloads += world.workloads().size();
      faults += world.faults().size();
      restarts += verdict.restarts();
      steps += verdict.steps();
      verdict.broken().ifPresent(b -> broken.put(world.seed(), b));
    }

    void add(Tally other) {
      worlds += other.worlds;
      waves += other.waves;
      workloads += other.workloads;
      faults += other.faults;
      restarts += other.restarts;
      steps += other.steps;
      broken.putAll(other.broken);
    }
  }
}
