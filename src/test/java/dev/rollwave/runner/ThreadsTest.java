package dev.rollwave.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollwave.engine.message.Event;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThreadsTest {
  private final List<Event> told = new CopyOnWriteArrayList<>();

  static Stream<Throwable> faults() {
    return Stream.of(
        new OutOfMemoryError("on purpose"),
        new StackOverflowError("on purpose"),
        new NoClassDefFoundError("on purpose"),
        new IllegalStateException("on purpose"));
  }

  private static void raise(Throwable fault) {
    switch (fault) {
      case Error e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new AssertionError(fault);
    }
  }

  private void assertToldOf(Throwable fault, String thread) {
    Awaitility.await()
        .dontCatchUncaughtExceptions()
        .atMost(Duration.ofSeconds(5))
        .until(() -> !told.isEmpty());
    assertThat(told)
        .containsExactly(new Event.Faulted("a fault in Rollwave (" + thread + "): " + fault));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void what_breaks_a_thread_is_told_with_its_name(Throwable fault) {
    Threads.unstarted("renewal", () -> raise(fault), told::add).start();
    assertToldOf(fault, "renewal");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void what_breaks_a_daemon_is_told_with_its_name(Throwable fault) {
    Threads.startDaemon("question", () -> raise(fault), told::add);
    assertToldOf(fault, "question");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void what_breaks_a_task_is_told_and_thrown(Throwable fault) {
    assertThatThrownBy(Threads.guarded(() -> raise(fault), told::add)::run).isSameAs(fault);
    assertToldOf(fault, Thread.currentThread().getName());
  }

  @Test
  void a_task_has_a_thread_of_its_own() throws InterruptedException {
    CountDownLatch isThere = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      Threads.each("fence")
          .execute(
              Threads.guarded(
                  () -> {
                    isThere.countDown();
                    told.add(new Event.Faulted(Thread.currentThread().getName()));
                  },
                  told::add));
    }
    isThere.await();
    Awaitility.await()
        .dontCatchUncaughtExceptions()
        .atMost(Duration.ofSeconds(5))
        .until(() -> told.size() == 2);
    assertThat(told).containsOnly(new Event.Faulted("fence"));
  }
}
