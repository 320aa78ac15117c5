package dev.rollwave.engine;

import dev.rollwave.engine.message.Pause;
import dev.rollwave.workload.WorkloadRef;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of a run when another process continues it: all that cannot be read off the
 * workloads. It may lag behind the cluster, and never runs ahead of it.
 *
 * @param startedAt when the run began
 * @param lastRestart when any workload was last restarted
 * @param waves wave name to the instants of its way
 * @param settled the workloads that had come to their end
 * @param underWay those that were in flight, or cut short
 * @param pause a person's pause that still holds
 */
public record Checkpoint(
    Instant startedAt,
    Optional<Instant> lastRestart,
    Map<String, WaveProgress.Timeline> waves,
    Map<WorkloadRef, Settled> settled,
    Map<WorkloadRef, UnderWay> underWay,
    Optional<Pause> pause) {
  public Checkpoint {
    waves = Collections.unmodifiableMap(new TreeMap<>(waves));
    settled = Collections.unmodifiableMap(new TreeMap<>(settled));
    underWay = Collections.unmodifiableMap(new TreeMap<>(underWay));
  }

  /** Of a run that begins at {@code now}. */
  public static Checkpoint none(Instant now) {
    return new Checkpoint(now, Optional.empty(), Map.of(), Map.of(), Map.of(), Optional.empty());
  }

  /** What {@code state} leaves to a successor at {@code now}. */
  public static Checkpoint of(RunState state, Instant now) {
    Map<String, WaveProgress.Timeline> waves = new TreeMap<>();
    Map<WorkloadRef, Settled> settled = new TreeMap<>();
    Map<WorkloadRef, UnderWay> underWay = new TreeMap<>();
    for (WaveProgress wave : state.waves()) {
      waves.put(wave.wave().name(), wave.timeline());
      for (WorkloadProgress workload : wave.workloads()) {
        Optional<Settled> end = settled(state, workload, now);
        if (end.isPresent()) {
          settled.put(workload.ref(), end.get());
        } else if (workload.timeline().patched().isPresent()) {
          underWay.put(
              workload.ref(),
              new UnderWay(
                  workload.timeline(),
                  soak(wave, workload, state.sight()),
                  RolloutProgress.kept(
                      workload.state(), state.sight().seenUntil(workload.ref(), now))));
        }
      }
    }
    return new Checkpoint(
        state.startedAt(), state.lastRestart(), waves, settled, underWay, state.pause());
  }

  /** The workloads that were proven healthy. */
  public List<WorkloadRef> healthy() {
    return settled.entrySet().stream()
        .filter(it -> it.getValue() instanceof Settled.Healthy)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The same, with {@code now} as the pause that holds. */
  public Checkpoint with(Optional<Pause> now) {
    return new Checkpoint(startedAt, lastRestart, waves, settled, underWay, now);
  }

  /** The same, with {@code now} as the workloads that had come to their end. */
  public Checkpoint with(Map<WorkloadRef, Settled> now) {
    return new Checkpoint(startedAt, lastRestart, waves, now, underWay, pause);
  }

  private static Optional<UnderWay.Soak> soak(
      WaveProgress wave, WorkloadProgress workload, Sight sight) {
    return workload.state() instanceof InFlightState.Soaking s
        ? Optional.of(
            new UnderWay.Soak(
                // The next process has to look no sooner than this one would.
                sight.reported(s.until()).minus(wave.wave().health().soak()),
                s.proof().steadiness()))
        : Optional.empty();
  }

  private static Optional<Settled> settled(RunState state, WorkloadProgress workload, Instant now) {
    WorkloadProgress.Timeline timeline = workload.timeline();
    return switch (workload.state()) {
      case FinalState.Healthy _ -> {
        Instant watched = state.sight().seenUntil(workload.ref(), now);
        yield Optional.of(
            new Settled.Healthy(
                timeline, HeldGates.kept(state.counted(), workload.ref(), watched)));
      }
      case FinalState.Skipped(String reason, String message) ->
          Optional.of(new Settled.Skipped(timeline, reason, message));
      case FinalState.Failed f ->
          Optional.of(new Settled.Failed(timeline, f.reason(), f.message()));
      // It has failed; only its pods were still asked why.
      case InFlightState.Diagnosing d ->
          Optional.of(new Settled.Failed(timeline, d.reason(), d.message()));
      // What was left alone or unproven when a run was cut short is still to be done.
      case WorkloadState.Waiting _,
          InFlightState.Patching _,
          InFlightState.Rereading _,
          InFlightState.RollingOut _,
          InFlightState.Soaking _,
          FinalState.Withheld _,
          FinalState.Unproven _ ->
          Optional.empty();
    };
  }
}
