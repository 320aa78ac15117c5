package dev.rollwave.kubernetes.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.kubernetes.Connections;
import dev.rollwave.kubernetes.KubernetesConnection;
import dev.rollwave.kubernetes.ScriptedApiServer;
import dev.rollwave.kubernetes.api.Insistence;
import dev.rollwave.kubernetes.api.Ticker;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeReadingsTest {
  private static final List<Pod> UNREADY =
      List.of(new PodBuilder().withNewSpec().withNodeName("node-1").endSpec().build());

  @TempDir Path folder;

  private final AtomicInteger asked = new AtomicInteger();
  private Duration now = Duration.ZERO;

  private final Ticker ticker =
      new Ticker() {
        @Override
        public Duration elapsed() {
          return now;
        }

        @Override
        public void waitFor(Duration pause) {
          now = now.plus(pause);
        }
      };

  @Test
  void a_refusal_is_not_asked_for_again_at_once_and_not_believed_for_ever() throws Exception {
    try (ScriptedApiServer server =
            new ScriptedApiServer((_, reply) -> {
              if (asked.incrementAndGet() == 1) {
                reply.status(403, "nodes \"node-1\" is forbidden");
              } else {
                reply.json(
                    200,
                    "{\"apiVersion\": \"v1\", \"kind\": \"Node\","
                        + " \"metadata\": {\"name\": \"node-1\"}}");
              }
            });
        KubernetesConnection connection =
            Connections.to(server.kubeconfig(folder, "token: secret"))) {
      NodeReadings nodes = connection.nodes(new Random(7), ticker);

      assertThat(nodes.of(UNREADY)).isEmpty();
      now = Insistence.REFUSED.minusMillis(1);
      assertThat(nodes.of(UNREADY)).isEmpty();
      assertThat(asked).hasValue(1);

      now = Insistence.REFUSED;
      assertThat(nodes.of(UNREADY)).hasSize(1);
      assertThat(nodes.of(UNREADY)).hasSize(1);
    }
  }
}
