package dev.rollwave.kubernetes.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.kubernetes.Connections;
import dev.rollwave.kubernetes.KubernetesConnection;
import dev.rollwave.kubernetes.ScriptedApiServer;
import dev.rollwave.kubernetes.ScriptedApiServer.Script;
import dev.rollwave.kubernetes.api.Insistence;
import dev.rollwave.kubernetes.api.Ticker;
import dev.rollwave.runner.record.PlanRecordStore;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordWatchTest {
  private static final String CHANGED =
      """
      {"type": "MODIFIED", "object": {"metadata": {"resourceVersion": "12"}}}
      """;

  @TempDir Path folder;

  private final List<String> changes = new CopyOnWriteArrayList<>();
  private final List<Event> told = new CopyOnWriteArrayList<>();
  private final CountDownLatch never = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();

  /** Time that passes only while it is waited, and then at once. */
  private final Ticker ticker =
      new Ticker() {
        private final AtomicReference<Duration> now = new AtomicReference<>(Duration.ZERO);

        @Override
        public Duration elapsed() {
          return now.get();
        }

        @Override
        public void waitFor(Duration pause) {
          now.accumulateAndGet(pause, Duration::plus);
        }
      };

  private void watching(Script script, Consumer<String> onChange, BooleanSupplier until)
      throws Exception {
    try (ScriptedApiServer server = new ScriptedApiServer(script);
        KubernetesConnection connection =
            Connections.to(server.kubeconfig(folder, "token: secret"))) {
      RecordWatch watch =
          connection.watch(
              "rollwave",
              "nightly",
              new Random(7),
              new RecordWatch.Told(onChange, told::add),
              ticker);
      try (PlanRecordStore.Subscription _ = watch.start()) {
        Awaitility.await()
            .dontCatchUncaughtExceptions()
            .atMost(Duration.ofSeconds(20))
            .pollInterval(Duration.ofMillis(20))
            .until(until::getAsBoolean);
      }
    }
  }

  private void show(ScriptedApiServer.Reply reply) throws Exception {
    OutputStream stream = reply.stream();
    stream.write(CHANGED.getBytes(UTF_8));
    stream.flush();
    never.await();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 500})
  void what_is_refused_for_a_while_is_watched_when_that_has_passed(int code) throws Exception {
    watching(
        (_, reply) -> {
          if (asked.incrementAndGet() <= 3) {
            reply.status(code, "not now");
          } else {
            show(reply);
          }
        },
        changes::add,
        () -> !changes.isEmpty());

    assertThat(changes).containsExactly("12");
    assertThat(asked).hasValue(4);
    assertThat(told).isEmpty();
  }

  @Test
  void what_stays_refused_is_asked_for_less_and_less_often_and_not_for_ever() throws Exception {
    AtomicInteger before = new AtomicInteger(-1);
    watching(
        (_, reply) -> {
          asked.incrementAndGet();
          reply.status(403, "configmaps is forbidden");
        },
        changes::add,
        () -> ticker.elapsed().compareTo(Insistence.REFUSED) >= 0 && isQuiet(before));

    // Two minutes, at first every tenth of a second, at last every seven seconds, on average.
    assertThat(asked.get()).isBetween(10, 60);
    assertThat(told).isEmpty();
  }

  // Polled: the same number twice, a moment apart.
  private boolean isQuiet(AtomicInteger before) {
    int now = asked.get();
    return before.getAndSet(now) == now;
  }

  @Test
  void an_error_in_its_thread_ends_the_run() throws Exception {
    watching(
        (_, reply) -> show(reply),
        _ -> {
          throw new StackOverflowError("on purpose");
        },
        () -> !told.isEmpty());

    assertThat(told)
        .containsExactly(
            new Event.Faulted(
                "a fault in Rollwave (record watch): java.lang.StackOverflowError: on purpose"));
  }
}
