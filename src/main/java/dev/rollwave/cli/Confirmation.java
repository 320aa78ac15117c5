package dev.rollwave.cli;

import dev.rollwave.console.Person;
import dev.rollwave.runner.EventQueue;
import dev.rollwave.runner.Threads;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a person's word that a run may begin, or for an interrupt.
 *
 * @param person who is asked
 * @param events where an interrupt arrives; it is left there
 */
record Confirmation(Person person, EventQueue events) {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  /** Asks {@code question}; false when the answer is no, or when there is none but an interrupt. */
  boolean isGivenTo(String question) throws InterruptedException {
    BlockingQueue<Boolean> answers = new ArrayBlockingQueue<>(1);
    // Nothing wakes a thread that reads a terminal, so it must not be the one that ends the run.
    Threads.startDaemon("question", () -> answers.add(person.confirms(question)), events);
    @Nullable Boolean answer = null;
    while (answer == null && events.cutShort().isEmpty()) {
      answer = answers.poll(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }
    return answer != null && answer;
  }
}
