package dev.rollwave.engine.spec;

import dev.rollwave.engine.script.Plans;
import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.window.MaintenanceWindow;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.rollout.ForeignChange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The plans on which policies are compared: layered DAGs with log-normal rollouts. Made of one seed
 * and the numbers here, so that it is the same everywhere; whoever changes one of them makes
 * another corpus, and measures again.
 */
final class Corpus {
  static final long SEED = 20_261_121;
  static final int PLANS = 200;
  static final LocalTime OPENS = LocalTime.of(1, 0);

  private static final int FEWEST_LAYERS = 3;
  private static final int MOST_LAYERS = 8;
  private static final int MOST_WAVES_IN_A_LAYER = 6;
  private static final int MOST_WORKLOADS_IN_A_WAVE = 8;
  private static final int MOST_DEPENDENCIES = 3;
  private static final int PERCENT_ROOTS_IN_A_LATER_LAYER = 15;
  private static final int PERCENT_WAVES_WITH_A_LIMIT = 20;
  private static final int MOST_IN_FLIGHT = 12;
  private static final double MEDIAN_ROLLOUT_SECONDS = 60;
  private static final double ROLLOUT_SIGMA = 0.8;
  private static final double ESTIMATE_SIGMA = 0.3;
  // Of the lower bound, for each night; 0 for no window. Two in five plans have none.
  private static final double[] WINDOW_LENGTHS = {0, 0, 0.25, 0.5, 1.2};

  private final SplittableRandom random;
  private final Map<WorkloadRef, Duration> takes = new LinkedHashMap<>();
  private final Map<WorkloadRef, Duration> estimates = new LinkedHashMap<>();

  private Corpus(SplittableRandom random) {
    this.random = random;
  }

  static List<CorpusPlan> plans() {
    SplittableRandom seeds = new SplittableRandom(SEED);
    List<CorpusPlan> plans = new ArrayList<>();
    for (int i = 0; i < PLANS; i++) {
      plans.add(new Corpus(seeds.split()).plan(WINDOW_LENGTHS[i % WINDOW_LENGTHS.length]));
    }
    return plans;
  }

  private CorpusPlan plan(double windowLength) {
    Throttle throttle =
        new Throttle(OptionalInt.of(1 + random.nextInt(MOST_IN_FLIGHT)), Duration.ZERO);
    List<Wave> waves = shuffled(waves());
    CorpusPlan open =
        new CorpusPlan(plan(WindowCalendar.ALWAYS, throttle, waves), takes, estimates);
    if (windowLength == 0) {
      return open;
    }
    Duration length = Duration.ofSeconds(Math.round(open.lowerBound().toSeconds() * windowLength));
    return new CorpusPlan(plan(nightly(length), throttle, waves), takes, estimates);
  }

  private static RestartPlan plan(WindowCalendar calendar, Throttle throttle, List<Wave> waves) {
    return new RestartPlan(
        "corpus", "measured", calendar, Optional.empty(), throttle, FailurePolicy.HALT, waves);
  }

  private static WindowCalendar nightly(Duration length) {
    Duration atMost = Duration.ofHours(22);
    LocalTime closes = OPENS.plus(length.compareTo(atMost) < 0 ? length : atMost);
    return new WindowCalendar(
        ZoneOffset.UTC,
        List.of(new MaintenanceWindow.Weekly(EnumSet.allOf(DayOfWeek.class), OPENS, closes)),
        List.of());
  }

  private List<Wave> waves() {
    List<Wave> waves = new ArrayList<>();
    List<String> above = new ArrayList<>();
    int layers = random.nextInt(FEWEST_LAYERS, MOST_LAYERS + 1);
    for (int layer = 0; layer < layers; layer++) {
      List<String> names = new ArrayList<>();
      int count = 1 + random.nextInt(MOST_WAVES_IN_A_LAYER);
      for (int i = 0; i < count; i++) {
        String name = "l" + layer + "-" + i;
        waves.add(wave(name, dependencies(above)));
        names.add(name);
      }
      above = names;
    }
    return waves;
  }

  private List<String> dependencies(List<String> above) {
    Set<String> chosen = new LinkedHashSet<>();
    if (!above.isEmpty() && !chance(PERCENT_ROOTS_IN_A_LATER_LAYER)) {
      int count = 1 + random.nextInt(MOST_DEPENDENCIES);
      for (int i = 0; i < count; i++) {
        chosen.add(above.get(random.nextInt(above.size())));
      }
    }
    return List.copyOf(chosen);
  }

  private Wave wave(String name, List<String> dependsOn) {
    List<WorkloadSelection> selections = new ArrayList<>();
    int count = 1 + random.nextInt(MOST_WORKLOADS_IN_A_WAVE);
    for (int i = 0; i < count; i++) {
      WorkloadRef ref = Plans.ref(name + "-" + i);
      double seconds = MEDIAN_ROLLOUT_SECONDS * logNormal(ROLLOUT_SIGMA);
      takes.put(ref, seconds(seconds));
      estimates.put(ref, seconds(seconds * logNormal(ESTIMATE_SIGMA)));
      selections.add(new WorkloadSelection.ByName(ref));
    }
    Throttle own =
        chance(PERCENT_WAVES_WITH_A_LIMIT)
            ? new Throttle(OptionalInt.of(1 + random.nextInt(3)), Duration.ZERO)
            : Throttle.NONE;
    HealthPolicy health =
        new HealthPolicy(
            Duration.ofHours(6),
            chance(50) ? Duration.ofSeconds(30) : Duration.ZERO,
            Duration.ofMinutes(1),
            ForeignChange.WAIT);
    Duration cooldown = chance(50) ? Duration.ofSeconds(random.nextInt(60)) : Duration.ZERO;
    return new Wave(name, dependsOn, own, cooldown, health, selections, false);
  }

  // People write a plan down in some order in which a wave stands behind those it depends on.
  private List<Wave> shuffled(List<Wave> layered) {
    List<Wave> left = new ArrayList<>(layered);
    List<Wave> written = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    while (!left.isEmpty()) {
      List<Wave> next = left.stream().filter(wave -> names.containsAll(wave.dependsOn())).toList();
      Wave chosen = next.get(random.nextInt(next.size()));
      written.add(chosen);
      names.add(chosen.name());
      left.remove(chosen);
    }
    return written;
  }

  private double logNormal(double sigma) {
    // Strict: the same to the last bit on every machine.
    return StrictMath.exp(sigma * random.nextGaussian());
  }

  private static Duration seconds(double seconds) {
    return Duration.ofSeconds(Math.max(1, Math.round(seconds)));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
