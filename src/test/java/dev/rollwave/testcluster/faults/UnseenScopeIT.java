package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.run.HereRun;
import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.kubelet.PodBehaviour;
import dev.rollwave.testcluster.kubelet.Pods;
import dev.rollwave.testcluster.proxy.Call;
import dev.rollwave.testcluster.proxy.Calls;
import dev.rollwave.testcluster.proxy.Faults;
import dev.rollwave.testcluster.proxy.OpenWatch;
import dev.rollwave.testcluster.proxy.Reply;
import dev.rollwave.testcluster.proxy.Rule;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import dev.rollwave.workload.WorkloadRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The API server does not let the Deployments of one namespace be listed or watched, in the middle
 * of a rollout, while it answers everything else.
 */
@OnSharedCluster
class UnseenScopeIT extends FaultIT {
  private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(2);

  private final LeapingTime time = new LeapingTime();
  private TestNamespace elsewhere;
  private FakeKubelet.Withdrawal heldOne = () -> {};
  private FakeKubelet.Withdrawal heldThree = () -> {};

  @BeforeEach
  void createTwoInEachNamespace(TestNamespace elsewhere) {
    this.elsewhere = elsewhere;
    bench()
        .create(
            Manifests.deployment(bench().namespace(), "one", 1),
            Manifests.deployment(bench().namespace(), "two", 1),
            Manifests.deployment(elsewhere, "three", 1),
            Manifests.deployment(elsewhere, "four", 1));
    Rollouts.awaitAll(bench().client(), elsewhere);
    heldOne = held(bench().one());
    heldThree = held(three());
  }

  private FakeKubelet.Withdrawal held(WorkloadRef workload) {
    return kubelet().when(Pods.of(workload).and(Pods.stamped())).then(PodBehaviour.neverReady());
  }

  private WorkloadRef three() {
    return elsewhere.deployment("three");
  }

  private WorkloadRef four() {
    return elsewhere.deployment("four");
  }

  /**
   * One in which {@code two} waits for the other namespace alone, and so for its own to be seen.
   */
  private Path plan() throws IOException {
    return bench()
        .planOf(
            """
            health: {timeout: 10m, soak: 0s}
            onFailure: continue
            waves:
              - {name: first, workloads: [{kind: Deployment, namespace: HERE, name: one}]}
              - name: second
                dependsOn: [third]
                workloads: [{kind: Deployment, namespace: HERE, name: two}]
              - name: third
                dependsOn: []
                workloads: [{kind: Deployment, namespace: ELSEWHERE, name: three}]
              - {name: fourth, workloads: [{kind: Deployment, namespace: ELSEWHERE, name: four}]}
            """
                .replace("ELSEWHERE", elsewhere.name()));
  }

  private Predicate<Call> looks() {
    return Calls.on("deployments")
        .and(Calls.in(bench().namespace().name()))
        .and(Calls.of("list", "deployments").or(Calls.watches()));
  }

  /** Begins the run; {@code one} and {@code three} roll out until they are let go. */
  private HereRun rollingOut() throws IOException {
    HereRun run = bench().begin(plan(), time.clocks());
    Bench.await(
        "the restarts",
        () -> stamped(bench().one()) && stamped(three()) && !openWatches().isEmpty());
    return run;
  }

  private boolean stamped(WorkloadRef workload) {
    return bench().truth().facts(workload).stamp().isPresent();
  }

  private List<OpenWatch> openWatches() {
    return proxy().watches(looks()).stream().filter(OpenWatch::isOpen).toList();
  }

  /** From now on lists and watches of the namespace are refused; the open ones end. */
  private Rule refuse(Reply refusal) {
    Rule refused = proxy().when(looks()).then(Faults.answer(refusal));
    openWatches().forEach(OpenWatch::end);
    return refused;
  }

  private static Reply forbidden() {
    return Reply.status(403, "deployments.apps is forbidden: User runner cannot list resource");
  }

  @Test
  void f34_a_401_for_a_while_as_of_api_servers_that_are_replaced_is_told_once_and_waited_for()
      throws IOException {
    assertIsWaitedFor(Reply.status(401, "Unauthorized"));
  }

  @Test
  void f34_a_403_for_a_while_as_of_an_api_server_that_just_started_is_told_once_and_waited_for()
      throws IOException {
    assertIsWaitedFor(forbidden());
  }

  @Test
  void f34_a_404_for_a_while_as_of_the_aggregator_is_told_once_and_waited_for() throws IOException {
    assertIsWaitedFor(new Reply(404, List.of("Content-Type: text/plain"), "404 page not found\n"));
  }

  private void assertIsWaitedFor(Reply reply) throws IOException {
    try (HereRun run = rollingOut()) {
      Rule refused = refuse(reply);
      Bench.await("refusals", () -> refused.struck() >= 2);
      heldOne.withdraw();
      Bench.await("its rollout", () -> bench().truth().facts(bench().one()).complete());
      heldThree.withdraw();
      Bench.await("the other namespace", () -> isTold(run, "healthy", four()));
      // A kept connection leads to the same API server again, which may be the one that refuses.
      Bench.await("refusals over new connections", () -> connectionsOfRefusals().size() >= 3);
      assertThat(stamped(bench().two())).as(run::output).isFalse();
      refused.withdraw();

      assertEndsUndisturbed(run);
      assertElsewhereIsRestarted();
      assertThat(run.output().lines().filter(line -> line.contains(" unseen ")))
          .singleElement()
          .satisfies(line -> assertThat(line).contains(" " + reply.code() + " "));
      assertThat(run.output()).contains(" seen ").doesNotContain(" failed ", " outage ");
    }
  }

  private void assertElsewhereIsRestarted() {
    assertThat(EndState.of(bench(), three(), four()))
        .isEqualTo(EndState.eachRestarted("three", "four"));
  }

  private static boolean isTold(HereRun run, String word, WorkloadRef workload) {
    return run.output()
        .lines()
        .anyMatch(line -> line.contains(" " + word + " ") && line.contains(" " + workload + " "));
  }

  private Set<Integer> connectionsOfRefusals() {
    return proxy().traffic().exchanges(looks()).stream()
        .filter(exchange -> exchange.code() >= 400)
        .map(exchange -> exchange.call().sender().connection())
        .collect(Collectors.toSet());
  }

  @Test
  void f34_what_stays_refused_fails_its_own_with_the_cause_and_since_when_and_no_other()
      throws IOException {
    try (HereRun run = rollingOut()) {
      Rule refused = refuse(forbidden());
      Bench.await("word of it", () -> run.output().contains(" unseen "));
      assertThat(run.output()).doesNotContain(" failed ");

      time.leap(GIVEN_UP_AFTER);
      run.lookAtTheTime();
      Bench.await("its failure", () -> isTold(run, "failed", bench().one()));
      heldThree.withdraw();

      assertThat(run.awaitExit()).as(run::output).isEqualTo(1);
      assertThat(refused.struck()).isPositive();
      assertThat(run.output().lines().filter(line -> line.contains(" failed ")))
          .hasSize(2)
          .allSatisfy(line ->
              assertThat(line)
                  .contains(bench().namespace().name())
                  .contains("reason=ReadRefused", "not seen since 2", "403", "is forbidden"));
    }
    assertThat(stamped(bench().two())).isFalse();
    assertElsewhereIsRestarted();
  }
}
