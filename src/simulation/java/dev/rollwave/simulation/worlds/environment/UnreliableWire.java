package dev.rollwave.simulation.worlds.environment;

import dev.rollwave.simulation.network.BlindSpot;
import dev.rollwave.simulation.network.InjectedError;
import dev.rollwave.simulation.network.Wire;
import dev.rollwave.simulation.time.Latencies;
import dev.rollwave.simulation.time.Outage;
import dev.rollwave.simulation.worlds.random.Dice;
import dev.rollwave.simulation.worlds.world.Fault;
import dev.rollwave.simulation.worlds.world.World;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loses, delays and repeats what is asked and answered, and lags on what is watched. A watch is one
 * stream, so that it keeps its order, and what it loses is listed again some time later.
 */
public final class UnreliableWire implements Wire {
  private final long seed;
  private final List<Duration> request;
  private final List<Duration> reply;
  private final List<Duration> watch;
  private final List<Duration> watchTwice;
  private final List<Outage> outages = new ArrayList<>();
  private final List<BlindSpot> blindSpots = new ArrayList<>();
  private final Map<WorkloadRef, ArrayDeque<InjectedError>> injectedErrors = new HashMap<>();
  private final Duration staleness;
  private final int faultyInHundred;
  private final int repeatedInHundred;
  private final int droppedInHundred;
  // Each workload draws from a source of its own, so that taking one out of a world leaves the
  // others as they were.
  private final Map<WorkloadRef, Dice> dice = new HashMap<>();

  /** As bad as the faults of {@code world} make it. */
  public UnreliableWire(World world) {
    Latencies usual = Latencies.NEAR;
    int faulty = 0;
    int repeated = 0;
    int dropped = 0;
    Duration lag = usual.watch();
    Duration stalest = Duration.ZERO;
    for (Fault fault : world.faults()) {
      switch (fault) {
        case Fault.BadWire(int inHundred) -> faulty = inHundred;
        case Fault.DroppedEvents(int inHundred) -> dropped = inHundred;
        case Fault.StaleReads(Duration most) -> stalest = most;
        case Fault.Outage(Duration after, Duration lasts) ->
            outages.add(
                new Outage(world.start().plus(after), world.start().plus(after).plus(lasts)));
        case Fault.Blindness blindness -> blindSpots.add(blindness.spot(world.start()));
        case Fault.InjectedErrors errors ->
            injectedErrors
                .computeIfAbsent(errors.ref(), _ -> new ArrayDeque<>())
                .addAll(Collections.nCopies(errors.times(), errors.injectedError()));
        case Fault.Meddling _,
            Fault.HastyCounts _,
            Fault.LongStuck _,
            Fault.Evicted _,
            Fault.SilentKubelets _,
            Fault.ContainerRestart _,
            Fault.ClockStep _,
            Fault.OtherClock _,
            Fault.EditedPlan _,
            Fault.Instructed _,
            Fault.Crash _,
            Fault.Standstill _,
            Fault.LostRecord _ -> {}
        case Fault.SlowWatch(Duration longer, int inHundred) -> {
          lag = longer;
          repeated = inHundred;
        }
      }
    }
    staleness = stalest;
    seed = world.seed();
    request = List.of(usual.request());
    reply = List.of(usual.reply());
    watch = List.of(lag);
    watchTwice = List.of(lag, lag);
    faultyInHundred = faulty;
    repeatedInHundred = repeated;
    droppedInHundred = dropped;
  }

  @Override
  public List<Duration> deliveries(Leg leg, WorkloadRef ref) {
    return switch (leg) {
      case WATCH ->
          droppedInHundred > 0 && dice(ref).chance(droppedInHundred)
              ? List.of()
              : repeatedInHundred > 0 && dice(ref).chance(repeatedInHundred) ? watchTwice : watch;
      case REQUEST -> faultyInHundred > 0 ? drawn(dice(ref)) : request;
      case REPLY -> faultyInHundred > 0 ? drawn(dice(ref)) : reply;
    };
  }

  @Override
  public List<Outage> outages() {
    return outages;
  }

  @Override
  public List<BlindSpot> blindSpots() {
    return blindSpots;
  }

  @Override
  public Optional<InjectedError> injectedError(WorkloadRef ref) {
    ArrayDeque<InjectedError> ahead = injectedErrors.get(ref);
    return ahead == null ? Optional.empty() : Optional.ofNullable(ahead.poll());
  }

  @Override
  public Duration staleness(WorkloadRef ref) {
    return staleness.isZero()
        ? Duration.ZERO
        : Duration.ofMillis(dice(ref).below((int) staleness.toMillis()));
  }

  @Override
  public boolean isForgotten(WorkloadRef ref) {
    return faultyInHundred > 0 && dice(ref).chance(faultyInHundred / 3);
  }

  private List<Duration> drawn(Dice chance) {
    Duration usual = Duration.ofMillis(1 + chance.below(50));
    if (!chance.chance(faultyInHundred)) {
      return List.of(usual);
    }
    return switch (chance.below(3)) {
      case 0 -> List.of();
      case 1 -> List.of(usual.plusMillis(chance.below(30_000)));
      default -> List.of(usual, usual.plusMillis(chance.below(5_000)));
    };
  }

  private Dice dice(WorkloadRef ref) {
    return dice.computeIfAbsent(ref, it -> new Dice(seed * 31 + it.name().hashCode()));
  }
}
