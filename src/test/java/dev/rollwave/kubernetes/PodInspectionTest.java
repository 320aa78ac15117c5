package dev.rollwave.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.Command;
import dev.rollwave.engine.Event;
import dev.rollwave.kubernetes.ScriptedApiServer.Reply;
import dev.rollwave.kubernetes.ScriptedApiServer.Request;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ReceivedEvents;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodInspectionTest {
  private static final WorkloadRef CART = new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "cart");
  private static final String REPLICA_SETS =
      """
      {"items": [{"metadata": {"name": "cart-1", "uid": "rs", "labels": {"pod-template-hash": "1"},
        "annotations": {"deployment.kubernetes.io/revision": "1"},
        "ownerReferences": [{"uid": "uid-cart", "controller": true}]}}]}
      """;
  private static final String PODS =
      """
      {"items": [{"metadata": {"name": "cart-1-a", "uid": "p", "labels": {"pod-template-hash": "1"},
        "ownerReferences": [{"uid": "rs", "controller": true}]},
        "spec": {"nodeName": "n1", "containers": []},
        "status": {"phase": "Running", "containerStatuses": [
          {"name": "main", "restartCount": 3,
           "state": {"waiting": {"reason": "CrashLoopBackOff", "message": "back-off"}}},
          {"name": "side", "restartCount": 0,
           "state": {"waiting": {"reason": "ImagePullBackOff"}}}]}}]}
      """;

  @TempDir Path folder;

  private final ReceivedEvents events = new ReceivedEvents();
  private List<Request> requests = List.of();

  /** What the script says of logs and nodes. */
  @FunctionalInterface
  private interface Rest {
    void answer(Request request, Reply reply) throws IOException;
  }

  private PodSnapshot inspected(boolean withLogs, int times, Rest rest) throws Exception {
    try (ScriptedApiServer server =
            new ScriptedApiServer((request, reply) -> {
              if (request.url().contains("/deployments/cart")) {
                reply.json(200, Json.deployment("cart", 10));
              } else if (request.url().contains("/replicasets?")) {
                reply.json(200, REPLICA_SETS);
              } else if (request.url().contains("/pods?")) {
                reply.json(200, PODS);
              } else {
                rest.answer(request, reply);
              }
            });
        KubernetesConnection connection =
            Connections.impatient(server.kubeconfig(folder, "token: secret"));
        Cluster cluster = Connections.cluster(connection)) {
      for (int time = 1; time <= times; time++) {
        int answers = time;
        cluster.carryOut(new Command.InspectPods(CART, withLogs, Instant.EPOCH), events);
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> events.of(Event.PodsInspected.class).size() == answers);
      }
      requests = server.requests();
    }
    return events.of(Event.PodsInspected.class).getLast().pods().newest().getFirst();
  }

  private long asked(String what) {
    return requests.stream().filter(r -> r.url().contains(what)).count();
  }

  @Test
  void a_crashed_container_is_asked_for_its_last_lines_and_one_that_never_ran_is_not()
      throws Exception {
    PodSnapshot pod =
        inspected(
            true,
            1,
            (request, reply) -> {
              if (request.url().contains("/log?")) {
                reply.json(200, "boom\nout of memory\n");
              } else {
                reply.status(404, "no such node");
              }
            });

    assertThat(pod.containers().getFirst().lastLogLines()).containsExactly("boom", "out of memory");
    assertThat(pod.containers().getLast().lastLogLines()).isEmpty();
    assertThat(requests)
        .filteredOn(r -> r.url().contains("/log?"))
        .singleElement()
        .satisfies(r ->
            assertThat(r.url())
                .startsWith("/api/v1/namespaces/shop/pods/cart-1-a/log?")
                .contains("container=main", "tailLines=5", "limitBytes="));
  }

  @Test
  void a_container_that_has_not_said_anything_yet_is_asked_for_what_it_said_before_it_died()
      throws Exception {
    PodSnapshot pod =
        inspected(
            true,
            1,
            (request, reply) ->
                reply.json(200, request.url().contains("previous=true") ? "last words\n" : ""));

    assertThat(pod.containers().getFirst().lastLogLines()).containsExactly("last words");
  }

  @Test
  void a_log_that_cannot_be_read_costs_neither_the_answer_nor_the_reachability() throws Exception {
    PodSnapshot pod =
        inspected(true, 1, (request, reply) -> reply.status(500, "kubelet: connection refused"));

    assertThat(pod.containers().getFirst().lastLogLines()).isEmpty();
    assertThat(pod.containers().getFirst().waitingReason()).contains("CrashLoopBackOff");
    assertThat(events.of(Event.OutageBegan.class)).isEmpty();
  }

  @Test
  void a_node_that_is_not_ready_is_told_of_a_pod_that_is_not() throws Exception {
    PodSnapshot pod =
        inspected(
            false,
            1,
            (request, reply) ->
                reply.json(
                    200,
                    """
                    {"metadata": {"name": "n1"},
                     "status": {"conditions": [{"type": "Ready", "status": "Unknown"}]}}
                    """));

    assertThat(pod.nodeReady()).isFalse();
  }

  @Test
  void nodes_that_one_may_not_see_are_asked_for_once_and_count_as_ready() throws Exception {
    PodSnapshot pod =
        inspected(false, 3, (request, reply) -> reply.status(403, "cannot get nodes"));

    assertThat(pod.nodeReady()).isTrue();
    assertThat(asked("/nodes/n1")).isEqualTo(1);
    assertThat(events.of(Event.ReadRefused.class)).isEmpty();
  }
}
