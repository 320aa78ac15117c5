package dev.rollwave.quartz;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.quartz.spi.ThreadPool;

/**
 * Gives each job a virtual thread of its own. Jobs here only pass a message on, so there is nothing
 * to limit; and Quartz' own pool takes half a second to shut down, which every run would pay.
 *
 * <p>Public because Quartz sets its name by reflection.
 */
public final class VirtualThreadPool implements ThreadPool {
  /** What Quartz is told is free; it only asks whether that is more than nothing. */
  private static final int ALWAYS_FREE = 1;

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("quartz-job-", 1).factory());

  @Override
  public boolean runInThread(Runnable job) {
    if (threads.isShutdown()) {
      return false;
    }
    threads.execute(job);
    return true;
  }

  @Override
  public int blockForAvailableThreads() {
    return ALWAYS_FREE;
  }

  @Override
  public int getPoolSize() {
    return ALWAYS_FREE;
  }

  @Override
  public void initialize() {
    // Threads are made when they are wanted.
  }

  @Override
  public void shutdown(boolean waitForJobsToComplete) {
    threads.shutdown();
    if (waitForJobsToComplete) {
      try {
        threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void setInstanceId(String id) {
    // Only shown in logs of Quartz' own pool.
  }

  @Override
  public void setInstanceName(String name) {
    // Only shown in logs of Quartz' own pool.
  }
}
