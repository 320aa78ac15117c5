package dev.rollwave.kubernetes.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollwave.engine.message.Event;
import dev.rollwave.kubernetes.Connections;
import dev.rollwave.kubernetes.KubernetesConnection;
import dev.rollwave.kubernetes.ScriptedApiServer;
import dev.rollwave.kubernetes.ScriptedApiServer.Script;
import dev.rollwave.kubernetes.api.FastTicker;
import dev.rollwave.kubernetes.api.Ticker;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.RunLock.Claim;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a server that was told so does to a lock; the rest is tried on a real one. */
class LeaseLockTest {
  private static final Claim OURS = new Claim("nightly", "pod-a/1", Optional.empty(), "run-a");

  @TempDir Path folder;

  private final List<Event> told = new CopyOnWriteArrayList<>();
  private List<ScriptedApiServer.Request> requests = List.of();

  private void locking(Script script, Ticker ticker, Locking locking) throws Exception {
    try (ScriptedApiServer server = new ScriptedApiServer(script);
        KubernetesConnection connection =
            Connections.to(server.kubeconfig(folder, "token: secret"))) {
      locking.with(connection.lock("rollwave", InstantSource.system(), new Random(7), ticker));
      requests = server.requests();
    }
  }

  private interface Locking {
    void with(RunLock lock) throws Exception;
  }

  private long writes() {
    return requests.stream().filter(request -> !request.method().equals("GET")).count();
  }

  /** There is no lock yet, and its creation is answered so. */
  private static Script creating(Script created) {
    return (request, reply) -> {
      if (request.method().equals("GET")) {
        reply.json(
            404,
            """
            {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound",
             "message": "not found", "details": {"name": "rollwave-nightly"}, "code": 404}
            """);
      } else {
        created.answer(request, reply);
      }
    };
  }

  @Test
  void a_lock_that_cannot_be_written_is_told_with_the_cause_and_nobody_is_blamed()
      throws Exception {
    locking(
        creating((_, reply) -> reply.status(500, "failed calling webhook guard: timed out")),
        new FastTicker(),
        lock ->
            assertThatThrownBy(() -> lock.acquire(OURS, told::add))
                .isInstanceOf(ClusterException.Unreachable.class)
                .hasMessageContaining("rollwave-nightly")
                .hasMessageContaining("could not be written")
                .hasMessageContaining("failed calling webhook")
                .hasMessageNotContaining("who else"));

    assertThat(writes()).isEqualTo(5);
  }

  @Test
  void a_lock_that_cannot_be_written_for_a_moment_is_taken() throws Exception {
    AtomicInteger tried = new AtomicInteger();
    locking(
        creating((request, reply) -> {
          if (tried.incrementAndGet() < 4) {
            reply.status(503, "etcdserver: leader changed");
          } else {
            reply.json(201, request.body());
          }
        }),
        new FastTicker(),
        lock -> {
          RunLock.Outcome outcome = lock.acquire(OURS, told::add);
          assertThat(outcome).isInstanceOf(RunLock.Outcome.Acquired.class);
          ((RunLock.Outcome.Acquired) outcome).hold().close();
        });
  }

  @Test
  void a_lock_that_others_write_all_the_time_is_told_so() throws Exception {
    locking(
        creating((_, reply) -> reply.status(409, "already exists")),
        new FastTicker(),
        lock ->
            assertThatThrownBy(() -> lock.acquire(OURS, told::add))
                .isInstanceOf(ClusterException.Refused.class)
                .hasMessageContaining("was changed by others at each of several tries"));
  }

  @Test
  void an_error_in_the_thread_that_renews_it_ends_the_run() throws Exception {
    Ticker broken =
        new Ticker() {
          @Override
          public Duration elapsed() {
            return Duration.ZERO;
          }

          @Override
          public void waitFor(Duration pause) {
            throw new OutOfMemoryError("on purpose");
          }
        };
    locking(
        creating((request, reply) -> reply.json(201, request.body())),
        broken,
        lock -> {
          RunLock.Outcome outcome = lock.acquire(OURS, told::add);
          Awaitility.await()
              .dontCatchUncaughtExceptions()
              .atMost(Duration.ofSeconds(10))
              .until(() -> !told.isEmpty());
          ((RunLock.Outcome.Acquired) outcome).hold().close();
        });

    assertThat(told)
        .containsExactly(
            new Event.Faulted(
                "a fault in Rollwave (renewal of rollwave-nightly):"
                    + " java.lang.OutOfMemoryError: on purpose"));
  }
}
