package dev.rollwave.kubernetes.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Event;
import dev.rollwave.kubernetes.Connections;
import dev.rollwave.kubernetes.Json;
import dev.rollwave.kubernetes.KubernetesConnection;
import dev.rollwave.kubernetes.ScriptedApiServer;
import dev.rollwave.kubernetes.ScriptedApiServer.Reply;
import dev.rollwave.kubernetes.ScriptedApiServer.Request;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ReceivedEvents;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.trouble.Warnings;
import dev.rollwave.workload.trouble.Warnings.Warning;
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

  private PodSnapshot inspected(boolean withEvidence, int times, Rest rest) throws Exception {
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
        cluster.carryOut(new Command.InspectPods(CART, withEvidence, Instant.EPOCH), events);
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

  private static String event(String reason, String message, String times) {
    return """
    {"metadata": {"name": "e", "creationTimestamp": "2026-11-21T01:00:00Z"}, "type": "Warning",
     "involvedObject": {"kind": "Pod", "name": "cart-1-a", "uid": "p"},
     "reason": "%s", "message": "%s", %s}
    """
        .formatted(reason, message, times);
  }

  private Warnings warnings() {
    return events.of(Event.PodsInspected.class).getLast().warnings();
  }

  @Test
  void the_warnings_of_the_workload_of_what_makes_its_pods_and_of_those_not_ready_are_read()
      throws Exception {
    inspected(true, 1, (request, reply) -> reply.json(200, "{\"items\": []}"));

    assertThat(requests)
        .filteredOn(r -> r.url().contains("/events?"))
        .extracting(Request::url)
        .allSatisfy(url -> assertThat(url).contains("type%3DWarning", "limit=100"))
        .extracting(url -> url.replaceAll(".*involvedObject.uid%3D([^%&]*).*", "$1"))
        .containsExactly("uid-cart", "rs", "p");
    assertThat(warnings()).isEqualTo(Warnings.NONE);
  }

  @Test
  void the_newest_warning_comes_first_whatever_time_its_component_writes() throws Exception {
    String some =
        event("Old", "a", "\"lastTimestamp\": \"2026-11-21T01:00:05Z\", \"count\": 7")
            + ","
            + event(
                "New",
                "b",
                "\"eventTime\": \"2026-11-21T01:00:01.5Z\", \"series\": {\"count\": 3,"
                    + " \"lastObservedTime\": \"2026-11-21T01:00:09.250000Z\"}")
            + ","
            + event("Timeless", "c", "\"count\": null");
    inspected(
        true,
        1,
        (request, reply) ->
            reply.json(
                200, request.url().contains("uid%3Dp%2C") ? "{\"items\": [" + some + "]}" : "{}"));

    assertThat(warnings().newestFirst())
        .extracting(Warning::reason, Warning::count, it -> it.last().orElseThrow().toString())
        .containsExactly(
            tuple("New", 3, "2026-11-21T01:00:09.250Z"),
            tuple("Old", 7, "2026-11-21T01:00:05Z"),
            tuple("Timeless", 1, "2026-11-21T01:00:00Z"));
  }

  @Test
  void warnings_that_may_not_be_read_are_asked_for_once_said_and_cost_nothing_else()
      throws Exception {
    PodSnapshot pod =
        inspected(true, 1, (request, reply) -> reply.status(403, "events is forbidden"));

    assertThat(asked("/events?")).isEqualTo(1);
    assertThat(warnings().unreadable().orElseThrow())
        .contains("list events in namespace shop", "403", "events is forbidden");
    assertThat(pod.containers().getFirst().waitingReason()).contains("CrashLoopBackOff");
    assertThat(events.of(Event.ReadRefused.class)).isEmpty();
  }

  @Test
  void without_need_of_evidence_no_warning_is_read() throws Exception {
    inspected(false, 1, (request, reply) -> reply.status(404, "no such node"));

    assertThat(asked("/events?")).isZero();
  }
}
