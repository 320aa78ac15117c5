package dev.rollwave.cli.run;

import dev.rollwave.cli.options.PlanDocument;
import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.cli.site.QuietSite;
import dev.rollwave.console.Audience;
import dev.rollwave.console.Terminal;
import dev.rollwave.engine.message.Event;
import dev.rollwave.kubernetes.ShortConnection;
import dev.rollwave.kubernetes.config.ConnectionOptions;
import dev.rollwave.planfile.PlanReading;
import dev.rollwave.quartz.QuartzAlarm;
import dev.rollwave.runner.Alarm;
import dev.rollwave.runner.Clocks;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.EventQueue;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.record.PlanRecordStore;
import dev.rollwave.runner.record.StartMode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code rollwave run --yes} in this JVM, from the window to the report, with a connection that
 * loses patience sooner than the shipped one. It begins when it is made.
 */
public final class HereRun implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final EventQueue events = new EventQueue();
  private final CompletableFuture<Integer> status = new CompletableFuture<>();
  private final Thread thread;

  /**
   * What is to be run.
   *
   * @param plan the file
   * @param kubeconfig of the user who runs it
   * @param stateNamespace of the lock
   * @param clocks the run's
   * @param report where the report goes; empty for none
   * @param silence how long a watch may say nothing until it is given up
   */
  public record Order(
      Path plan,
      Path kubeconfig,
      String stateNamespace,
      Clocks clocks,
      Optional<Path> report,
      Duration silence) {}

  /** Begins to carry out {@code order}. */
  public static HereRun begin(Order order) {
    HereRun run = new HereRun(order);
    run.thread.start();
    return run;
  }

  private HereRun(Order order) {
    thread =
        Thread.ofVirtual()
            .name("run of " + order.plan().getFileName())
            .unstarted(() -> {
              try {
                status.complete(run(order).code());
              } catch (Exception | AssertionError e) {
                status.completeExceptionally(e);
              }
            });
  }

  private ExitStatus run(Order order) throws Exception {
    PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    Terminal terminal = Terminal.of(Map.of(), false, StandardCharsets.UTF_8);
    Audience audience = new Audience(Optional.empty(), out, out, Map.of(), terminal);
    if (!(PlanDocument.at(order.plan().toString()).reading() instanceof PlanReading.Sound sound)) {
      throw new AssertionError("the test's own plan is faulty");
    }
    RunRequest request =
        new RunRequest(
            sound.plan(), false, Optional.empty(), false, true, StartMode.USUAL, order.report());
    ConnectionOptions options =
        new ConnectionOptions(Optional.of(order.kubeconfig()), Optional.empty(), Map.of(), "test");
    try (QuartzAlarm alarm = new QuartzAlarm(events);
        ShortConnection connection =
            ShortConnection.open(
                options, order.stateNamespace(), order.clocks().wall(), order.silence())) {
      return new PlanRun(
              request, audience, events, by(order.clocks().wall(), alarm), order.clocks())
          .on(
              new OneSite(
                  connection.cluster(),
                  connection.lock(),
                  connection.records(),
                  order.stateNamespace()));
    }
  }

  // Quartz goes by the machine's clock, whatever the run's says.
  private static Alarm by(InstantSource clock, Alarm machine) {
    return new Alarm() {
      @Override
      public void ringAt(Instant instant) {
        machine.ringAt(
            instant.equals(Instant.MAX) || instant.equals(Instant.MIN)
                ? instant
                : Instant.now().plus(Duration.between(clock.instant(), instant)));
      }

      @Override
      public void close() {
        machine.close();
      }
    };
  }

  private record OneSite(
      Cluster cluster, RunLock lock, PlanRecordStore records, String stateNamespace)
      implements QuietSite {
    @Override
    public void close() {}
  }

  /** Waits for its end and returns its exit status; fails when it takes longer than a minute. */
  public int awaitExit() {
    try {
      return status.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("the run broke off\n" + output(), e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("still running after " + TIMEOUT + "\n" + output(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a run", e);
    }
  }

  /** Waits for {@code time} at most, and answers whether it has ended. */
  public boolean endsWithin(Duration time) throws InterruptedException {
    return thread.join(time);
  }

  /** Whether it has ended. */
  public boolean hasEnded() {
    return status.isDone();
  }

  /** Makes it look at its clocks now; one that a test moved rings no alarm. */
  public void lookAtTheTime() {
    events.accept(new Event.TimePassed());
  }

  /** Everything that it told so far, errors included. */
  public String output() {
    return shown.toString(StandardCharsets.UTF_8);
  }

  /** Ends it in order, where it still goes on. */
  @Override
  public void close() {
    events.accept(new Event.Interrupted("the test is over"));
    try {
      if (!thread.join(TIMEOUT)) {
        throw new AssertionError("does not end\n" + output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
