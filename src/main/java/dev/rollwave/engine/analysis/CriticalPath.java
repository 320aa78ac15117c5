package dev.rollwave.engine.analysis;

import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which workloads decided how long a run took.
 *
 * @param links the chain that leads to the run's end, earliest first; empty when nothing was
 *     restarted
 * @param slack of each restarted workload: how much longer it could have taken before the run would
 *     have, with everything else as it was and in the same order
 */
public record CriticalPath(List<Link> links, Map<WorkloadRef, Duration> slack) {
  public CriticalPath {
    links = List.copyOf(links);
    slack = Collections.unmodifiableMap(new TreeMap<>(slack));
  }

  /**
   * One workload of the chain.
   *
   * @param ref which
   * @param patched when it was restarted
   * @param settled when it was healthy for good, or had failed
   * @param why it was not restarted earlier
   */
  public record Link(WorkloadRef ref, Instant patched, Instant settled, Why why) {}

  /** Why a workload was not restarted earlier. */
  public sealed interface Why {
    /** It began with the run. */
    record AtOnce() implements Why {}

    /** Its wave waited for another one to be released. */
    record AfterWave(String wave, Duration cooldown) implements Why {}

    /** It waited for another workload's place of {@code maxInFlight}. */
    record ForPlace(WorkloadRef of) implements Why {}

    /** It waited until {@code minInterval} after another workload's restart had passed. */
    record ForInterval(WorkloadRef after) implements Why {}

    /** It waited until another process went on with the run, such as when a window opened. */
    record ForContinuation() implements Why {}
  }

  /**
   * The critical path of a run that has ended.
   *
   * @param state its last
   * @param settled when each restarted workload was healthy for good, or had failed; one that is
   *     missing never settled and counts as having taken no part
   */
  public static CriticalPath of(RunState state, Map<WorkloadRef, Instant> settled) {
    return of(state, settled, Set.of());
  }

  /**
   * As {@link #of(RunState, Map)}, of a run that several processes played.
   *
   * @param continued when the second and each further process began
   */
  public static CriticalPath of(
      RunState state, Map<WorkloadRef, Instant> settled, Set<Instant> continued) {
    List<Played> played = new ArrayList<>();
    for (WaveProgress wave : state.waves()) {
      for (WorkloadProgress workload : wave.workloads()) {
        Optional<Instant> patched = workload.timeline().patched();
        Instant until = settled.get(workload.ref());
        if (patched.isPresent() && until != null) {
          played.add(new Played(workload.ref(), wave, patched.get(), until));
        }
      }
    }
    played.sort(Comparator.comparing(Played::patched).thenComparing(Played::ref));
    return new CriticalPath(
        new CriticalChain(state, played, continued).links(),
        new Slacks(state, played, continued).all());
  }

  /** One workload as it was played, and the wave that it belongs to. */
  record Played(WorkloadRef ref, WaveProgress wave, Instant patched, Instant settled) {
    String waveName() {
      return wave.wave().name();
    }

    Duration took() {
      return Duration.between(patched, settled);
    }

    boolean beganWithItsWave() {
      return wave.timeline().ready().filter(patched::equals).isPresent();
    }
  }
}
