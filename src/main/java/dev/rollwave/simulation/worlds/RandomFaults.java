package dev.rollwave.simulation.worlds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Draws what goes wrong in a world. */
final class RandomFaults {
  private final Dice dice;
  private final List<Fault> faults = new ArrayList<>();

  RandomFaults(Dice dice) {
    this.dice = dice;
  }

  List<Fault> faults() {
    if (dice.chance(40)) {
      faults.add(new Fault.BadWire(dice.between(1, 30)));
    }
    if (dice.chance(40)) {
      faults.add(
          new Fault.SlowWatch(Duration.ofMillis(dice.below(2000)), dice.chance(50) ? 20 : 0));
    }
    return faults;
  }
}
