package dev.rollwave.kubernetes.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.kubernetes.Connections;
import dev.rollwave.kubernetes.Json;
import dev.rollwave.kubernetes.KubernetesConnection;
import dev.rollwave.kubernetes.ScriptedApiServer;
import dev.rollwave.runner.Cluster;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkPodReaderTest {
  private static final WorkloadRef CART = deployment("cart");
  private static final WorkloadRef SECRET = deployment("secret");

  @TempDir Path folder;

  private static WorkloadRef deployment(String name) {
    return new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", name);
  }

  private Map<WorkloadRef, PodSet> read(ScriptedApiServer server, List<WorkloadRef> refs)
      throws Exception {
    try (KubernetesConnection connection =
            Connections.impatient(server.kubeconfig(folder, "token: secret"));
        Cluster cluster = Connections.cluster(connection)) {
      return cluster.pods(refs);
    }
  }

  @Test
  void what_may_not_be_read_is_left_out_and_the_rest_is_read() throws Exception {
    try (ScriptedApiServer server =
        new ScriptedApiServer((request, reply) -> {
          if (request.url().contains("/deployments/secret")) {
            reply.status(403, "forbidden");
          } else if (request.url().contains("/deployments/cart")) {
            reply.json(200, Json.deployment("cart", 10));
          } else {
            reply.json(200, "{\"items\": []}");
          }
        })) {
      assertThat(read(server, List.of(SECRET, CART))).containsOnlyKeys(CART);
    }
  }

  @Test
  void a_server_out_of_reach_is_not_asked_for_the_rest() throws Exception {
    List<WorkloadRef> many = IntStream.range(10, 60).mapToObj(i -> deployment("w" + i)).toList();
    try (ScriptedApiServer server = new ScriptedApiServer(BulkPodReaderTest::isDown)) {
      assertThat(read(server, many)).isEmpty();
      assertThat(server.requests()).noneMatch(request -> request.url().contains("/w59"));
    }
  }

  private static void isDown(ScriptedApiServer.Request request, ScriptedApiServer.Reply reply)
      throws IOException {
    reply.status(503, "down, and so is " + request.url());
  }
}
