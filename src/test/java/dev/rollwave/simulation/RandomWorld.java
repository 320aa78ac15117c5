package dev.rollwave.simulation;

import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.simulation.WorkloadSpec.Common;
import dev.rollwave.simulation.WorkloadSpec.DaemonSetSpec;
import dev.rollwave.simulation.WorkloadSpec.DeploymentSpec;
import dev.rollwave.simulation.WorkloadSpec.StatefulSetSpec;
import dev.rollwave.window.MaintenanceWindow;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.ForeignChange;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.Recreate;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy.RollingUpdate;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** A plan, a cluster and a wire made of one seed. */
final class RandomWorld {
  // Long enough that only what is broken runs into it.
  private static final Duration TIMEOUT = Duration.ofMinutes(20);

  final SimulatedWorld world;
  final RestartPlan plan;
  final Wire wire;
  final List<WorkloadSpec> workloads = new ArrayList<>();
  private final SplittableRandom random;
  private final int soak;

  RandomWorld(long seed) {
    random = new SplittableRandom(seed);
    world = new SimulatedWorld(WorldSettings.of(seed, Rollout.START));
    soak = random.nextInt(31);
    plan = plan();
    workloads.forEach(world::add);
    wire = chance(50) ? new FaultyWire(random.split()) : Wire.steady(Latencies.NEAR);
  }

  private RestartPlan plan() {
    List<Wave> waves = new ArrayList<>();
    int count = 1 + random.nextInt(7);
    for (int i = 0; i < count; i++) {
      waves.add(wave(i));
    }
    return new RestartPlan(
        "simulated",
        "a simulation",
        calendar(),
        Optional.empty(),
        throttle(),
        chance(50) ? FailurePolicy.HALT : FailurePolicy.CONTINUE,
        waves);
  }

  private Wave wave(int number) {
    List<String> dependsOn = new ArrayList<>();
    for (int before = 0; before < number; before++) {
      if (chance(35)) {
        dependsOn.add("wave-" + before);
      }
    }
    List<WorkloadSelection> selections = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      WorkloadSpec spec = workload("w" + number + "-" + i);
      workloads.add(spec);
      selections.add(new WorkloadSelection.ByName(spec.ref()));
    }
    HealthPolicy health =
        new HealthPolicy(TIMEOUT, seconds(soak), seconds(random.nextInt(61)), ForeignChange.WAIT);
    return new Wave(
        "wave-" + number,
        dependsOn,
        throttle(),
        seconds(random.nextInt(20)),
        health,
        selections,
        false);
  }

  private WorkloadSpec workload(String name) {
    PodTimes times =
        new PodTimes(
            seconds(random.nextInt(5)),
            seconds(random.nextInt(20)),
            seconds(random.nextInt(8)),
            random.nextDouble());
    Common common = Common.of("sim", name).with(times).with(behaviour());
    int replicas = random.nextInt(5);
    int minReady = chance(20) ? random.nextInt(10) : 0;
    return switch (random.nextInt(3)) {
      case 0 -> {
        DeploymentSpec usual = DeploymentSpec.of(common, replicas).withMinReadySeconds(minReady);
        yield switch (random.nextInt(4)) {
          case 0 -> usual.with(new Recreate());
          case 1 -> usual.with(new RollingUpdate(0, 1));
          case 2 -> usual.with(new RollingUpdate(1, 0));
          default -> usual;
        };
      }
      case 1 ->
          new StatefulSetSpec(
              common, replicas, replicas > 1 && chance(20) ? 1 : 0, minReady, false);
      default -> new DaemonSetSpec(common, 1 + random.nextInt(2), minReady, false);
    };
  }

  private PodBehaviour behaviour() {
    if (!chance(8)) {
      return new PodBehaviour.GetsReady();
    }
    return switch (random.nextInt(soak >= 5 ? 5 : 4)) {
      case 0 -> new PodBehaviour.NeverReady();
      case 1 -> new PodBehaviour.CrashLoop(Duration.ofMillis(100), List.of("gone"));
      case 2 -> new PodBehaviour.CannotPullImage("sim/none:1");
      case 3 -> new PodBehaviour.HangsInDeletion();
      default -> new PodBehaviour.Flaps(seconds(1 + random.nextInt(soak - 2)), seconds(2));
    };
  }

  private WindowCalendar calendar() {
    if (chance(70)) {
      return WindowCalendar.ALWAYS;
    }
    LocalTime closes = LocalTime.of(1, 0).plusSeconds(20 + random.nextInt(600));
    return new WindowCalendar(
        ZoneOffset.UTC,
        List.of(
            new MaintenanceWindow.Weekly(
                EnumSet.allOf(DayOfWeek.class), LocalTime.MIDNIGHT, closes)),
        List.of());
  }

  private Throttle throttle() {
    return new Throttle(
        chance(50) ? OptionalInt.of(1 + random.nextInt(4)) : OptionalInt.empty(),
        chance(50) ? seconds(random.nextInt(10)) : Duration.ZERO);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
