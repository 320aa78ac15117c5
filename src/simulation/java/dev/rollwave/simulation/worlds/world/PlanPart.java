package dev.rollwave.simulation.worlds.world;

import java.util.Locale;

/** What can be taken out of a plan besides workloads. */
enum PlanPart {
  EDGES,
  WINDOWS,
  FREEZES,
  LIMITS,
  INTERVALS,
  COOLDOWNS,
  SOAK;

  /** As it is written in a command. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
