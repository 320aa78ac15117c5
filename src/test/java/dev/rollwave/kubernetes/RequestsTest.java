package dev.rollwave.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Event;
import dev.rollwave.kubernetes.ScriptedApiServer.Script;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ReceivedEvents;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class RequestsTest {
  private static final WorkloadRef CART = new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "cart");
  private static final Command RESTART =
      new Command.PatchRestart(
          CART,
          "uid-cart",
          "9",
          new RestartMark("run-1", "nightly", "2026-11-21T01:00:00Z", Optional.of("rollwave")),
          "a test",
          Instant.MAX);
  private static final Command REREAD = new Command.Reread(CART);

  @TempDir Path folder;

  private final ReceivedEvents events = new ReceivedEvents();
  private List<ScriptedApiServer.Request> requests = List.of();

  private void answering(Script script, Command command, Class<? extends Event> until)
      throws Exception {
    answering(new ScriptedApiServer(script), "token: secret", command, until);
  }

  private void answering(
      ScriptedApiServer from, String user, Command command, Class<? extends Event> until)
      throws Exception {
    try (ScriptedApiServer server = from;
        KubernetesConnection connection = Connections.impatient(server.kubeconfig(folder, user));
        Cluster cluster = Connections.cluster(connection)) {
      cluster.carryOut(command, events);
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> !events.of(until).isEmpty());
      requests = server.requests();
    }
  }

  private static Script always(int code, String message) {
    return (request, reply) -> reply.status(code, message);
  }

  @Test
  void a_restart_is_one_strategic_merge_patch_of_annotations_alone() throws Exception {
    answering(
        (request, reply) -> reply.json(200, Json.deployment("cart", 10)),
        RESTART,
        Event.RestartAccepted.class);

    assertThat(requests).hasSize(1);
    assertThat(requests.getFirst().method()).isEqualTo("PATCH");
    assertThat(requests.getFirst().url())
        .isEqualTo("/apis/apps/v1/namespaces/shop/deployments/cart?fieldManager=rollwave");
    assertThat(
            new com.fasterxml.jackson.databind.ObjectMapper().readTree(requests.getFirst().body()))
        .isEqualTo(
            new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(
                    """
                    {"metadata": {"uid": "uid-cart", "resourceVersion": "9", "annotations": {
                       "rollwave.dev/run-id": "run-1", "rollwave.dev/plan": "nightly",
                       "rollwave.dev/restarted-at": "2026-11-21T01:00:00Z",
                       "rollwave.dev/state-namespace": "rollwave",
                       "rollwave.dev/reason": "a test"}},
                     "spec": {"template": {"metadata": {"annotations": {
                       "kubectl.kubernetes.io/restartedAt": "2026-11-21T01:00:00Z"}}}}}
                    """));
  }

  private static Script whileReady(int ready, Script others) {
    return (request, reply) -> {
      if (request.url().equals("/readyz")) {
        reply.json(ready, ready == 200 ? "ok" : "[-]etcd failed");
      } else {
        others.answer(request, reply);
      }
    };
  }

  private List<ScriptedApiServer.Request> withoutProbes() {
    return requests.stream().filter(request -> !request.url().equals("/readyz")).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void an_answer_in_doubt_leaves_a_restart_unknown_and_is_no_outage_of_a_server_that_is_ready(
      int code) throws Exception {
    answering(whileReady(200, always(code, "try later")), RESTART, Event.RestartUnknown.class);

    assertThat(withoutProbes()).hasSize(1);
    assertThat(events.of(Event.OutageBegan.class)).isEmpty();
    assertThat(events.of(Event.RestartUnknown.class).getFirst().cause())
        .contains(Integer.toString(code), "try later");
  }

  @Test
  void a_server_that_answers_errors_and_is_not_ready_is_an_outage() throws Exception {
    answering(
        whileReady(500, always(500, "etcdserver: no leader")), RESTART, Event.OutageBegan.class);

    assertThat(events.of(Event.OutageBegan.class).getFirst().cause())
        .contains("etcdserver: no leader", "get /readyz: 500");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  void a_server_that_does_not_let_us_ask_whether_it_is_ready_is_there(int code) throws Exception {
    answering(whileReady(code, always(503, "try later")), RESTART, Event.RestartUnknown.class);

    assertThat(events.of(Event.OutageBegan.class)).isEmpty();
  }

  @Test
  void too_many_requests_are_no_reason_for_one_more() throws Exception {
    answering(always(429, "try later"), RESTART, Event.RestartUnknown.class);

    assertThat(requests).hasSize(1);
  }

  @Test
  void a_conflict_leaves_a_restart_unknown_and_is_no_outage() throws Exception {
    answering(always(409, "the object has been modified"), RESTART, Event.RestartUnknown.class);

    assertThat(requests).hasSize(1);
    assertThat(events.of(Event.OutageBegan.class)).isEmpty();
  }

  @Test
  void a_restart_without_an_answer_is_unknown() throws Exception {
    CountDownLatch never = new CountDownLatch(1);

    answering((request, reply) -> never.await(), RESTART, Event.OutageBegan.class);

    assertThat(withoutProbes()).hasSize(1);
    assertThat(events.of(Event.RestartUnknown.class)).hasSize(1);
    assertThat(events.of(Event.OutageBegan.class)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 405, 422})
  void a_refusal_names_verb_resource_namespace_name_and_what_the_server_said(int code)
      throws Exception {
    answering(
        always(code, "admission webhook says: not on my watch"),
        RESTART,
        Event.RestartRefused.class);

    assertThat(requests).hasSize(1);
    assertThat(events.of(Event.RestartRefused.class).getFirst().cause())
        .contains("patch deployments.apps/cart in namespace shop")
        .contains(Integer.toString(code))
        .contains("admission webhook says: not on my watch");
    assertThat(events.of(Event.OutageBegan.class)).isEmpty();
  }

  @Test
  void a_right_that_is_missing_is_told_with_the_rule_that_is_needed() throws Exception {
    answering(
        always(
            403,
            "deployments.apps \\\"cart\\\" is forbidden: User \\\"ann\\\" cannot patch resource"
                + " \\\"deployments\\\" in API group \\\"apps\\\" in the namespace \\\"shop\\\""),
        RESTART,
        Event.RestartRefused.class);

    assertThat(events.of(Event.RestartRefused.class).getFirst().cause())
        .endsWith(
            "in the namespace \"shop\"; a Role there needs the rule {apiGroups: [\"apps\"],"
                + " resources: [\"deployments\"], verbs: [\"patch\"]}");
  }

  @Test
  void another_403_is_not_taken_for_a_right_that_is_missing() throws Exception {
    answering(
        always(403, "pods \\\"cart\\\" is forbidden: exceeded quota: team"),
        RESTART,
        Event.RestartRefused.class);

    assertThat(events.of(Event.RestartRefused.class).getFirst().cause())
        .endsWith("exceeded quota: team");
  }

  @Test
  void a_reread_goes_on_through_an_outage_and_tells_its_beginning_and_end_once() throws Exception {
    AtomicInteger asked = new AtomicInteger();

    answering(
        (request, reply) -> {
          if (request.url().equals("/readyz")) {
            reply.json(asked.get() < 4 ? 500 : 200, "");
          } else if (asked.incrementAndGet() < 4 || events.of(Event.OutageBegan.class).isEmpty()) {
            reply.status(503, "starting");
          } else {
            reply.json(200, Json.deployment("cart", 10));
          }
        },
        REREAD,
        Event.Reread.class);

    assertThat(events.all())
        .extracting(e -> e.getClass().getSimpleName())
        .containsExactly("OutageBegan", "OutageEnded", "Reread");
  }

  @Test
  void a_probe_that_succeeds_ends_an_outage_though_nothing_else_is_heard() throws Exception {
    AtomicInteger probes = new AtomicInteger();

    answering(
        (request, reply) -> {
          if (request.url().equals("/readyz")) {
            reply.json(probes.incrementAndGet() < 3 ? 500 : 200, "");
          } else {
            reply.status(500, "no such key");
          }
        },
        RESTART,
        Event.OutageEnded.class);

    assertThat(probes).hasValue(3);
    assertThat(withoutProbes()).hasSize(1);
  }

  @Test
  void a_server_that_names_a_time_is_not_asked_before() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    long[] times = new long[2];

    answering(
        (request, reply) -> {
          int time = asked.getAndIncrement();
          times[time] = System.nanoTime();
          if (time == 0) {
            reply
                .header("Retry-After", "2")
                .json(429, "Too many requests, please try again later.");
          } else {
            reply.json(200, Json.deployment("cart", 10));
          }
        },
        REREAD,
        Event.Reread.class);

    assertThat(Duration.ofNanos(times[1] - times[0])).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  void a_reread_that_is_refused_for_a_moment_is_asked_again(int code) throws Exception {
    AtomicInteger asked = new AtomicInteger();

    answering(
        (request, reply) -> {
          // Credentials that are refused are read anew and tried once more behind our back.
          if (asked.incrementAndGet() < 4) {
            reply.status(code, "not yet");
          } else {
            reply.json(200, Json.deployment("cart", 10));
          }
        },
        REREAD,
        Event.Reread.class);

    assertThat(events.of(Event.Reread.class).getFirst().snapshot()).isPresent();
    assertThat(events.of(Event.ReadRefused.class)).isEmpty();
    assertThat(events.of(Event.OutageBegan.class)).isEmpty();
  }

  @Test
  void a_rotated_token_is_read_again_after_401_and_the_request_tried_once_more() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "old\n");

    answering(
        ScriptedApiServer.overTls((request, reply) -> {
          if (request.authorization().equals("Bearer new")) {
            reply.json(200, Json.deployment("cart", 10));
          } else {
            Files.writeString(token, "new\n");
            reply.status(401, "Unauthorized");
          }
        }),
        "tokenFile: token",
        RESTART,
        Event.RestartAccepted.class);

    assertThat(requests)
        .extracting(ScriptedApiServer.Request::authorization)
        .containsExactly("Bearer old", "Bearer new");
  }

  @Test
  void a_token_in_a_rewritten_kubeconfig_is_read_again_after_401() throws Exception {
    answering(
        ScriptedApiServer.overTls((request, reply) -> {
          if (request.authorization().equals("Bearer new")) {
            reply.json(200, Json.deployment("cart", 10));
          } else {
            Path config = folder.resolve("config");
            Files.writeString(config, Files.readString(config).replace("token: old", "token: new"));
            reply.status(401, "Unauthorized");
          }
        }),
        "token: old",
        RESTART,
        Event.RestartAccepted.class);

    assertThat(requests).hasSize(2);
  }

  @Test
  void credentials_that_are_not_accepted_are_a_refusal() throws Exception {
    answering(
        ScriptedApiServer.overTls(always(401, "Unauthorized")),
        "token: secret",
        RESTART,
        Event.RestartRefused.class);

    assertThat(events.of(Event.RestartRefused.class).getFirst().cause())
        .contains("401")
        .doesNotContain("secret");
  }
}
