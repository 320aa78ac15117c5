package dev.rollwave.workload.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.workload.ObjectState;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.PodSnapshot.ContainerState;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DaemonSetSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.StatefulSetSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservedWorkloadTest {
  private static final String NEW = "new";

  @Test
  void without_its_pods_it_is_judged_by_its_counts() {
    JudgedWorkload judged = new ObservedWorkload(agent(2), Optional.empty()).judged();

    assertThat(judged.ref()).isEqualTo(agent(2).ref());
    assertThat(judged.status())
        .isEqualTo(new RolloutStatus(Status.IN_PROGRESS, "Updating", "2 of 3 pods updated"));
  }

  @Test
  void its_pods_may_say_otherwise_than_its_counts_and_three_of_them_are_all_named() {
    assertThat(judged(agent(3), pod("a", "old"), pod("b", "old"), pod("c", "old")))
        .isEqualTo(
            new RolloutStatus(
                Status.IN_PROGRESS, "OldPods", "3 pods of an older revision still there: a, b, c"));
    assertThat(judged(agent(3), pod("a", "old"), pod("b", "old"), pod("c", "old"), pod("d", "old")))
        .extracting(RolloutStatus::message)
        .isEqualTo("4 pods of an older revision still there: a, b, c and 1 more");
  }

  @Test
  void while_it_is_in_progress_the_pod_that_will_not_make_it_is_named_and_nothing_fails() {
    PodSnapshot broken = broken("b", "CrashLoopBackOff", "back-off 5m0s");

    assertThat(judged(agent(2), pod("a", NEW), broken))
        .isEqualTo(
            new RolloutStatus(
                Status.IN_PROGRESS,
                "Updating",
                "2 of 3 pods updated; pod b, container app: CrashLoopBackOff: back-off 5m0s; find"
                    + " out why it ends, and fix that: `kubectl logs b -n ops -c app --previous`"));
  }

  @Test
  void what_frees_a_stateful_set_is_told_with_its_broken_pod() {
    assertThat(judged(database(), broken("db-1", "ErrImagePull", "")).message())
        .isEqualTo(
            "1 of 2 pods updated; pod db-1, container app: ErrImagePull; push the image, or"
                + " fix the registry or the pull secret; then delete the pod, since its"
                + " StatefulSet waits for it: `kubectl delete pod db-1 -n ops`");
  }

  @Test
  void a_pod_that_no_node_takes_is_named_without_a_container() {
    PodSnapshot homeless = pod("b", NEW, Optional.of("0/3 nodes are available"), List.of());

    assertThat(judged(agent(2), homeless).message())
        .isEqualTo(
            "2 of 3 pods updated; pod b: Unschedulable: 0/3 nodes are available; add a node, or"
                + " lower what it asks for; to delete it changes nothing: `kubectl describe pod b"
                + " -n ops`");
  }

  private static RolloutStatus judged(WorkloadSnapshot snapshot, PodSnapshot... pods) {
    return new ObservedWorkload(snapshot, Optional.of(new PodSet(Optional.of(NEW), List.of(pods))))
        .judged()
        .status();
  }

  private static WorkloadSnapshot agent(int updated) {
    return new DaemonSetSnapshot(
        object(WorkloadKind.DAEMON_SET, "agent"), 3, updated, 3, 3, false, 0, 1, List.of());
  }

  private static WorkloadSnapshot database() {
    return new StatefulSetSnapshot(
        object(WorkloadKind.STATEFUL_SET, "db"), 2, 2, 1, 1, 1, 0, 0, false, "old", NEW, 0, 1);
  }

  private static ObjectState object(WorkloadKind kind, String name) {
    return new ObjectState(
        new WorkloadRef(kind, "ops", name),
        "uid",
        "7",
        1,
        1,
        false,
        Optional.empty(),
        Optional.empty(),
        "t",
        Optional.empty());
  }

  private static PodSnapshot broken(String name, String reason, String message) {
    return pod(
        name,
        NEW,
        Optional.empty(),
        List.of(new ContainerState("app", false, 3, Optional.of(reason), message, List.of())));
  }

  private static PodSnapshot pod(String name, String revision) {
    return pod(name, revision, Optional.empty(), List.of());
  }

  private static PodSnapshot pod(
      String name,
      String revision,
      Optional<String> unschedulable,
      List<ContainerState> containers) {
    return new PodSnapshot(
        name,
        "uid-of-" + name,
        revision,
        Optional.empty(),
        Optional.of("node-a"),
        true,
        false,
        Optional.empty(),
        Duration.ZERO,
        "Running",
        containers.isEmpty() && unschedulable.isEmpty(),
        Optional.empty(),
        unschedulable,
        containers);
  }
}
