package dev.rollwave.runner;

import static dev.rollwave.runner.Plans.deployments;
import static dev.rollwave.runner.Plans.named;
import static dev.rollwave.runner.Plans.wave;
import static dev.rollwave.runner.Plans.waveThatMayBeEmpty;
import static dev.rollwave.workload.WorkloadKind.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.engine.message.Event;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds for every {@link Cluster}, the one in memory and the real one. A subclass says how the
 * workloads of a test come to be, and how its time passes.
 */
public abstract class ClusterContract {
  private static final RestartMark FIRST = mark("run-1", "2026-11-21T01:00:00Z");
  private static final RestartMark SECOND = mark("run-2", "2026-11-21T02:00:00Z");

  private final ReceivedEvents events = new ReceivedEvents();
  private int questions;

  /** The cluster under test: the same one throughout a test. */
  protected abstract Cluster cluster();

  /** A namespace that the test has for itself, where nothing is until the test creates it. */
  protected abstract String namespace();

  /**
   * Creates a workload in {@link #namespace} and waits until it is rolled out. How many pods a
   * DaemonSet has is up to the nodes.
   */
  protected abstract void create(
      WorkloadKind kind, String name, int replicas, Map<String, String> labels);

  /** Deletes a workload. */
  protected abstract void delete(WorkloadRef ref);

  /** The cluster's time. */
  protected abstract Instant now();

  /**
   * Lets time pass until {@code done} holds, for a minute at most.
   *
   * @throws AssertionError when it does not come to hold
   */
  protected abstract void letTimePassUntil(BooleanSupplier done);

  private static RestartMark mark(String runId, String stamp) {
    return new RestartMark(runId, "contract", stamp);
  }

  private WorkloadRef ref(WorkloadKind kind, String name) {
    return new WorkloadRef(kind, namespace(), name);
  }

  private WorkloadRef created(WorkloadKind kind, String name, int replicas) {
    create(kind, name, replicas, Map.of());
    return ref(kind, name);
  }

  private WorkloadSnapshot resolved(WorkloadRef ref) throws ClusterException {
    return cluster().resolve(Plans.of(wave("all", named(ref)))).targets().values().stream()
        .flatMap(List::stream)
        .findFirst()
        .orElseThrow();
  }

  private static PatchRestart restart(WorkloadSnapshot seen, RestartMark mark) {
    return new PatchRestart(
        seen.ref(),
        seen.object().uid(),
        seen.object().resourceVersion(),
        mark,
        "a test",
        Instant.MAX);
  }

  private <E extends Event> E await(Class<E> type, Predicate<E> wanted) {
    letTimePassUntil(() -> events.first(type, wanted).isPresent());
    return events.first(type, wanted).orElseThrow();
  }

  /**
   * Restarts it as it was seen, or as it is by then where another client wrote in between: a
   * controller still counts terminating pods when a rollout is over.
   */
  private WorkloadSnapshot accepted(WorkloadSnapshot seen, RestartMark mark)
      throws ClusterException {
    WorkloadSnapshot newest = seen;
    for (int tries = 0; tries < 10; tries++) {
      int told = events.all().size();
      cluster().carryOut(restart(newest, mark), events);
      letTimePassUntil(() -> answer(seen.ref(), told).isPresent());
      if (answer(seen.ref(), told).orElseThrow() instanceof Event.RestartAccepted accepted) {
        assertThat(accepted.snapshot().object().mark()).contains(mark);
        return accepted.snapshot();
      }
      newest = resolved(seen.ref());
    }
    throw new AssertionError(
        "another client wrote each time: " + events.of(Event.RestartUnknown.class));
  }

  private Optional<Event> answer(WorkloadRef ref, int after) {
    return events.all().stream().skip(after).filter(event -> isAnswer(event, ref)).findFirst();
  }

  private static boolean isAnswer(Event event, WorkloadRef ref) {
    return switch (event) {
      case Event.RestartAccepted accepted -> accepted.ref().equals(ref);
      case Event.RestartUnknown unknown -> unknown.ref().equals(ref);
      default -> false;
    };
  }

  private PodSet inspected(WorkloadRef ref) {
    Command.InspectPods question =
        new Command.InspectPods(ref, false, now().plusNanos(++questions));
    cluster().carryOut(question, events);
    return await(Event.PodsInspected.class, e -> e.question().equals(question)).pods();
  }

  /** The same, where {@code shown} need not be read again if they prove it. */
  private PodSet inspected(WorkloadSnapshot shown) {
    Command.InspectPods question =
        new Command.InspectPods(
            shown.ref(), false, now().plusNanos(++questions), Optional.of(shown));
    cluster().carryOut(question, events);
    return await(Event.PodsInspected.class, e -> e.question().equals(question)).pods();
  }

  private static boolean isRolledOut(WorkloadSnapshot snapshot) {
    return snapshot.object().observedGeneration() >= snapshot.object().generation()
        && snapshot.replicas() == snapshot.desired()
        && snapshot.updated() == snapshot.desired()
        && snapshot.available() == snapshot.desired();
  }

  @ParameterizedTest
  @EnumSource(WorkloadKind.class)
  void a_name_is_resolved_to_the_workload_as_it_is(WorkloadKind kind) throws Exception {
    WorkloadRef web = created(kind, "web", 2);

    Resolution resolution = cluster().resolve(Plans.of(wave("all", named(web))));

    assertThat(resolution.problems()).isEmpty();
    assertThat(resolution.targets()).containsOnlyKeys("all");
    assertThat(resolution.targets().get("all"))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.ref()).isEqualTo(web);
          assertThat(found.object().uid()).isNotEmpty();
          assertThat(found.object().resourceVersion()).isNotEmpty();
          assertThat(found.object().generation()).isPositive();
          assertThat(found.object().mark()).isEmpty();
          assertThat(isRolledOut(found)).isTrue();
        });
  }

  @Test
  void a_selector_is_resolved_to_all_that_match_in_order_of_their_references() throws Exception {
    create(DEPLOYMENT, "b", 1, Map.of("tier", "backend"));
    create(DEPLOYMENT, "a", 1, Map.of("tier", "backend"));
    create(DEPLOYMENT, "c", 1, Map.of("tier", "frontend"));

    Resolution resolution =
        cluster().resolve(Plans.of(wave("backends", deployments(namespace(), "tier=backend"))));

    assertThat(resolution.problems()).isEmpty();
    assertThat(resolution.targets().get("backends"))
        .extracting(WorkloadSnapshot::ref)
        .containsExactly(ref(DEPLOYMENT, "a"), ref(DEPLOYMENT, "b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "generation>3",
        "generation < 10",
        "generation > 3,generation<8",
        "tier in (backend, frontend),generation",
        "tier notin (frontend),!gone,generation!=8",
        "tier == backend , generation = 7",
      })
  void every_operator_of_a_selector_means_what_the_api_server_takes_it_for(String selector)
      throws Exception {
    create(DEPLOYMENT, "right", 1, Map.of("tier", "backend", "generation", "7"));
    create(DEPLOYMENT, "above", 1, Map.of("tier", "frontend", "generation", "11", "gone", ""));
    create(DEPLOYMENT, "below", 1, Map.of("tier", "cache", "generation", "3", "gone", ""));
    create(DEPLOYMENT, "none", 1, Map.of("tier", "cache", "gone", ""));
    create(DEPLOYMENT, "no-number", 1, Map.of("tier", "cache", "generation", "x", "gone", ""));

    Resolution resolution =
        cluster().resolve(Plans.of(wave("all", deployments(namespace(), selector))));

    assertThat(resolution.problems()).isEmpty();
    assertThat(resolution.targets().get("all"))
        .extracting(WorkloadSnapshot::ref)
        .contains(ref(DEPLOYMENT, "right"))
        .doesNotContain(ref(DEPLOYMENT, "none"), ref(DEPLOYMENT, "no-number"));
  }

  @Test
  void a_workload_that_one_wave_names_twice_is_there_once() throws Exception {
    create(DEPLOYMENT, "a", 1, Map.of("tier", "backend"));

    Resolution resolution =
        cluster()
            .resolve(
                Plans.of(
                    wave(
                        "all",
                        named(ref(DEPLOYMENT, "a")),
                        deployments(namespace(), "tier=backend"))));

    assertThat(resolution.problems()).isEmpty();
    assertThat(resolution.targets().get("all")).hasSize(1);
  }

  @Test
  void a_workload_in_two_waves_is_a_problem_that_names_both() throws Exception {
    create(DEPLOYMENT, "a", 1, Map.of("tier", "backend"));

    Resolution resolution =
        cluster()
            .resolve(
                Plans.of(
                    wave("one", named(ref(DEPLOYMENT, "a"))),
                    wave("two", deployments(namespace(), "tier=backend"))));

    assertThat(resolution.problems())
        .singleElement()
        .asString()
        .contains(ref(DEPLOYMENT, "a").toString(), "one", "two");
  }

  @Test
  void a_selector_that_matches_nothing_is_a_problem() throws Exception {
    Resolution resolution =
        cluster().resolve(Plans.of(wave("all", deployments(namespace(), "tier=none"))));

    assertThat(resolution.problems())
        .singleElement()
        .asString()
        .contains("all", namespace(), "tier=none");
  }

  @Test
  void a_selector_may_match_nothing_where_the_wave_allows_it() throws Exception {
    Resolution resolution =
        cluster()
            .resolve(Plans.of(waveThatMayBeEmpty("all", deployments(namespace(), "tier=none"))));

    assertThat(resolution.problems()).isEmpty();
    assertThat(resolution.targets().get("all")).isEmpty();
  }

  @Test
  void a_name_that_is_not_there_is_a_problem_that_says_which_is_near() throws Exception {
    created(DEPLOYMENT, "checkout", 1);

    Resolution resolution =
        cluster().resolve(Plans.of(wave("all", named(ref(DEPLOYMENT, "chekout")))));

    assertThat(resolution.problems())
        .singleElement()
        .asString()
        .contains("chekout", namespace(), "checkout");
  }

  @ParameterizedTest
  @EnumSource(WorkloadKind.class)
  void an_accepted_restart_is_the_next_generation_with_stamp_and_mark(WorkloadKind kind)
      throws Exception {
    WorkloadSnapshot before = resolved(created(kind, "web", 2));

    WorkloadSnapshot after = accepted(before, FIRST);

    assertThat(after.object().uid()).isEqualTo(before.object().uid());
    assertThat(after.object().generation()).isEqualTo(before.object().generation() + 1);
    assertThat(after.object().resourceVersion()).isNotEqualTo(before.object().resourceVersion());
    assertThat(after.object().stamp()).contains(FIRST.stamp());
    assertThat(after.object().mark()).contains(FIRST);
    assertThat(after.object().templateDigest()).isNotEqualTo(before.object().templateDigest());
  }

  @Test
  void a_restart_of_what_somebody_wrote_since_is_unknown_and_the_reread_tells() throws Exception {
    WorkloadSnapshot before = resolved(created(DEPLOYMENT, "web", 2));
    accepted(before, FIRST);

    cluster().carryOut(restart(before, SECOND), events);
    await(Event.RestartUnknown.class, e -> e.ref().equals(before.ref()));
    cluster().carryOut(new Command.Reread(before.ref()), events);

    Event.Reread reread = await(Event.Reread.class, e -> e.ref().equals(before.ref()));
    assertThat(reread.snapshot().orElseThrow().object().mark()).contains(FIRST);
    assertThat(reread.snapshot().orElseThrow().object().generation())
        .isEqualTo(before.object().generation() + 1);
  }

  @Test
  void the_same_restart_sent_twice_is_one_restart() throws Exception {
    WorkloadSnapshot before = resolved(created(DEPLOYMENT, "web", 2));
    WorkloadSnapshot first = accepted(before, FIRST);
    letTimePassUntil(() -> isRolledOutNow(before.ref()));
    WorkloadSnapshot settled = resolved(before.ref());

    WorkloadSnapshot second = accepted(settled, FIRST);

    assertThat(second.object().generation()).isEqualTo(first.object().generation());
    assertThat(second.object().templateDigest()).isEqualTo(first.object().templateDigest());
  }

  private boolean isRolledOutNow(WorkloadRef ref) {
    try {
      return isRolledOut(resolved(ref));
    } catch (ClusterException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_restart_that_is_too_late_is_not_sent() throws Exception {
    WorkloadSnapshot before = resolved(created(DEPLOYMENT, "web", 1));
    PatchRestart late =
        new PatchRestart(
            before.ref(),
            before.object().uid(),
            before.object().resourceVersion(),
            FIRST,
            "a test",
            now().minus(Duration.ofSeconds(1)));

    cluster().carryOut(late, events);

    await(Event.RestartNotSent.class, e -> e.ref().equals(before.ref()));
    assertThat(resolved(before.ref()).object().generation())
        .isEqualTo(before.object().generation());
    assertThat(resolved(before.ref()).object().mark()).isEmpty();
  }

  @Test
  void a_restart_of_what_is_not_there_is_refused_and_the_reread_finds_nothing() throws Exception {
    WorkloadSnapshot before = resolved(created(DEPLOYMENT, "web", 1));
    delete(before.ref());

    cluster().carryOut(restart(before, FIRST), events);
    Event.RestartRefused refused =
        await(Event.RestartRefused.class, e -> e.ref().equals(before.ref()));
    cluster().carryOut(new Command.Reread(before.ref()), events);

    assertThat(refused.cause()).contains("web");
    assertThat(await(Event.Reread.class, e -> e.ref().equals(before.ref())).snapshot()).isEmpty();
  }

  @Test
  void a_dry_run_is_accepted_and_changes_nothing() throws Exception {
    WorkloadSnapshot before = resolved(created(DEPLOYMENT, "web", 1));

    assertThat(cluster().tryRestart(restart(before, FIRST))).isEmpty();

    WorkloadSnapshot after = resolved(before.ref());
    assertThat(after.object().generation()).isEqualTo(before.object().generation());
    assertThat(after.object().stamp()).isEmpty();
    assertThat(after.object().mark()).isEmpty();
  }

  @Test
  void a_dry_run_on_what_is_not_there_says_so() throws Exception {
    WorkloadSnapshot before = resolved(created(DEPLOYMENT, "web", 1));
    delete(before.ref());

    assertThat(cluster().tryRestart(restart(before, FIRST)))
        .hasValueSatisfying(why -> assertThat(why).contains("web"));
  }

  @Test
  void the_pods_of_many_are_those_of_each_without_what_is_not_there() {
    WorkloadRef web = created(DEPLOYMENT, "web", 2);
    WorkloadRef api = created(DEPLOYMENT, "api", 1);

    Map<WorkloadRef, PodSet> pods = cluster().pods(List.of(web, ref(DEPLOYMENT, "missing"), api));

    assertThat(pods).containsOnlyKeys(web, api);
    assertThat(pods.get(web)).isEqualTo(inspected(web));
    assertThat(pods.get(api)).isEqualTo(inspected(api));
  }

  @ParameterizedTest
  @EnumSource(WorkloadKind.class)
  void a_watch_shows_the_present_state_then_the_rollout_and_its_end(WorkloadKind kind)
      throws Exception {
    WorkloadSnapshot before = resolved(created(kind, "web", 2));
    WorkloadRef web = before.ref();

    cluster().watch(List.of(web), events);
    letTimePassUntil(() -> !events.observed(web).isEmpty());
    assertThat(isRolledOut(events.observed(web).getFirst())).isTrue();
    WorkloadSnapshot after = accepted(before, FIRST);

    await(
        Event.Observed.class,
        e ->
            e.snapshot().ref().equals(web)
                && e.snapshot().object().generation() >= after.object().generation()
                && isRolledOut(e.snapshot()));
    List<WorkloadSnapshot> ofRollout =
        events.observed(web).stream()
            .filter(s -> s.object().generation() >= after.object().generation())
            .toList();
    assertThat(isRolledOut(ofRollout.getFirst())).isFalse();
    assertThat(ofRollout).allSatisfy(s -> assertThat(s.object().mark()).contains(FIRST));
  }

  @Test
  void a_watch_follows_only_what_it_was_asked_to() throws Exception {
    WorkloadRef wanted = created(DEPLOYMENT, "wanted", 1);
    WorkloadRef other = created(DEPLOYMENT, "other", 1);

    cluster().watch(List.of(wanted), events);
    letTimePassUntil(() -> !events.observed(wanted).isEmpty());
    WorkloadSnapshot restarted = accepted(resolved(wanted), FIRST);
    accepted(resolved(other), FIRST);
    await(
        Event.Observed.class,
        e ->
            e.snapshot().object().generation() >= restarted.object().generation()
                && isRolledOut(e.snapshot()));

    assertThat(events.observed(other)).isEmpty();
  }

  @Test
  void a_watch_tells_what_is_missing_from_the_start_and_what_is_deleted_later() throws Exception {
    WorkloadRef web = created(DEPLOYMENT, "web", 1);
    WorkloadRef missing = ref(DEPLOYMENT, "missing");

    cluster().watch(List.of(web, missing), events);
    await(Event.Deleted.class, e -> e.ref().equals(missing));
    letTimePassUntil(() -> !events.observed(web).isEmpty());
    delete(web);

    await(Event.Deleted.class, e -> e.ref().equals(web));
  }

  @ParameterizedTest
  @EnumSource(WorkloadKind.class)
  void the_pods_of_a_rollout_move_from_the_old_revision_to_the_newest(WorkloadKind kind)
      throws Exception {
    WorkloadRef web = created(kind, "web", 2);
    PodSet before = inspected(web);
    WorkloadSnapshot seen = resolved(web);

    accepted(seen, FIRST);
    letTimePassUntil(() -> !inspected(web).newestRevision().equals(before.newestRevision()));
    PodSet during = inspected(web);
    letTimePassUntil(() -> isRolledOutNow(web) && inspected(web).outdated().isEmpty());
    PodSet after = inspected(web);

    assertThat(before.newestRevision()).isPresent();
    assertThat(before.newest()).hasSize(seen.desired());
    assertThat(before.outdated()).isEmpty();
    assertThat(during.outdated())
        .allSatisfy(
            pod -> assertThat(Optional.of(pod.revision())).isEqualTo(before.newestRevision()));
    assertThat(after.newest()).hasSize(seen.desired());
    assertThat(after.newest()).allSatisfy(pod -> assertThat(pod.ready()).isTrue());
    assertThat(after.newest())
        .extracting(pod -> pod.uid())
        .doesNotContainAnyElementsOf(before.pods().stream().map(pod -> pod.uid()).toList());
  }

  @ParameterizedTest
  @EnumSource(WorkloadKind.class)
  void the_stamp_on_pods_tells_as_much_of_them_as_all_that_can_be_read(WorkloadKind kind)
      throws Exception {
    WorkloadRef web = created(kind, "web", 2);
    accepted(resolved(web), FIRST);
    letTimePassUntil(() -> isRolledOutNow(web) && inspected(web).outdated().isEmpty());

    PodSet byStamp = inspected(resolved(web));
    PodSet byAll = inspected(web);

    assertThat(byStamp.newestRevision()).isEqualTo(byAll.newestRevision());
    assertThat(byStamp.newest()).isEqualTo(byAll.newest());
    assertThat(byStamp.newest())
        .isNotEmpty()
        .allSatisfy(pod -> assertThat(pod.stamp()).contains(FIRST.stamp()));
  }

  @Test
  void pods_of_a_workload_beside_it_do_not_count() throws Exception {
    WorkloadRef web = created(DEPLOYMENT, "web", 2);
    created(DEPLOYMENT, "web-2", 1);

    assertThat(inspected(web).pods()).hasSize(2);
  }

  @Test
  void nothing_is_told_after_the_cluster_was_closed() throws Exception {
    WorkloadSnapshot before = resolved(created(DEPLOYMENT, "web", 1));
    cluster().watch(List.of(before.ref()), events);
    letTimePassUntil(() -> !events.observed(before.ref()).isEmpty());

    cluster().close();
    int told = events.all().size();
    cluster().carryOut(new Command.Reread(before.ref()), events);
    delete(before.ref());

    assertThat(events.all()).hasSize(told);
  }
}
