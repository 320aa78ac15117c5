package dev.rollwave.simulation.worlds.random;

import java.util.ArrayList;
import java.util.List;

/** What the graph of a plan's waves looks like. */
enum Shape {
  /** Each wave after the one before. */
  CHAIN,
  /** All waves after the first. */
  FAN_OUT,
  /** The last wave after all others. */
  FAN_IN,
  /** Layers of up to four waves, each after some of the layer before. */
  LAYERED,
  /** Each wave after at most one other. */
  FOREST,
  /** Each wave after any that stand before it. */
  RANDOM,
  /** No wave after any other. */
  LOOSE;

  private static final int WIDTH = 4;

  /** Numbers of the waves that {@code wave}, of {@code count}, depends on; all are smaller. */
  List<Integer> dependencies(int wave, int count, Dice dice) {
    return switch (this) {
      case CHAIN -> wave == 0 ? List.of() : List.of(wave - 1);
      case FAN_OUT -> wave == 0 ? List.of() : List.of(0);
      case FAN_IN -> wave == count - 1 ? some(0, wave, 100, dice) : List.of();
      case LAYERED -> {
        int layer = wave - wave % WIDTH;
        yield layer == 0 ? List.of() : some(layer - WIDTH, layer, 60, dice);
      }
      case FOREST -> wave > 0 && dice.chance(80) ? List.of(dice.below(wave)) : List.of();
      case RANDOM -> some(0, wave, 35, dice);
      case LOOSE -> List.of();
    };
  }

  private static List<Integer> some(int from, int to, int percent, Dice dice) {
    List<Integer> chosen = new ArrayList<>();
    for (int number = from; number < to; number++) {
      if (dice.chance(percent)) {
        chosen.add(number);
      }
    }
    return chosen;
  }
}
