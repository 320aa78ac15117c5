package dev.rollwave.kubernetes.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Event;
import dev.rollwave.kubernetes.Connections;
import dev.rollwave.kubernetes.KubernetesConnection;
import dev.rollwave.kubernetes.ScriptedApiServer;
import dev.rollwave.kubernetes.ScriptedApiServer.Reply;
import dev.rollwave.kubernetes.ScriptedApiServer.Request;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ReceivedEvents;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proof asks once where pods tell all by themselves, and reads the rest where they do not. */
class ProofReadingTest {
  private static final String STAMP = "2026-11-21T01:00:00Z";

  @TempDir Path folder;

  private final ReceivedEvents events = new ReceivedEvents();

  private static WorkloadRef ref(String name) {
    return new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", name);
  }

  private static String deployment(String name) {
    return """
    {"apiVersion": "apps/v1", "kind": "Deployment",
     "metadata": {"name": "NAME", "namespace": "shop", "uid": "uid-NAME", "generation": 2,
       "resourceVersion": "10"},
     "spec": {"replicas": 1, "selector": {"matchLabels": {"app": "NAME"}},
       "template": {"metadata": {"labels": {"app": "NAME"},
         "annotations": {"kubectl.kubernetes.io/restartedAt": "STAMP"}},
         "spec": {"containers": []}}},
     "status": {"observedGeneration": 2, "replicas": 1, "updatedReplicas": 1, "readyReplicas": 1,
       "availableReplicas": 1}}\
    """
        .replace("NAME", name)
        .replace("STAMP", STAMP);
  }

  /** A pod of the Deployment {@code name}, as one word of it may be changed. */
  private static String pod(String name, String word, String changed) {
    return """
    {"metadata": {"name": "NAME-2-a", "uid": "pod-NAME",
       "labels": {"app": "NAME", "pod-template-hash": "2"},
       "annotations": {"kubectl.kubernetes.io/restartedAt": "STAMP"},
       "ownerReferences": [{"kind": "ReplicaSet", "name": "NAME-2", "uid": "rs-NAME",
         "controller": true}]},
     "spec": {"nodeName": "n1", "containers": []},
     "status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}}\
    """
        .replace(word, changed)
        .replace("NAME", name)
        .replace("STAMP", STAMP);
  }

  private static String replicaSet(String name) {
    return """
    {"metadata": {"name": "NAME-2", "uid": "rs-NAME", "labels": {"pod-template-hash": "2"},
       "annotations": {"deployment.kubernetes.io/revision": "2"},
       "ownerReferences": [{"kind": "Deployment", "uid": "uid-NAME", "controller": true}]}}\
    """
        .replace("NAME", name);
  }

  private static String items(Stream<String> items) {
    return items.collect(
        Collectors.joining(
            ",", "{\"metadata\": {\"resourceVersion\": \"10\"}, \"items\": [", "]}"));
  }

  /** What is said of the pods that a request asks for. */
  @FunctionalInterface
  private interface PodsScript {
    void answer(Request request, Reply reply) throws Exception;
  }

  private static void answer(Request request, Reply reply, List<String> names, PodsScript pods)
      throws Exception {
    String url = request.url();
    if (url.contains("watch=true")) {
      new CountDownLatch(1).await();
    } else if (url.contains("/pods?")) {
      pods.answer(request, reply);
    } else if (url.contains("/replicasets?")) {
      reply.json(200, items(names.stream().map(ProofReadingTest::replicaSet)));
    } else if (url.contains("/deployments/")) {
      reply.json(200, deployment(url.substring(url.lastIndexOf('/') + 1)));
    } else if (url.contains("fieldSelector=")) {
      String name = url.replaceAll(".*metadata.name(%3D|=)([a-z0-9]+).*", "$2");
      reply.json(200, items(Stream.of(deployment(name))));
    } else {
      reply.json(200, items(names.stream().map(ProofReadingTest::deployment)));
    }
  }

  /** Asks for a proof of each of {@code names}, and gives what was read for it. */
  private List<String> read(List<String> names, PodsScript pods) throws Exception {
    try (ScriptedApiServer server =
            new ScriptedApiServer((request, reply) -> answer(request, reply, names, pods));
        KubernetesConnection connection =
            Connections.impatient(server.kubeconfig(folder, "token: secret"));
        Cluster cluster = Connections.cluster(connection)) {
      cluster.watch(names.stream().map(ProofReadingTest::ref).toList(), events);
      await(() -> events.of(Event.Observed.class).size() == names.size());
      int before = server.requests().size();
      for (Event.Observed seen : events.of(Event.Observed.class)) {
        cluster.carryOut(question(seen.snapshot()), events);
      }
      await(() -> events.of(Event.PodsInspected.class).size() == names.size());
      return server.requests().stream()
          .skip(before)
          .filter(request -> !request.url().contains("watch=true"))
          .map(request -> URLDecoder.decode(request.url(), StandardCharsets.UTF_8))
          .toList();
    }
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
  }

  private static Command.InspectPods question(WorkloadSnapshot shown) {
    return new Command.InspectPods(shown.ref(), false, Instant.EPOCH, Optional.of(shown));
  }

  private List<String> readOfOne(String word, String changed) throws Exception {
    return read(
        List.of("cart"),
        (_, reply) -> reply.json(200, items(Stream.of(pod("cart", word, changed)))));
  }

  @Test
  void one_list_of_pods_is_enough_where_all_tell_whose_they_are_and_what_they_were_made_from()
      throws Exception {
    List<String> read = readOfOne("STAMP", STAMP);

    assertThat(read).singleElement().asString().contains("/pods?labelSelector=app=cart");
    assertThat(events.of(Event.PodsInspected.class))
        .singleElement()
        .satisfies(answer -> {
          assertThat(answer.pods().newestRevision()).contains("2");
          assertThat(answer.pods().newest())
              .extracting(PodSnapshot::uid)
              .containsExactly("pod-cart");
        });
  }

  private static void assertAllIsRead(List<String> read) {
    assertThat(read)
        .anySatisfy(url -> assertThat(url).contains("/deployments/cart"))
        .anySatisfy(url -> assertThat(url).contains("/replicasets?"));
  }

  @Test
  void the_rest_is_read_where_a_webhook_took_the_stamp() throws Exception {
    assertAllIsRead(readOfOne("kubectl.kubernetes.io/restartedAt", "example.com/other"));

    assertThat(events.of(Event.PodsInspected.class).getFirst().pods().newest()).hasSize(1);
  }

  @Test
  void the_rest_is_read_where_a_pod_does_not_tell_whose_it_is() throws Exception {
    assertAllIsRead(readOfOne("\"name\": \"NAME-2\"", "\"name\": \"adopted\""));
    assertThat(events.of(Event.PodsInspected.class).getFirst().pods().newest()).hasSize(1);
  }

  @Test
  void the_rest_is_read_where_a_pod_is_not_ready() throws Exception {
    assertAllIsRead(readOfOne("\"True\"", "\"False\""));
  }

  @Test
  void the_rest_is_read_where_the_pods_were_not_told() throws Exception {
    Set<String> refused = new TreeSet<>();
    List<String> read =
        read(
            List.of("cart"),
            (_, reply) -> {
              if (refused.add("once")) {
                reply.status(500, "etcdserver: leader changed");
              } else {
                reply.json(200, items(Stream.of(pod("cart", "STAMP", STAMP))));
              }
            });

    assertAllIsRead(read);
  }
}
