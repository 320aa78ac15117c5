package dev.rollwave.cli.serve;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.quartz.FastClock;
import dev.rollwave.quartz.PlanSchedules;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;

/**
 * {@code rollwave serve} as a process of its own, by a fast clock, with runs that go on until they
 * are interrupted.
 */
final class ServeProcess {
  private ServeProcess() {}

  public static void main(String[] args) {
    FastClock clock = new FastClock(args[0]);
    ServedRun untilInterrupted =
        (plan, stop) -> {
          CountDownLatch told = new CountDownLatch(1);
          try (StopSignal.Listening _ = stop.tell(cause -> told.countDown())) {
            told.await();
          }
          return ExitStatus.INTERRUPTED;
        };
    System.exit(
        new CommandLine(
                new ServeCommand(
                    Optional.of(untilInterrupted),
                    (plans, runs) -> new PlanSchedules(plans, runs, clock, clock::onSystemClock)))
            .execute(args[1]));
  }
}
