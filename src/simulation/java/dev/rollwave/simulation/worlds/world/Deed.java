package dev.rollwave.simulation.worlds.world;

import java.time.Duration;

/** What other people and controllers may do to a workload. */
public sealed interface Deed {
  /** Other content in the pod template. */
  record Edit() implements Deed {}

  /** A restart by hand, from a machine whose clock is {@code ahead}. */
  record RestartByHand(Duration ahead) implements Deed {}

  /** The template is put back to before all restarts. */
  record TakeStampAway() implements Deed {}

  /** It is deleted. */
  record Delete() implements Deed {}

  /** It is deleted, and created anew {@code gap} later. */
  record Recreate(Duration gap) implements Deed {}

  /** It is scaled, as an autoscaler does. */
  record Scale(int replicas) implements Deed {}

  /** No pod can be created for {@code lasts}. */
  record SpendQuota(Duration lasts) implements Deed {}

  /**
   * Other content in the pod template, whose rollout is counted as done before it is, for {@code
   * lasts}.
   */
  record EditCountedAhead(Duration lasts) implements Deed {}

  /** A pod is lost, and none can be created for {@code lasts}. */
  record LosePod(Duration lasts) implements Deed {}
}
