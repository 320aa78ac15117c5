package dev.rollwave.runner;

import dev.rollwave.engine.message.Event;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Makes the threads of a run. Whatever breaks one of them, an {@link Error} too, ends the run in
 * order and with the cause: a run without one of its threads would only look alive.
 */
public final class Threads {
  private Threads() {}

  /** A virtual thread, not yet started; a fault of {@code work} is told to {@code sink}. */
  public static Thread unstarted(String name, Runnable work, Consumer<Event> sink) {
    return Thread.ofVirtual().name(name).unstarted(guarded(work, sink));
  }

  /**
   * Starts a thread that reads a terminal or draws on it, and never keeps the process alive; a
   * fault of {@code work} is told to {@code sink}.
   */
  public static void startDaemon(String name, Runnable work, Consumer<Event> sink) {
    Thread.ofPlatform().name(name).daemon().start(guarded(work, sink));
  }

  /**
   * A virtual thread of that name for each task. Tasks are to be {@linkplain #guarded guarded}
   * before they are handed in.
   */
  public static Executor each(String name) {
    return task -> Thread.ofVirtual().name(name).start(task);
  }

  /** As {@link #each}, with numbers after the name, and an end. */
  public static ExecutorService pool(String name) {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name, 1).factory());
  }

  /**
   * {@code work}, whose fault is told to {@code sink} as {@link Event.Faulted} and then thrown, so
   * that its stack trace is printed as well.
   */
  public static Runnable guarded(Runnable work, Consumer<Event> sink) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        sink.accept(
            new Event.Faulted(
                "a fault in Rollwave (%s): %s".formatted(Thread.currentThread().getName(), e)));
        throw e;
      }
    };
  }
}
