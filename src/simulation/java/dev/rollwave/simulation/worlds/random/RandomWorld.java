package dev.rollwave.simulation.worlds.random;

import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.simulation.worlds.world.Fault;
import dev.rollwave.simulation.worlds.world.World;
import dev.rollwave.workload.rollout.ForeignChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes a world of a seed. Most are small, so that many can be played; some are large. */
public final class RandomWorld {
  private final long seed;
  private final Dice dice;
  private final RandomWorkload random;
  private final RandomCalendar calendar;
  private final RandomPatience patience;
  private final Optional<Duration> total;
  private final Duration soak;
  private final ForeignChange onForeignChange;
  private final List<WorkloadSpec> workloads = new ArrayList<>();

  private RandomWorld(long seed) {
    this.seed = seed;
    this.dice = new Dice(seed);
    Duration usualSoak = dice.chance(20) ? Duration.ZERO : dice.secondsBelow(31);
    this.patience = new RandomPatience(seed);
    this.soak = patience.soak(usualSoak);
    this.total = patience.total();
    this.onForeignChange = dice.chance(70) ? ForeignChange.WAIT : ForeignChange.FAIL;
    this.random = new RandomWorkload(dice, usualSoak);
    this.calendar = new RandomCalendar(dice);
  }

  /** The world of {@code seed}, the same one each time. */
  public static World of(long seed) {
    return new RandomWorld(seed).world();
  }

  private World world() {
    int count = waveCount();
    Shape shape = dice.oneOf(List.of(Shape.values()));
    List<Wave> waves = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      waves.add(wave(number, shape.dependencies(number, count, dice), count));
    }
    RestartPlan plan =
        new RestartPlan(
                "simulated",
                "a simulation",
                calendar.calendar(),
                Optional.empty(),
                throttle(),
                dice.chance(50) ? FailurePolicy.HALT : FailurePolicy.CONTINUE,
                waves)
            .keptIn("simulation");
    List<Fault> faults = new ArrayList<>(new RandomFaults(dice, waves, workloads).faults());
    faults.addAll(patience.scalings(workloads, faults));
    faults.addAll(patience.crashes());
    return new World(seed, calendar.start(), patience.nodes(), plan, workloads, faults);
  }

  private int waveCount() {
    int kind = dice.below(100);
    if (kind < 70) {
      return dice.between(1, 4);
    }
    return kind < 93 ? dice.between(5, 10) : dice.between(11, 40);
  }

  private Wave wave(int number, List<Integer> dependsOn, int count) {
    List<WorkloadSelection> selections = new ArrayList<>();
    int size = dice.between(1, count > 10 ? 2 : 3);
    for (int i = 0; i < size; i++) {
      WorkloadSpec spec = patience.paced(random.named("w" + number + "-" + i));
      workloads.add(spec);
      selections.add(new WorkloadSelection.ByName(spec.ref()));
    }
    return new Wave(
        "wave-" + number,
        dependsOn.stream().map(dependency -> "wave-" + dependency).toList(),
        throttle(),
        dice.chance(50) ? dice.secondsBelow(dice.chance(20) ? 180 : 20) : Duration.ZERO,
        new HealthPolicy(patience.timeout(), soak, dice.secondsBelow(61), onForeignChange)
            .withTotal(total),
        selections,
        false);
  }

  private Throttle throttle() {
    return new Throttle(
        dice.chance(50) ? OptionalInt.of(dice.between(1, 4)) : OptionalInt.empty(),
        dice.chance(40) ? dice.secondsBelow(dice.chance(15) ? 120 : 10) : Duration.ZERO);
  }
}
