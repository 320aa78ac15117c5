package dev.rollwave.kubernetes.api;

import dev.rollwave.runner.ClusterException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks many questions side by side. */
public final class InParallel {
  private InParallel() {}

  /** One question. */
  @FunctionalInterface
  public interface Ask<T, R> {
    R ask(T about) throws ClusterException, InterruptedException;
  }

  /**
   * The answers, in the order of the questions.
   *
   * @throws ClusterException the first that a question threw, in the same order
   */
  public static <T, R> List<R> map(Collection<T> questions, Ask<T, R> ask)
      throws ClusterException, InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<R>> futures = new ArrayList<>();
      for (T question : questions) {
        futures.add(threads.submit(() -> ask.ask(question)));
      }
      List<R> answers = new ArrayList<>();
      try {
        for (Future<R> future : futures) {
          answers.add(future.get());
        }
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw cause(e);
      } catch (InterruptedException e) {
        threads.shutdownNow();
        throw e;
      }
      return answers;
    }
  }

  private static ClusterException cause(ExecutionException failure) throws InterruptedException {
    return switch (failure.getCause()) {
      case ClusterException e -> e;
      case InterruptedException e -> throw e;
      case null, default -> throw new IllegalStateException(failure.getCause());
    };
  }
}
