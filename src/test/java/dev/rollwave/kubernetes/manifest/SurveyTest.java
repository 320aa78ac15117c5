package dev.rollwave.kubernetes.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentStrategy;
import dev.rollwave.workload.survey.Estimate;
import dev.rollwave.workload.survey.PodPace;
import dev.rollwave.workload.survey.SurveyedWorkload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurveyTest {
  private static final Instant ROLLOUT = Instant.parse("2026-11-20T01:00:00Z");

  private final List<String> documents = new ArrayList<>();

  @Test
  void start_and_ready_times_are_the_medians_of_the_pods_that_were_never_restarted()
      throws UnreadableManifestException {
    deployment("{maxSurge: 1, maxUnavailable: 0}", "");
    pod("web-a", "rs", 0, 2, 12, 0);
    pod("web-b", "rs", 15, 3, 14, 0);
    pod("web-c", "rs", 30, 4, 25, 0);
    pod("web-d", "rs", 30, 900, 1000, 1);

    PodPace pace = only().pace();

    assertThat(pace.start()).contains(new Estimate(Duration.ofSeconds(3), "measured from 3 pods"));
    assertThat(pace.ready()).contains(new Estimate(Duration.ofSeconds(11), "measured from 3 pods"));
    // 12, 14 and 25 s in all: 11 s from the median, less the second that the clock cannot tell.
    assertThat(pace.spread()).contains(10 / 14.0);
    assertThat(pace.termination()).isEmpty();
  }

  @Test
  void a_deployments_last_rollout_lasts_from_its_replica_set_until_its_progress_ended()
      throws UnreadableManifestException {
    deployment("{maxSurge: 1, maxUnavailable: 0}", "");

    assertThat(only().pace().lastRollout()).map(Estimate::time).contains(Duration.ofSeconds(95));
  }

  @Test
  void a_deployment_that_recreates_tells_by_its_stamp_how_long_its_pods_took_to_end()
      throws UnreadableManifestException {
    documents.add(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop, uid: dep}
        spec:
          strategy: {type: Recreate}
          template:
            metadata: {annotations: {kubectl.kubernetes.io/restartedAt: "2026-11-20T01:59:53+01:00"}}
        """);
    replicaSet();

    assertThat(only().pace().termination()).map(Estimate::time).contains(Duration.ofSeconds(7));
  }

  @Test
  void percentages_are_resolved_as_the_controllers_do() throws UnreadableManifestException {
    deployment("{maxSurge: 30%, maxUnavailable: 30%}", "replicas: 5");
    documents.add(
        """
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: agent, namespace: shop, uid: ds}
        spec: {updateStrategy: {rollingUpdate: {maxUnavailable: 30%}}}
        status: {desiredNumberScheduled: 5}
        """);

    List<SurveyedWorkload> all = surveyed();

    assertThat(((DeploymentSnapshot) all.getFirst().snapshot()).strategy())
        .isEqualTo(new DeploymentStrategy.RollingUpdate(2, 1));
    assertThat(all.getLast().replacement().maxUnavailable()).isEqualTo(2);
  }

  @Test
  void a_stateful_set_that_was_rolled_tells_by_its_gaps_how_long_its_pods_took_to_end()
      throws UnreadableManifestException {
    statefulSet(5);
    pod("cache-2", "sts", 0, 2, 10, 0);
    pod("cache-1", "sts", 10 + 5 + 7, 2, 10, 0);
    pod("cache-0", "sts", 32 + 5 + 9, 2, 10, 0);

    PodPace pace = only().pace();

    assertThat(pace.termination())
        .contains(new Estimate(Duration.ofSeconds(8), "measured from 2 gaps between pods"));
    assertThat(pace.lastRollout()).map(Estimate::time).contains(Duration.ofSeconds(56));
  }

  @Test
  void a_stateful_set_that_was_only_created_tells_nothing_of_how_its_pods_end()
      throws UnreadableManifestException {
    statefulSet(0);
    pod("cache-0", "sts", 0, 2, 10, 0);
    pod("cache-1", "sts", 10, 2, 10, 0);
    pod("cache-2", "sts", 20, 2, 10, 0);

    assertThat(only().pace().termination()).isEmpty();
  }

  @Test
  void pods_of_several_occasions_are_no_rollout() throws UnreadableManifestException {
    statefulSet(0);
    pod("cache-2", "sts", 0, 2, 10, 0);
    pod("cache-1", "sts", 20, 2, 10, 0);
    pod("cache-0", "sts", 86_400, 2, 10, 0);

    assertThat(only().pace().lastRollout()).isEmpty();
    assertThat(only().pace().ready()).isPresent();
  }

  @Test
  void probes_and_grace_are_read_where_no_pod_was_seen() throws UnreadableManifestException {
    documents.add(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop, uid: dep, labels: {tier: front}}
        spec:
          progressDeadlineSeconds: 90
          minReadySeconds: 15
          template:
            spec:
              terminationGracePeriodSeconds: 4
              containers:
                - name: main
                  startupProbe: {initialDelaySeconds: 40}
                  readinessProbe: {initialDelaySeconds: 20, periodSeconds: 5, successThreshold: 3}
                - name: sidecar
        """);

    SurveyedWorkload web = only();

    assertThat(web.pace().start()).isEmpty();
    assertThat(web.pace().firstProbe()).isEqualTo(Duration.ofSeconds(50));
    assertThat(web.pace().gracePeriod()).isEqualTo(Duration.ofSeconds(4));
    assertThat(web.labels()).containsEntry("tier", "front");
    assertThat(web.replacement().progressDeadline()).contains(Duration.ofSeconds(90));
    assertThat(web.replacement().minReadySeconds()).isEqualTo(15);
  }

  @Test
  void times_that_are_none_and_pods_of_others_are_left_out() throws UnreadableManifestException {
    deployment("{}", "");
    pod("web-a", "rs", 0, 2, 12, 0);
    pod("other", "somebody-else", 0, 2, 500, 0);
    documents.add(
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web-b
          namespace: shop
          creationTimestamp: yesterday
          ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: rs, uid: rs, controller: true}]
        status:
          conditions: [{type: Ready, status: "True", lastTransitionTime: soon}]
        """);

    assertThat(only().pace().ready()).map(Estimate::source).contains("measured from 1 pod");
  }

  private void deployment(String rollingUpdate, String more) {
    documents.add(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop, uid: dep}
        spec:
          %s
          strategy: {type: RollingUpdate, rollingUpdate: %s}
        status:
          conditions:
            - {type: Progressing, status: "True", reason: NewReplicaSetAvailable, lastUpdateTime: "%s"}
        """
            .formatted(more, rollingUpdate, ROLLOUT.plusSeconds(95)));
    replicaSet();
  }

  private void replicaSet() {
    documents.add(
        """
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata:
          name: rs
          namespace: shop
          uid: rs
          creationTimestamp: "%s"
          annotations: {deployment.kubernetes.io/revision: "2"}
          labels: {pod-template-hash: abc}
          ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: dep, controller: true}]
        """
            .formatted(ROLLOUT));
  }

  private void statefulSet(int minReadySeconds) {
    documents.add(
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: cache, namespace: shop, uid: sts}
        spec: {replicas: 3, minReadySeconds: %d}
        """
            .formatted(minReadySeconds));
  }

  private void pod(String name, String owner, int created, int started, int ready, int restarts) {
    Instant birth = ROLLOUT.plusSeconds(created);
    documents.add(
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: %s
          namespace: shop
          creationTimestamp: "%s"
          ownerReferences: [{apiVersion: apps/v1, kind: Owner, name: owner, uid: %s, controller: true}]
        status:
          conditions: [{type: Ready, status: "True", lastTransitionTime: "%s"}]
          containerStatuses:
            - {name: main, restartCount: %d, state: {running: {startedAt: "%s"}}}
        """
            .formatted(
                name,
                birth,
                owner,
                birth.plusSeconds(ready),
                restarts,
                birth.plusSeconds(started)));
  }

  private SurveyedWorkload only() throws UnreadableManifestException {
    assertThat(surveyed()).hasSize(1);
    return surveyed().getFirst();
  }

  private List<SurveyedWorkload> surveyed() throws UnreadableManifestException {
    return Manifests.survey(String.join("---\n", documents).getBytes(UTF_8)).workloads();
  }
}
