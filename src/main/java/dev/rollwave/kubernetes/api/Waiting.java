package dev.rollwave.kubernetes.api;

import dev.rollwave.kubernetes.api.Answer.Unavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Waits for an answer, and no longer than it is worth. */
final class Waiting {
  private Waiting() {}

  /**
   * The answer; an outage when none came.
   *
   * @param words what a failure means
   */
  static <T> Answer<T> forAnswer(
      ApiRequest request,
      CompletableFuture<? extends Answer<T>> answer,
      Duration timeout,
      Function<Throwable, String> words)
      throws InterruptedException {
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return unavailable(request, "no answer within " + timeout.toSeconds() + " s");
    } catch (ExecutionException e) {
      return unavailable(request, words.apply(e));
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    }
  }

  private static <T> Answer<T> unavailable(ApiRequest request, String cause) {
    return new Unavailable<>(request + ": " + cause, Optional.empty(), Answer.Kind.SILENT);
  }
}
