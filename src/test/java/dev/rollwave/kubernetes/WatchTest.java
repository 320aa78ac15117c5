package dev.rollwave.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Event;
import dev.rollwave.kubernetes.ScriptedApiServer.Reply;
import dev.rollwave.kubernetes.ScriptedApiServer.Request;
import dev.rollwave.kubernetes.ScriptedApiServer.Script;
import dev.rollwave.kubernetes.preflight.PlanResolution;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.planfile.PlanFile;
import dev.rollwave.planfile.PlanReading;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ReceivedEvents;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class WatchTest {
  private static final WorkloadRef CART = new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "cart");
  private static final Duration SILENCE = Duration.ofMillis(300);
  private static final Duration LONG_SILENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  private final ReceivedEvents events = new ReceivedEvents();
  private Consumer<Event> sink = events;
  private final CountDownLatch never = new CountDownLatch(1);

  private void watching(Script script, Duration silence, BooleanSupplier until) throws Exception {
    try (ScriptedApiServer server = new ScriptedApiServer(script);
        KubernetesConnection connection =
            Connections.to(server.kubeconfig(folder, "token: secret"));
        Cluster cluster = Connections.cluster(connection, silence)) {
      if (resolved.isPresent()) {
        cluster.resolve(resolved.get());
      }
      cluster.watch(List.of(CART), sink);
      Awaitility.await()
          .dontCatchUncaughtExceptions()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(20))
          .until(until::getAsBoolean);
      requests = server.requests();
    }
  }

  private List<Request> requests = List.of();

  // What a run that watches has read before.
  private Optional<RestartPlan> resolved = Optional.empty();

  private List<String> versions() {
    return events.observed(CART).stream().map(s -> s.object().resourceVersion()).toList();
  }

  private void send(OutputStream stream, String... lines) throws java.io.IOException {
    for (String line : lines) {
      stream.write(line.getBytes(UTF_8));
    }
    stream.flush();
  }

  private void listOrHang(Request request, Reply reply, String list) throws Exception {
    if (request.isWatch()) {
      send(reply.stream());
      never.await();
    } else {
      reply.json(200, list);
    }
  }

  @Test
  void the_first_list_names_no_version_and_the_watch_goes_on_from_it() throws Exception {
    watching(
        (request, reply) -> {
          if (request.isWatch()) {
            OutputStream stream = reply.stream();
            send(stream, Json.event("MODIFIED", Json.deployment("cart", 11)));
            never.await();
          } else {
            reply.json(200, Json.deployments(10, Json.deployment("cart", 9)));
          }
        },
        LONG_SILENCE,
        () -> versions().size() == 2);

    assertThat(versions()).containsExactly("9", "11");
    assertThat(requests.getFirst().url()).doesNotContain("resourceVersion");
    assertThat(requests.get(1).url()).contains("resourceVersion=10");
    assertThat(requests).hasSize(2);
  }

  @Test
  void an_error_in_the_thread_of_a_watch_is_told_so_that_the_run_ends() throws Exception {
    Error fault = new OutOfMemoryError("on purpose");
    sink =
        event -> {
          events.accept(event);
          if (event instanceof Event.Observed) {
            throw fault;
          }
        };
    watching(
        (request, reply) ->
            listOrHang(request, reply, Json.deployments(10, Json.deployment("cart", 9))),
        LONG_SILENCE,
        () -> !events.of(Event.Faulted.class).isEmpty());

    assertThat(events.of(Event.Faulted.class))
        .singleElement()
        .satisfies(it ->
            assertThat(it.cause())
                .startsWith("a fault in Rollwave (cluster-")
                .endsWith("): " + fault));
  }

  @Test
  void one_workload_is_asked_for_by_its_name() throws Exception {
    watching(
        (request, reply) ->
            listOrHang(request, reply, Json.deployments(10, Json.deployment("cart", 9))),
        LONG_SILENCE,
        () -> versions().size() == 1);

    assertThat(requests).allSatisfy(r -> assertThat(r.url()).contains("metadata.name%3Dcart"));
  }

  @Test
  void a_few_workloads_are_listed_by_their_names_and_watched_from_the_first_of_these_lists()
      throws Exception {
    List<WorkloadRef> few = deployments(PlanResolution.FEW);
    AtomicInteger version = new AtomicInteger(9);
    Script script =
        (request, reply) -> listOrHang(request, reply, Json.deployments(version.incrementAndGet()));

    List<String> urls = urlsOf(few, script);

    assertThat(urls.stream().limit(few.size()))
        .allMatch(url -> url.matches(".*/deployments\\?fieldSelector=metadata.name%3Dw\\d&.*"))
        .doesNotHaveDuplicates();
    assertThat(urls.getLast()).contains("watch=true", "resourceVersion=10");
    assertThat(urls).hasSize(few.size() + 1);
  }

  @Test
  void many_workloads_are_listed_with_all_others_page_by_page() throws Exception {
    Script script =
        (request, reply) -> {
          String more = request.url().contains("continue=") ? "" : "more";
          listOrHang(
              request,
              reply,
              Json.deployments(10)
                  .replace("\"metadata\": {", "\"metadata\": {\"continue\": \"" + more + "\", "));
        };

    assertThat(urlsOf(deployments(PlanResolution.FEW + 1), script))
        .satisfiesExactly(
            url -> assertThat(url).endsWith("/deployments?limit=500"),
            url -> assertThat(url).endsWith("/deployments?limit=500&continue=more"),
            url -> assertThat(url).contains("watch=true", "resourceVersion=10"));
  }

  private static List<WorkloadRef> deployments(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "w" + i))
        .toList();
  }

  /** What is asked until the watch is open. */
  private List<String> urlsOf(List<WorkloadRef> refs, Script script) throws Exception {
    try (ScriptedApiServer server = new ScriptedApiServer(script);
        KubernetesConnection connection =
            Connections.to(server.kubeconfig(folder, "token: secret"));
        Cluster cluster = Connections.cluster(connection, LONG_SILENCE)) {
      cluster.watch(refs, events);
      Awaitility.await().until(() -> server.requests().stream().anyMatch(Request::isWatch));
      return server.requests().stream().map(Request::url).toList();
    }
  }

  @Test
  void a_version_that_is_gone_inside_a_watch_leads_to_a_new_list() throws Exception {
    AtomicInteger lists = new AtomicInteger();
    watching(
        (request, reply) -> {
          if (request.isWatch() && lists.get() == 1) {
            send(reply.stream(), Json.event("ERROR", Json.status(410, "too old")));
          } else if (request.isWatch()) {
            never.await();
          } else {
            long version = 10L * lists.incrementAndGet();
            reply.json(200, Json.deployments(version, Json.deployment("cart", version)));
          }
        },
        LONG_SILENCE,
        () -> versions().size() == 2);

    assertThat(versions()).containsExactly("10", "20");
    assertThat(events.of(Event.ReadRefused.class)).isEmpty();
  }

  @Test
  void a_version_that_is_gone_before_a_watch_leads_to_a_new_list() throws Exception {
    AtomicInteger lists = new AtomicInteger();
    watching(
        (request, reply) -> {
          if (request.isWatch() && lists.get() == 1) {
            reply.status(410, "too old resource version");
          } else if (request.isWatch()) {
            never.await();
          } else {
            long version = 10L * lists.incrementAndGet();
            reply.json(200, Json.deployments(version, Json.deployment("cart", version)));
          }
        },
        LONG_SILENCE,
        () -> versions().size() == 2);

    assertThat(versions()).containsExactly("10", "20");
  }

  @Test
  void a_version_that_is_too_large_is_tried_again_and_is_no_outage() throws Exception {
    AtomicInteger watches = new AtomicInteger();
    watching(
        (request, reply) -> {
          if (!request.isWatch()) {
            reply.json(200, Json.deployments(10, Json.deployment("cart", 9)));
          } else if (watches.incrementAndGet() == 1) {
            reply.status(504, "Too large resource version");
          } else {
            send(reply.stream(), Json.event("MODIFIED", Json.deployment("cart", 12)));
            never.await();
          }
        },
        LONG_SILENCE,
        () -> versions().contains("12"));

    assertThat(events.of(Event.OutageBegan.class)).isEmpty();
    assertThat(events.of(Event.ScopeLost.class)).isEmpty();
  }

  @Test
  void a_watch_that_ends_goes_on_from_the_last_version_seen() throws Exception {
    AtomicInteger watches = new AtomicInteger();
    watching(
        (request, reply) -> {
          if (!request.isWatch()) {
            reply.json(200, Json.deployments(10, Json.deployment("cart", 9)));
          } else if (watches.incrementAndGet() == 1) {
            send(
                reply.stream(),
                Json.event("MODIFIED", Json.deployment("cart", 11)),
                Json.event("BOOKMARK", "{\"metadata\": {\"resourceVersion\": \"15\"}}"));
          } else {
            send(reply.stream(), Json.event("MODIFIED", Json.deployment("cart", 17)));
            never.await();
          }
        },
        LONG_SILENCE,
        () -> versions().contains("17"));

    assertThat(requests.stream().filter(r -> !r.isWatch())).hasSize(1);
    assertThat(requests.getLast().url()).contains("resourceVersion=15");
  }

  @Test
  void a_silent_watch_leads_to_a_new_list_from_which_is_watched_again() throws Exception {
    AtomicInteger lists = new AtomicInteger();
    watching(
        (request, reply) ->
            listOrHang(
                request,
                reply,
                Json.deployments(
                    20, Json.deployment("cart", lists.getAndIncrement() == 0 ? 9 : 19))),
        SILENCE,
        () -> versions().contains("19"));

    assertThat(versions()).startsWith("9", "19");
    assertThat(events.of(Event.OutageBegan.class)).isEmpty();
  }

  @Test
  void a_quiet_watch_is_kept_while_lists_tell_nothing_new() throws Exception {
    AtomicInteger lists = new AtomicInteger();
    watching(
        (request, reply) -> {
          if (!request.isWatch()) {
            lists.incrementAndGet();
          }
          listOrHang(request, reply, Json.deployments(20, Json.deployment("cart", 9)));
        },
        SILENCE,
        () -> lists.get() == 4);

    assertThat(requests.stream().filter(Request::isWatch)).hasSize(1);
  }

  @Test
  void a_watch_whose_bookmarks_come_is_not_listed_beside() throws Exception {
    AtomicInteger lists = new AtomicInteger();
    AtomicInteger bookmarks = new AtomicInteger();
    watching(
        (request, reply) -> {
          if (request.isWatch()) {
            OutputStream stream = reply.stream();
            while (!never.await(SILENCE.toMillis() * 3 / 2, TimeUnit.MILLISECONDS)) {
              send(
                  stream,
                  Json.event(
                      "BOOKMARK",
                      "{\"metadata\": {\"resourceVersion\": \"%d\"}}"
                          .formatted(20 + bookmarks.incrementAndGet())));
            }
          } else {
            lists.incrementAndGet();
            reply.json(200, Json.deployments(20, Json.deployment("cart", 9)));
          }
        },
        SILENCE,
        () -> bookmarks.get() == 5);

    // At first, and beside the watch before the first bookmark.
    assertThat(lists.get()).isEqualTo(2);
    assertThat(requests.stream().filter(Request::isWatch)).hasSize(1);
  }

  @Test
  void a_watch_whose_bookmarks_no_longer_come_is_given_up_and_opened_again() throws Exception {
    AtomicInteger watches = new AtomicInteger();
    watching(
        (request, reply) -> {
          if (request.isWatch() && watches.incrementAndGet() == 1) {
            send(
                reply.stream(),
                Json.event("BOOKMARK", "{\"metadata\": {\"resourceVersion\": \"21\"}}"));
            never.await();
          } else {
            listOrHang(request, reply, Json.deployments(22, Json.deployment("cart", 9)));
          }
        },
        SILENCE,
        () -> watches.get() == 2);

    assertThat(requests.getLast().url()).contains("resourceVersion=22");
  }

  @Test
  void nothing_older_than_already_seen_is_passed_on() throws Exception {
    watching(
        (request, reply) -> {
          if (request.isWatch()) {
            send(
                reply.stream(),
                Json.event("MODIFIED", Json.deployment("cart", 99)),
                Json.event("MODIFIED", Json.deployment("cart", 100)),
                Json.event("MODIFIED", Json.deployment("cart", 98)),
                Json.event("MODIFIED", Json.deployment("cart", 101)));
            never.await();
          } else {
            reply.json(200, Json.deployments(10, Json.deployment("cart", 9)));
          }
        },
        LONG_SILENCE,
        () -> versions().contains("101"));

    assertThat(versions()).containsExactly("9", "99", "100", "101");
  }

  @Test
  void nothing_older_than_what_a_run_began_with_is_passed_on() throws Exception {
    String plan =
        """
        apiVersion: rollwave.dev/v1
        kind: RestartPlan
        metadata: {name: nightly}
        spec:
          reason: Relieve the leak
          waves:
            - {name: only, workloads: [{kind: Deployment, namespace: shop, name: cart}]}
        """;
    resolved =
        Optional.of(((PlanReading.Sound) PlanFile.read("plan", plan.getBytes(UTF_8))).plan());
    watching(
        (request, reply) -> {
          if (request.url().contains("selfsubjectaccessreviews")) {
            reply.json(201, request.body().replaceFirst("}$", ",\"status\":{\"allowed\":true}}"));
          } else if (request.isWatch()) {
            send(reply.stream(), Json.event("MODIFIED", Json.deployment("cart", 13)));
            never.await();
          } else if (request.url().contains("fieldSelector")) {
            reply.json(200, Json.deployments(11, Json.deployment("cart", 11)));
          } else {
            reply.json(200, Json.deployment("cart", 12));
          }
        },
        LONG_SILENCE,
        () -> versions().contains("13"));

    assertThat(versions()).containsExactly("13");
  }

  @Test
  void a_workload_that_is_missing_from_a_new_list_is_deleted() throws Exception {
    AtomicInteger lists = new AtomicInteger();
    watching(
        (request, reply) ->
            listOrHang(
                request,
                reply,
                lists.getAndIncrement() == 0
                    ? Json.deployments(10, Json.deployment("cart", 9))
                    : Json.deployments(20)),
        SILENCE,
        () -> !events.of(Event.Deleted.class).isEmpty());

    assertThat(events.of(Event.Deleted.class).getFirst().ref()).isEqualTo(CART);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  void a_list_that_is_refused_for_a_while_is_told_once_and_tried_again(int code) throws Exception {
    AtomicInteger lists = new AtomicInteger();
    watching(
        (request, reply) -> {
          if (!request.isWatch() && lists.incrementAndGet() < 6) {
            reply.status(code, "User cannot list deployments");
          } else {
            listOrHang(request, reply, Json.deployments(10, Json.deployment("cart", 9)));
          }
        },
        LONG_SILENCE,
        () -> !events.of(Event.ScopeSeen.class).isEmpty());

    assertThat(events.all())
        .extracting(e -> e.getClass().getSimpleName())
        .containsExactly("ScopeLost", "Observed", "ScopeSeen");
    assertThat(events.of(Event.ScopeLost.class).getFirst())
        .satisfies(lost -> {
          assertThat(lost.refs()).containsExactly(CART);
          assertThat(lost.refused()).isTrue();
          assertThat(lost.cause())
              .contains("list deployments.apps in namespace shop", Integer.toString(code));
        });
  }

  @Test
  void a_watch_that_is_refused_leaves_its_workloads_unseen_though_they_can_be_listed()
      throws Exception {
    AtomicInteger watches = new AtomicInteger();
    watching(
        (request, reply) -> {
          if (request.isWatch() && watches.incrementAndGet() < 4) {
            reply.status(403, "User cannot watch deployments");
          } else {
            listOrHang(request, reply, Json.deployments(10, Json.deployment("cart", 9)));
          }
        },
        LONG_SILENCE,
        () -> !events.of(Event.ScopeSeen.class).isEmpty());

    assertThat(events.of(Event.ScopeLost.class)).hasSize(1);
    assertThat(events.of(Event.ScopeSeen.class)).hasSize(1);
    assertThat(events.of(Event.ReadRefused.class)).isEmpty();
  }

  @Test
  void an_unreadable_line_leads_to_a_new_list() throws Exception {
    AtomicInteger lists = new AtomicInteger();
    watching(
        (request, reply) -> {
          if (request.isWatch() && lists.get() == 1) {
            send(reply.stream(), "<html>\n");
          } else if (request.isWatch()) {
            never.await();
          } else {
            long version = 10L * lists.incrementAndGet();
            reply.json(200, Json.deployments(version, Json.deployment("cart", version)));
          }
        },
        LONG_SILENCE,
        () -> versions().size() == 2);

    assertThat(versions()).containsExactly("10", "20");
  }

  @Test
  void a_reread_that_a_watch_has_overtaken_is_asked_again() throws Exception {
    AtomicInteger reads = new AtomicInteger();
    Script script =
        (request, reply) -> {
          if (request.url().contains("/deployments/cart")) {
            long version = reads.incrementAndGet() == 1 ? 9 : 11;
            reply.json(200, Json.deployment("cart", version));
          } else {
            listOrHang(request, reply, Json.deployments(10, Json.deployment("cart", 10)));
          }
        };
    try (ScriptedApiServer server = new ScriptedApiServer(script);
        KubernetesConnection connection =
            Connections.to(server.kubeconfig(folder, "token: secret"));
        Cluster cluster = Connections.cluster(connection, LONG_SILENCE)) {
      cluster.watch(List.of(CART), sink);
      Awaitility.await().dontCatchUncaughtExceptions().until(() -> versions().contains("10"));
      cluster.carryOut(new Command.Reread(CART), events);
      Awaitility.await().until(() -> !events.of(Event.Reread.class).isEmpty());
    }

    assertThat(events.of(Event.Reread.class))
        .extracting(reread -> reread.snapshot().orElseThrow().object().resourceVersion())
        .containsExactly("11");
  }
}
