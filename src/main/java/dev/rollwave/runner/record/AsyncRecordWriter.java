package dev.rollwave.runner.record;

import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.Threads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run's record on a thread of its own, so that a slow API server delays no restart; of
 * several records that wait it writes only the newest.
 */
public final class AsyncRecordWriter implements Consumer<RunRecord>, AutoCloseable {
  /** How long the last record may take; a pod that is told to end has five seconds for all. */
  private static final Duration LAST_WORD = Duration.ofSeconds(2);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration AFTER_LAST_FAILURE = Duration.ofMillis(200);

  private final RecordSession session;
  private final Consumer<Event> sink;
  private final Consumer<String> complaints;
  private final Thread thread;
  private final CountDownLatch done = new CountDownLatch(1);
  private final Semaphore bell = new Semaphore(0);
  private final AtomicReference<@Nullable RunRecord> waiting = new AtomicReference<>();
  private final AtomicReference<@Nullable String> heardOf = new AtomicReference<>();
  private volatile boolean isClosed;
  private Optional<String> complained = Optional.empty();

  /**
   * A writer on a thread of its own.
   *
   * @param session keeps the record
   * @param sink is told when another process took the run over
   * @param complaints is told why records cannot be written, once for each reason
   */
  public AsyncRecordWriter(
      RecordSession session, Consumer<Event> sink, Consumer<String> complaints) {
    this.session = session;
    this.sink = sink;
    this.complaints = complaints;
    thread = Threads.unstarted("record", this::write, sink);
    thread.start();
  }

  @Override
  public void accept(RunRecord run) {
    waiting.set(run);
    bell.release();
  }

  /** Takes in soon what others wrote: the record may have changed, to {@code version}. */
  public void refresh(String version) {
    heardOf.set(version);
    bell.release();
  }

  private void write() {
    try {
      while (!isClosed || waiting.get() != null) {
        bell.acquire();
        bell.drainPermits();
        attempt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      done.countDown();
    }
  }

  private void attempt() throws InterruptedException {
    RunRecord next = waiting.getAndSet(null);
    String version = heardOf.getAndSet(null);
    try {
      Optional<String> successor = next == null ? Optional.empty() : session.keep(next);
      if (successor.isEmpty() && version != null) {
        successor = session.refresh(version);
      }
      successor.ifPresent(
          other -> sink.accept(new Event.LockLost("the run was taken over by " + other)));
    } catch (ClusterException e) {
      complain(e);
      switch (e) {
        // Asked again it would be refused again; the next record is another try.
        case ClusterException.Refused _ -> {}
        case ClusterException.Unreachable _ -> {
          waiting.compareAndSet(null, next);
          heardOf.compareAndSet(null, version);
          tryAgain();
        }
      }
    }
  }

  // A record or a change that comes meanwhile cuts the pause short.
  private void tryAgain() throws InterruptedException {
    Duration pause = isClosed ? AFTER_LAST_FAILURE : AFTER_FAILURE;
    boolean _ = bell.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
    bell.release();
  }

  private void complain(ClusterException e) {
    Optional<String> why = Optional.ofNullable(e.getMessage());
    if (!why.equals(complained)) {
      complained = why;
      complaints.accept("the run's record cannot be written: " + why.orElse("no reason given"));
    }
  }

  /** Writes what waits; gives up after two seconds. */
  @Override
  public void close() {
    isClosed = true;
    bell.release();
    try {
      if (!done.await(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
