package dev.rollwave.cli;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.cli.process.ShutdownHook;
import dev.rollwave.cli.run.ObservedRun;
import dev.rollwave.cli.run.RunIds;
import dev.rollwave.cli.run.Stage;
import dev.rollwave.console.Audience;
import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.planfile.PlanFile;
import dev.rollwave.planfile.PlanReading;
import dev.rollwave.runner.Clocks;
import dev.rollwave.runner.Resolution;
import dev.rollwave.simulation.rehearsal.Demonstration;
import dev.rollwave.simulation.rehearsal.PacedInbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A run on the shop in memory.
 *
 * @param breaks whether one workload of it fails
 * @param seed of the shop and of the run's id
 * @param speed how many seconds of the shop pass in a real one; positive
 * @param report where the JSON report goes; empty for none
 */
record DemoRun(boolean breaks, long seed, double speed, Optional<Path> report) {
  private static final String PLAN = "demo.yaml";

  /** Runs the demonstration's plan before {@code audience}. */
  ExitStatus shownTo(Audience audience) throws InterruptedException {
    Demonstration shop = breaks ? Demonstration.withFailure(seed) : Demonstration.of(seed);
    RunSpec spec = spec(shop);
    audience.say(
        "A shop in memory, where it is half past one at night in Madrid; each second here is "
            + spoken(speed)
            + " there.");
    audience.say("");
    PacedInbox inbox = shop.paced(InstantSource.system(), speed);
    Stage stage =
        new Stage(
            shop.cluster(),
            inbox,
            shop.sink(),
            shop.alarm(),
            Clocks.steady(inbox),
            Optional.empty());
    try (ShutdownHook shutdownHook =
        ShutdownHook.toldTo(
            () -> inbox.accept(new Event.Interrupted(ShutdownHook.CAUSE)),
            // A cluster in memory leaves no lock and no record behind.
            _ -> {})) {
      return shutdownHook.ended(
          new ObservedRun(stage, audience.progress(stage.access()), audience, report).run(spec));
    }
  }

  private RunSpec spec(Demonstration shop) {
    RestartPlan plan = plan();
    Resolution resolution = shop.resolve(plan);
    return new RunSpec(
        RunIds.next(shop.instant(), new SplittableRandom(seed)),
        plan,
        resolution.targets(),
        plan.calendar(),
        plan.reason());
  }

  private static RestartPlan plan() {
    try (InputStream document =
        Objects.requireNonNull(DemoRun.class.getResourceAsStream(PLAN), PLAN)) {
      return switch (PlanFile.read(PLAN, document.readAllBytes())) {
        case PlanReading.Sound sound -> sound.plan();
        case PlanReading.Faulty faulty ->
            throw new IllegalStateException("our own plan is faulty: " + faulty.problems());
      };
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String spoken(double seconds) {
    return seconds == Math.rint(seconds) ? "%.0f s".formatted(seconds) : seconds + " s";
  }
}
