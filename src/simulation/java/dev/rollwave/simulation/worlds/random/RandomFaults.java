package dev.rollwave.simulation.worlds.random;

import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.runner.record.StartMode;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec.DeploymentSpec;
import dev.rollwave.simulation.network.InjectedError;
import dev.rollwave.simulation.worlds.world.Fault;
import dev.rollwave.simulation.worlds.world.Fault.Unaware;
import dev.rollwave.simulation.worlds.world.PlanEdit;
import dev.rollwave.simulation.worlds.world.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Draws what goes wrong in a world; in one of five nothing does. */
final class RandomFaults {
  private final Dice dice;
  private final List<Wave> waves;
  private final List<WorkloadSpec> workloads;
  private final RandomMeddling meddling;
  private final List<Fault> faults = new ArrayList<>();

  RandomFaults(Dice dice, List<Wave> waves, List<WorkloadSpec> workloads) {
    this.dice = dice;
    this.waves = waves;
    this.workloads = workloads;
    this.meddling = new RandomMeddling(dice, workloads);
  }

  List<Fault> faults() {
    if (dice.chance(80)) {
      drawWire();
      drawServer();
      faults.addAll(meddling.people());
      drawMachine();
      drawStandstill();
      drawLosses();
      drawInstructions();
      drawEdits();
      drawOtherClock();
      faults.addAll(meddling.haste(faults));
      faults.addAll(meddling.eviction());
      drawStuck();
      drawBlindness();
      faults.addAll(meddling.breaks());
      faults.addAll(new UnseenPods(dice, workloads).around(faults));
    }
    return faults;
  }

  private void drawWire() {
    if (dice.chance(35)) {
      faults.add(new Fault.BadWire(dice.between(1, 30)));
    }
    if (dice.chance(40)) {
      faults.add(
          new Fault.SlowWatch(Duration.ofMillis(dice.below(2000)), dice.chance(50) ? 20 : 0));
    }
    if (dice.chance(20)) {
      faults.add(new Fault.StaleReads(Duration.ofMillis(dice.between(100, 10_000))));
    }
  }

  private void drawServer() {
    if (dice.chance(25)) {
      faults.add(new Fault.Outage(dice.secondsBelow(120), Duration.ofSeconds(outage())));
    }
    for (int i = dice.chance(35) ? dice.between(1, 3) : 0; i > 0; i--) {
      faults.add(
          new Fault.InjectedErrors(
              anyone().ref(), dice.between(1, 3), dice.oneOf(List.of(InjectedError.values()))));
    }
  }

  private void drawMachine() {
    for (int i = dice.chance(20) ? dice.between(1, 2) : 0; i > 0; i--) {
      int by = dice.chance(20) ? dice.between(1, 1000) : 1000 * dice.between(1, 300);
      faults.add(
          new Fault.ClockStep(
              dice.secondsBelow(120), Duration.ofMillis(dice.chance(50) ? by : -by)));
    }
    for (int i = dice.chance(40) ? dice.between(1, 2) : 0; i > 0; i--) {
      faults.add(
          new Fault.Crash(
              dice.between(1, 20 + 10 * workloads.size()),
              dice.secondsBelow(dice.chance(20) ? 600 : 30),
              dice.secondsBelow(10)));
    }
  }

  private void drawStandstill() {
    if (dice.chance(20)) {
      faults.add(
          new Fault.Standstill(
              // Before anything of the run is to be seen in the cluster, now and then.
              dice.between(1, dice.chance(20) ? 3 : 20 + 10 * workloads.size()),
              dice.secondsBelow(dice.chance(50) ? 40 : 300),
              dice.secondsBelow(30),
              new Unaware(
                  Duration.ofMillis(dice.below(20_000)), Duration.ofMillis(dice.below(20_000))),
              dice.chance(60)));
    }
  }

  private void drawLosses() {
    if (dice.chance(15)) {
      faults.add(new Fault.DroppedEvents(dice.between(1, 40)));
    }
    if (dice.chance(8)) {
      faults.add(new Fault.LostRecord(dice.secondsBelow(120), false));
    } else if (dice.chance(25) && faults.stream().anyMatch(it -> it instanceof Fault.Standstill)) {
      faults.add(new Fault.LostRecord(dice.secondsBelow(20), true));
    }
  }

  private void drawInstructions() {
    for (int i = dice.chance(15) ? dice.between(1, 2) : 0; i > 0; i--) {
      faults.add(
          new Fault.Instructed(dice.secondsBelow(200), new Wish.Pause(dice.secondsBelow(300))));
    }
    if (dice.chance(6)) {
      faults.add(new Fault.Instructed(dice.secondsBelow(200), new Wish.Cancel()));
    }
  }

  private void drawEdits() {
    for (int i = dice.chance(12) ? dice.between(1, 2) : 0; i > 0; i--) {
      faults.add(
          new Fault.EditedPlan(
              dice.secondsBelow(150),
              edit(),
              dice.chance(60) ? StartMode.WITH_NEW_PLAN : StartMode.NEW_RUN));
    }
  }

  private PlanEdit edit() {
    int wave = dice.below(waves.size());
    return switch (dice.below(5)) {
      case 0 -> new PlanEdit.Reason("another simulation");
      case 1 ->
          new PlanEdit.Limit(
              new Throttle(OptionalInt.of(dice.between(1, 4)), dice.secondsBelow(10)));
      case 2 -> new PlanEdit.Cooldown(dice.secondsBelow(20));
      case 3 -> new PlanEdit.WithoutEdges(waves.get(wave).name());
      default ->
          wave == 0
              ? new PlanEdit.Reason("a simulation of another kind")
              : new PlanEdit.NewEdge(waves.get(wave).name(), waves.get(dice.below(wave)).name());
    };
  }

  private void drawOtherClock() {
    if (dice.chance(20) && faults.stream().anyMatch(it -> it instanceof Fault.Crash)) {
      int by = dice.between(1, 120);
      faults.add(new Fault.OtherClock(Duration.ofSeconds(dice.chance(50) ? by : -by)));
    }
  }

  private void drawStuck() {
    if (dice.chance(15)
        && anyone() instanceof DeploymentSpec whose
        && whose.replicas() > 0
        && !whose.paused()) {
      faults.add(new Fault.LongStuck(whose.ref()));
    }
  }

  private void drawBlindness() {
    if (dice.chance(25)) {
      boolean isRefused = dice.chance(60);
      faults.add(
          new Fault.Blindness(
              anyone().kind(),
              dice.secondsBelow(dice.chance(50) ? 20 : 120),
              Duration.ofSeconds(isRefused ? refusal() : delay()),
              isRefused,
              dice.chance(50)));
    }
  }

  // Of a minute as a rule; for good.
  private int refusal() {
    return dice.chance(70) ? dice.between(1, 105) : dice.between(120, 20_000);
  }

  // Longer than a health timeout as a rule.
  private int delay() {
    return dice.chance(50) ? dice.between(600, 830) : outage();
  }

  // Of a few minutes as a rule; longer than a health timeout; longer than a run waits for.
  private int outage() {
    int kind = dice.below(100);
    if (kind < 10) {
      return dice.between(900, 1500);
    }
    return kind < 20 ? dice.between(600, 830) : dice.between(1, 180);
  }

  private WorkloadSpec anyone() {
    return dice.oneOf(workloads);
  }
}
