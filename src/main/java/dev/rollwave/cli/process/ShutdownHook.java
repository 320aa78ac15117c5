package dev.rollwave.cli.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Turns SIGTERM and SIGINT into an orderly end: tells the run, waits until it has ended, and leaves
 * with the run's own exit status instead of the JVM's 130 or 143. A second SIGINT leaves at once.
 */
public final class ShutdownHook implements AutoCloseable {
  /** For a person: why a run ends that a signal told to. */
  public static final String CAUSE = "asked to end by a signal";

  /** How long a run may take to end once it was told; a pod is killed after its grace period. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** How long the last words may take; their reader may have stopped reading. */
  private static final Duration LAST_WORDS = Duration.ofMillis(200);

  private static final String UNCLOSED =
      ": lock and record stand as they were; the next start takes the lock over after 15 s, and"
          + " continues what is unfinished";

  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger status = new AtomicInteger(ExitStatus.INTERRUPTED.code());
  private final Thread hook;
  private final Consumer<String> complaint;

  private ShutdownHook(Runnable tell, Consumer<String> complaint) {
    this.complaint = complaint;
    hook = Thread.ofPlatform().name("interrupt").unstarted(() -> endInOrder(tell));
  }

  /**
   * From now on {@code tell} is called when the process is asked to end.
   *
   * @param complaint is told where it leaves without an orderly end
   */
  public static ShutdownHook toldTo(Runnable tell, Consumer<String> complaint) {
    ShutdownHook shutdownHook = new ShutdownHook(tell, complaint);
    Runtime.getRuntime().addShutdownHook(shutdownHook.hook);
    return shutdownHook;
  }

  private void endInOrder(Runnable tell) {
    SecondInterrupt.leavesAtOnce(
        ExitStatus.INTERRUPTED.code(),
        () -> complain("left at once, as a second signal asked" + UNCLOSED));
    int code = ExitStatus.INTERRUPTED.code();
    try {
      tell.run();
      if (ended.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        code = status.get();
      } else {
        complain(
            "left without an orderly end, which took longer than "
                + TIMEOUT.toSeconds()
                + " s"
                + UNCLOSED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // Whatever breaks this thread, the JVM's 143 would be told for a run that can be continued.
      Runtime.getRuntime().halt(code);
    }
  }

  private void complain(String words) {
    Thread telling = Thread.ofPlatform().daemon().start(() -> complaint.accept(words));
    try {
      var _ = telling.join(LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The run has ended and is written down; the process may leave with {@code exit}. */
  public ExitStatus ended(ExitStatus exit) {
    status.set(exit.code());
    return exit;
  }

  /** No interrupt is to be told any more; one that was told may now end the process. */
  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook waits for exactly this call; the process leaves from there.
    }
  }
}
