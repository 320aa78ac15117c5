package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.run.HereRun;
import dev.rollwave.testcluster.LimitedUser;
import dev.rollwave.testcluster.OnCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.proxy.Call;
import dev.rollwave.testcluster.proxy.Calls;
import dev.rollwave.testcluster.proxy.Exchange;
import dev.rollwave.testcluster.proxy.Faults;
import dev.rollwave.testcluster.proxy.Reply;
import dev.rollwave.testcluster.proxy.Rule;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that are lost, refused or asked to come back later. */
@OnCluster
class RequestFaultsIT extends FaultIT {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  @BeforeEach
  void create() {
    bench().createBoth();
  }

  @Test
  void without_a_fault_each_workload_is_restarted_once() throws IOException {
    try (HereRun run = bench().begin(bench().plan(QUICK))) {
      assertEndsUndisturbed(run);
    }
  }

  @Test
  void f3_a_restart_whose_reply_is_lost_is_found_applied_and_not_sent_again() throws IOException {
    Rule lost = proxy().when(Calls.restartsOf("one")).first(1).then(Faults.resetAfter());

    try (HereRun run = bench().begin(bench().plan(QUICK))) {
      assertEndsUndisturbed(run);
    }

    assertThat(lost.struck()).isEqualTo(1);
    assertThat(proxy().traffic().calls(Calls.restartsOf("one"))).hasSize(1);
  }

  @Test
  void f10_a_429_with_retry_after_is_honoured_without_a_storm() throws IOException {
    Rule busy =
        proxy()
            .when(Calls.of("list", "deployments"))
            .first(1)
            .then(Faults.answer(Reply.status(429, "too many requests").retryAfter(PAUSE)));
    Rule busyForRestarts =
        proxy()
            .when(Calls.restartsOf("two"))
            .first(2)
            .then(Faults.answer(Reply.status(429, "too many requests").retryAfter(PAUSE)));

    try (HereRun run = bench().begin(bench().plan(QUICK))) {
      assertEndsUndisturbed(run);
    }

    assertThat(busy.struck()).isEqualTo(1);
    assertThat(busyForRestarts.struck()).isEqualTo(2);
    assertNothingIsAskedAgainTooSoon(Calls.of("list", "deployments"));
    assertNothingIsAskedAgainTooSoon(Calls.named("two"));
  }

  private void assertNothingIsAskedAgainTooSoon(Predicate<Call> about) {
    proxy().traffic().exchanges(about).stream()
        .filter(exchange -> exchange.code() == 429)
        .forEach(refused ->
            assertThat(proxy().traffic().calls(about))
                .filteredOn(call -> call.received().isAfter(refused.answered()))
                .extracting(Call::received)
                .allSatisfy(at -> assertThat(at).isAfter(refused.answered().plus(PAUSE))));
  }

  @Test
  void f11_500_and_503_for_a_while_are_waited_out() throws IOException {
    kubelet()
        .when(Pods.of(bench().one()).and(Pods.stamped()))
        .then(PodBehaviour.readyAfter(Duration.ofMillis(1500)));
    try (HereRun run = bench().begin(bench().plan(QUICK))) {
      Bench.await("a restart", () -> run.output().contains(" restarted "));
      Rule outage =
          proxy()
              .when(Calls.any())
              .then(Faults.now(new Random(7), 1, List.of(Faults.status(500), Faults.status(503))));
      proxy().cut();
      Bench.await("some that failed", () -> outage.struck() >= 4);
      outage.withdraw();

      assertEndsUndisturbed(run);
      assertThat(run.output()).contains(" outage ", " reachable ");
    }
  }

  @Test
  void f11_an_api_server_that_is_restarted_is_found_again() throws IOException {
    FakeKubelet.Withdrawal held =
        kubelet().when(Pods.of(bench().one()).and(Pods.stamped())).then(PodBehaviour.neverReady());
    try (HereRun run = bench().begin(bench().plan(QUICK))) {
      Bench.await("a restart", () -> run.output().contains(" restarted "));
      cluster().apiServer().restart();
      held.withdraw();

      assertEndsUndisturbed(run);
    }
  }

  private LimitedUser user(String name) {
    return LimitedUser.create(cluster(), bench().namespace(), name, rule("*", "*"));
  }

  private static PolicyRule rule(String resource, String... verbs) {
    return new PolicyRuleBuilder()
        .withApiGroups("*")
        .withResources(resource)
        .withVerbs(verbs)
        .build();
  }

  @Test
  void f24_a_token_that_was_rotated_is_read_again() throws IOException {
    String before = user("before").token();
    String after = user("after").token();
    Path token = Files.writeString(bench().folder().resolve("token"), before);
    proxy()
        .when(Calls.restartsOf("two"))
        .nth(1)
        .then(passage -> {
          Files.writeString(token, after);
          proxy()
              .when(call -> call.sender().authorization().equals("Bearer " + before))
              .then(Faults.status(401));
          passage.answer(Reply.status(401, "Unauthorized"));
        });

    try (HereRun run =
        bench().begin(bench().plan(QUICK), withTokenIn(token), InstantSource.system())) {
      assertEndsUndisturbed(run);
    }

    assertThat(proxy().traffic().exchanges(Calls.restartsOf("two")))
        .extracting(Exchange::code)
        .containsExactly(401, 200);
  }

  private Path withTokenIn(Path token) throws IOException {
    Path file = bench().throughProxy();
    KubernetesSerialization yaml = new KubernetesSerialization();
    Config config = yaml.unmarshal(Files.readString(file), Config.class);
    config
        .getUsers()
        .forEach(user -> {
          user.setUser(new AuthInfo());
          user.getUser().setTokenFile(token.toString());
        });
    return Files.writeString(file, yaml.asYaml(config));
  }

  @Test
  void f25_rights_that_are_taken_away_are_one_clear_refusal_and_no_loop() throws IOException {
    LimitedUser user = user("runner");
    Path kubeconfig =
        proxy().kubeconfig(user.kubeconfigIn(bench().folder()), bench().folder().resolve("it"));
    proxy()
        .when(Calls.restartsOf("two"))
        .nth(1)
        .then(
            Faults.meanwhile(() -> {
              user.allowOnly(rule("*", "get", "list", "watch"), rule("leases", "update"));
              Bench.await("the loss of the right", () -> !user.may("patch", "apps", "deployments"));
            }));

    try (HereRun run = bench().begin(bench().plan(QUICK), kubeconfig, InstantSource.system())) {
      assertEnds(run, 1, EndState.ONE_ALONE);
      assertThat(run.output())
          .contains("patch deployments.apps/two", "403", "cannot patch resource");
    }
    assertThat(proxy().traffic().calls(Calls.restartsOf("two"))).hasSize(1);
  }
}
