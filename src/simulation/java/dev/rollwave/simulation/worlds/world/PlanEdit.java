package dev.rollwave.simulation.worlds.world;

import dev.rollwave.plan.Throttle;
import java.time.Duration;

/** What may be changed in a plan; where its wave is not in it, nothing is. */
public sealed interface PlanEdit {
  /** Another reason. */
  record Reason(String reason) implements PlanEdit {}

  /** Another limit for all waves together. */
  record Limit(Throttle throttle) implements PlanEdit {}

  /** Another cooldown of each wave. */
  record Cooldown(Duration cooldown) implements PlanEdit {}

  /** A wave waits for none any more. */
  record WithoutEdges(String wave) implements PlanEdit {}

  /** A wave waits for one more, which stands before it. */
  record NewEdge(String wave, String before) implements PlanEdit {}
}
