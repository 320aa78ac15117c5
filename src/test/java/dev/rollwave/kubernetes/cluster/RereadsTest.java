package dev.rollwave.kubernetes.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.kubernetes.Connections;
import dev.rollwave.kubernetes.Json;
import dev.rollwave.kubernetes.KubernetesConnection;
import dev.rollwave.kubernetes.ScriptedApiServer;
import dev.rollwave.kubernetes.api.Backoff;
import dev.rollwave.kubernetes.api.Lifetime;
import dev.rollwave.kubernetes.model.WorkloadSnapshots;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RereadsTest {
  private static final WorkloadRef CART = new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "cart");
  private static final int SEEN = 9;

  @TempDir Path folder;

  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final ResourceVersions versions = new ResourceVersions();

  /** Dice that always show the most, so that each pause is as long as it may be. */
  private static final RandomGenerator HIGHEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  RereadsTest() {
    Deployment seen =
        new KubernetesSerialization().unmarshal(Json.deployment("cart", SEEN), Deployment.class);
    assertThat(versions.isNews(WorkloadSnapshots.of(seen))).isTrue();
  }

  @Test
  @Timeout(20)
  void an_answer_that_stays_older_is_asked_for_less_and_less_often() throws Exception {
    int lagging = 9;
    AtomicInteger asked = new AtomicInteger();
    Lifetime lifetime = new Lifetime((_, pause) -> pauses.add(pause));
    try (ScriptedApiServer server =
            new ScriptedApiServer((_, reply) ->
                reply.json(
                    200,
                    Json.deployment("cart", asked.incrementAndGet() > lagging ? SEEN : SEEN - 1)));
        KubernetesConnection connection =
            Connections.to(server.kubeconfig(folder, "token: secret"))) {
      assertThat(connection.rereads(versions, lifetime, HIGHEST).of(CART).orElseThrow())
          .isInstanceOf(Event.Reread.class);
    }

    List<Duration> expected =
        IntStream.range(0, lagging)
            .mapToObj(i -> Duration.ofMillis(Math.min(200L << i, Backoff.LONGEST.toMillis())))
            .map(most -> most.minusNanos(1))
            .toList();
    assertThat(asked).hasValue(lagging + 1);
    assertThat(pauses).containsExactlyElementsOf(expected);
  }

  @Test
  @Timeout(20)
  void an_answer_that_stays_older_is_not_asked_for_when_it_is_over() throws Exception {
    Lifetime[] lifetime = new Lifetime[1];
    lifetime[0] =
        new Lifetime((_, pause) -> {
          pauses.add(pause);
          lifetime[0].close();
        });
    try (ScriptedApiServer server =
            new ScriptedApiServer(
                (_, reply) -> reply.json(200, Json.deployment("cart", SEEN - 1)));
        KubernetesConnection connection =
            Connections.to(server.kubeconfig(folder, "token: secret"))) {
      assertThat(connection.rereads(versions, lifetime[0], HIGHEST).of(CART)).isEmpty();
    }
    assertThat(pauses).hasSize(1);
  }
}
