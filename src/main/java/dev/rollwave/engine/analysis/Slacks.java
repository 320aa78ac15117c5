package dev.rollwave.engine.analysis;

import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.analysis.CriticalPath.Played;
import dev.rollwave.window.Instants;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How much longer each workload could have taken: the backward pass of the critical-path method
 * over the schedule as it was played, whose edges are the dependencies of waves, the slots of
 * {@code maxInFlight} and {@code minInterval} from start to start.
 */
final class Slacks {
  private final List<Played> played;
  private final Instant end;
  private final Map<String, List<WaveProgress>> dependents = new HashMap<>();
  private final Map<String, Instant> latestStartIn = new HashMap<>();
  private final Map<WorkloadRef, Instant> latestByInterval = new HashMap<>();
  private final Set<Instant> settledAt = new HashSet<>();
  private final Set<Instant> continued;
  private final SlotUsage ofPlan;
  private final Map<String, SlotUsage> ofWave = new HashMap<>();

  Slacks(RunState state, List<Played> played, Set<Instant> continued) {
    this.continued = continued;
    this.played = played;
    this.end = played.stream().map(Played::settled).max(Instant::compareTo).orElse(Instant.MIN);
    this.ofPlan = new SlotUsage(played, state.spec().plan().throttle().maxInFlight());
    Map<String, List<Played>> inWave = new HashMap<>();
    for (Played it : played) {
      settledAt.add(it.settled());
      inWave.computeIfAbsent(it.waveName(), _ -> new ArrayList<>()).add(it);
    }
    for (WaveProgress wave : state.waves()) {
      String name = wave.wave().name();
      List<Played> within = inWave.getOrDefault(name, List.of());
      ofWave.put(name, new SlotUsage(within, wave.wave().throttle().maxInFlight()));
      if (wave.timeline().ready().isPresent()) {
        wave.wave()
            .dependsOn()
            .forEach(gate -> dependents.computeIfAbsent(gate, _ -> new ArrayList<>()).add(wave));
      }
    }
  }

  /** What follows from a workload was restarted after it, so the last restarted comes first. */
  Map<WorkloadRef, Duration> all() {
    Map<WorkloadRef, Duration> slacks = new TreeMap<>();
    for (int i = played.size() - 1; i >= 0; i--) {
      Played it = played.get(i);
      Instant latest = latestSettled(it);
      slacks.put(it.ref(), Duration.between(it.settled(), latest));
      Instant latestStart =
          Instants.min(
              latest.minus(it.took()), latestByInterval.getOrDefault(it.ref(), Instant.MAX));
      latestStartIn.merge(it.waveName(), latestStart, Instants::min);
      slotsOf(it).forEach(slots -> slots.note(it, latestStart));
      if (i > 0 && waitedForInterval(it)) {
        // It waited for minInterval: how long the one before it took does not count.
        Played before = played.get(i - 1);
        Duration apart = Duration.between(before.patched(), it.patched());
        latestByInterval.merge(before.ref(), latestStart.minus(apart), Instants::min);
      }
    }
    return slacks;
  }

  private boolean waitedForInterval(Played it) {
    return !it.beganWithItsWave()
        && !settledAt.contains(it.patched())
        && !continued.contains(it.patched());
  }

  private Instant latestSettled(Played it) {
    Instant latest = latestHealthy(it.wave());
    for (SlotUsage slots : slotsOf(it)) {
      latest = Instants.min(latest, slots.neededBack(it));
    }
    return latest;
  }

  private List<SlotUsage> slotsOf(Played it) {
    SlotUsage own = ofWave.get(it.waveName());
    return own == null ? List.of(ofPlan) : List.of(ofPlan, own);
  }

  private Instant latestHealthy(WaveProgress wave) {
    Instant latest = end;
    for (WaveProgress dependent : dependents.getOrDefault(wave.wave().name(), List.of())) {
      Instant start = latestStartIn.get(dependent.wave().name());
      // A wave without a restart hands on what its own dependents demand.
      Instant needed = start == null ? latestHealthy(dependent) : start;
      latest = Instants.min(latest, needed.minus(wave.wave().cooldown()));
    }
    return latest;
  }
}
