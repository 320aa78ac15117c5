package dev.rollwave.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Turns SIGTERM and SIGINT into an orderly end: tells the run, waits for it to close its books, and
 * leaves with the run's own exit status instead of the JVM's 130 or 143. A second SIGINT leaves at
 * once.
 */
final class Interrupts implements AutoCloseable {
  /** Why a run ends that was told so by a signal, for a person. */
  static final String CAUSE = "asked to end by a signal";

  /** How long a run may take to end once it was told; a pod is killed after its grace period. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger status = new AtomicInteger(ExitStatus.INTERRUPTED.code());
  private final Thread hook;

  private Interrupts(Runnable tell) {
    hook = Thread.ofPlatform().name("interrupt").unstarted(() -> endInOrder(tell));
  }

  /** From now on {@code tell} is called when the process is asked to end. */
  static Interrupts toldTo(Runnable tell) {
    Interrupts interrupts = new Interrupts(tell);
    Runtime.getRuntime().addShutdownHook(interrupts.hook);
    return interrupts;
  }

  private void endInOrder(Runnable tell) {
    SecondInterrupt.leavesAtOnce(ExitStatus.INTERRUPTED.code());
    int code = ExitStatus.INTERRUPTED.code();
    try {
      tell.run();
      if (ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        code = status.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // Whatever breaks this thread, the JVM's 143 would be told for a run that can be continued.
      Runtime.getRuntime().halt(code);
    }
  }

  /** The run has closed its books; the process may leave with {@code exit}. */
  ExitStatus ended(ExitStatus exit) {
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
