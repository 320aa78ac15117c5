package dev.rollwave.simulation.worlds;

import dev.rollwave.engine.RunState;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Wave;
import dev.rollwave.simulation.cluster.spec.WorkloadSpec;
import dev.rollwave.simulation.worlds.environment.WorldObserver;
import dev.rollwave.simulation.worlds.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tells of a world line by line: what is in it, what happens, and how it ends. */
public final class Story implements WorldObserver {
  private final World world;
  private final List<String> lines = new ArrayList<>();

  private Story(World world) {
    this.world = world;
  }

  /**
   * A world that was told.
   *
   * @param lines the last is the verdict
   * @param isClean whether every promise held
   */
  public record Told(List<String> lines, boolean isClean) {}

  /** Plays {@code world} and tells it. */
  public static Told of(World world) {
    Story story = new Story(world);
    story.tellPlan(world.plan());
    story.tellCluster();
    story.lines.add("");
    Verdict verdict = Play.of(world, story);
    story.lines.add("");
    story.lines.add(
        verdict
            .broken()
            .map(Throwable::getMessage)
            .orElse(
                "every promise held; %d restarts, %d steps, %s"
                    .formatted(verdict.restarts(), verdict.steps(), verdict.lasted())));
    return new Told(List.copyOf(story.lines), verdict.broken().isEmpty());
  }

  private void tellPlan(RestartPlan plan) {
    lines.add("World of seed " + world.seed() + ", from " + world.start());
    lines.add(
        "plan: throttle %s, on failure %s, zone %s"
            .formatted(plan.throttle(), plan.onFailure(), plan.calendar().zone()));
    plan.calendar().windows().forEach(window -> lines.add("  window " + window));
    plan.calendar().freezes().forEach(freeze -> lines.add("  freeze " + freeze));
    for (Wave wave : plan.waves()) {
      lines.add(
          "  %s after %s: %s, cooldown %s, %s"
              .formatted(
                  wave.name(), wave.dependsOn(), wave.throttle(), wave.cooldown(), wave.health()));
    }
  }

  private void tellCluster() {
    lines.add("cluster:");
    for (WorkloadSpec spec : world.workloads()) {
      lines.add("  " + spec);
    }
    lines.add("faults:");
    for (int i = 0; i < world.faults().size(); i++) {
      lines.add("  f" + i + " " + world.faults().get(i));
    }
  }

  @Override
  public void struck(String what) {
    lines.add(what);
  }

  @Override
  public void stepped(RunState state, List<Notification> notifications, Instant now) {
    notifications.forEach(notification -> lines.add(now + " " + notification));
  }
}
