package dev.rollwave.engine.analysis;

import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.analysis.CriticalPath.Link;
import dev.rollwave.engine.analysis.CriticalPath.Played;
import dev.rollwave.engine.analysis.CriticalPath.Why;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Follows a run back from its end: what each workload waited for. The engine restarts in the step
 * in which the last obstacle goes, so that the instants on both sides are the same and nothing has
 * to be guessed.
 */
final class CriticalChain {
  private static final Comparator<Played> LAST_SETTLED =
      Comparator.comparing(Played::settled)
          .thenComparing(Comparator.comparing(Played::ref).reversed());

  private final Map<String, WaveProgress> waves = new LinkedHashMap<>();
  private final Map<String, List<Played>> inWave = new HashMap<>();
  private final List<Played> played;
  private final Map<Instant, Played> firstSettledAt = new HashMap<>();
  private final TreeMap<Instant, Played> lastPatchedAt = new TreeMap<>();
  private final Set<Instant> continued;

  CriticalChain(RunState state, List<Played> played, Set<Instant> continued) {
    this.played = played;
    this.continued = continued;
    state.waves().forEach(wave -> waves.put(wave.wave().name(), wave));
    for (Played it : played) {
      inWave.computeIfAbsent(it.waveName(), _ -> new ArrayList<>()).add(it);
      firstSettledAt.putIfAbsent(it.settled(), it);
      lastPatchedAt.put(it.patched(), it);
    }
  }

  List<Link> links() {
    Deque<Link> links = new ArrayDeque<>();
    Optional<Played> at = last(played);
    while (at.isPresent()) {
      Played here = at.get();
      Cause cause = cause(here);
      links.addFirst(new Link(here.ref(), here.patched(), here.settled(), cause.why()));
      at = cause.before();
    }
    return List.copyOf(links);
  }

  private record Cause(Why why, Optional<Played> before) {}

  private Cause cause(Played here) {
    if (continued.contains(here.patched())) {
      return new Cause(
          new Why.ForContinuation(),
          last(played.stream().filter(it -> it.patched().isBefore(here.patched())).toList()));
    }
    if (here.beganWithItsWave()) {
      return causeOfWave(here.wave());
    }
    Optional<Played> gaveItsPlace = Optional.ofNullable(firstSettledAt.get(here.patched()));
    if (gaveItsPlace.isPresent()) {
      return new Cause(new Why.ForPlace(gaveItsPlace.get().ref()), gaveItsPlace);
    }
    return Optional.ofNullable(lastPatchedAt.lowerEntry(here.patched()))
        .map(Map.Entry::getValue)
        .map(it -> new Cause(new Why.ForInterval(it.ref()), Optional.of(it)))
        .orElseGet(() -> new Cause(new Why.AtOnce(), Optional.empty()));
  }

  // A wave without a restart passes on what it waited for itself.
  private Cause causeOfWave(WaveProgress wave) {
    Optional<WaveProgress> lastReleased = lastReleased(wave);
    if (lastReleased.isEmpty()) {
      return new Cause(new Why.AtOnce(), Optional.empty());
    }
    WaveProgress gate = lastReleased.get();
    Why why = new Why.AfterWave(gate.wave().name(), gate.wave().cooldown());
    Optional<WaveProgress> source = lastReleased;
    while (source.isPresent()) {
      List<Played> candidates = inWave.getOrDefault(source.get().wave().name(), List.of());
      if (!candidates.isEmpty()) {
        return new Cause(why, last(candidates));
      }
      source = lastReleased(source.get());
    }
    return new Cause(why, Optional.empty());
  }

  private Optional<WaveProgress> lastReleased(WaveProgress wave) {
    return wave.wave().dependsOn().stream()
        .flatMap(name -> Optional.ofNullable(waves.get(name)).stream())
        .filter(it -> it.timeline().released().isPresent())
        .max(Comparator.comparing(it -> it.timeline().released().orElseThrow()));
  }

  private static Optional<Played> last(Collection<Played> of) {
    return of.stream().max(LAST_SETTLED);
  }
}
