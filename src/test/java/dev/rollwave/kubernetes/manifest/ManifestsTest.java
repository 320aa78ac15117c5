package dev.rollwave.kubernetes.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.workload.rollout.JudgedWorkload;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestsTest {
  private static final String DEPLOYMENT =
      """
      {"apiVersion": "apps/v1", "kind": "Deployment",
       "metadata": {"name": "web", "namespace": "shop", "uid": "u", "generation": 2},
       "spec": {"replicas": 1},
       "status": {"observedGeneration": 2, "replicas": 1, "updatedReplicas": 1, "availableReplicas": 1}}
      """;
  private static final String REPLICA_SET =
      """
      {"apiVersion": "apps/v1", "kind": "ReplicaSet",
       "metadata": {"name": "web-new", "namespace": "shop", "uid": "rs",
         "labels": {"pod-template-hash": "new"},
         "annotations": {"deployment.kubernetes.io/revision": "2"},
         "ownerReferences": [{"apiVersion": "apps/v1", "kind": "Deployment", "name": "web", "uid": "u", "controller": true}]}}
      """;
  private static final String POD =
      """
      {"apiVersion": "v1", "kind": "Pod",
       "metadata": {"name": "web-1", "namespace": "shop", "uid": "p",
         "labels": {"pod-template-hash": "new"},
         "ownerReferences": [{"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web-new", "uid": "rs", "controller": true}]},
       "status": {"phase": "Running",
         "conditions": [{"type": "Ready", "status": "False"}],
         "containerStatuses": [{"name": "app", "restartCount": 7, "image": "", "imageID": "", "ready": false,
           "state": {"waiting": {"reason": "CrashLoopBackOff", "message": "back-off 5m0s"}}}]}}
      """;

  @Test
  void what_kubectl_prints_for_several_kinds_is_a_list() throws UnreadableManifestException {
    assertThat(names(list(DEPLOYMENT, DEPLOYMENT.replace("web", "cart"))))
        .containsExactly("shop/Deployment/web", "shop/Deployment/cart");
  }

  @Test
  void what_the_api_server_answers_is_a_list_whose_items_name_no_kind()
      throws UnreadableManifestException {
    String answer =
        "{\"apiVersion\": \"apps/v1\", \"kind\": \"DeploymentList\", \"items\": [%s]}"
            .formatted(
                DEPLOYMENT.replace("\"apiVersion\": \"apps/v1\", \"kind\": \"Deployment\",", ""));
    assertThat(names(answer)).containsExactly("shop/Deployment/web");
  }

  @Test
  void every_json_document_counts_not_only_the_first() throws UnreadableManifestException {
    assertThat(names(DEPLOYMENT + DEPLOYMENT.replace("web", "cart")))
        .containsExactly("shop/Deployment/web", "shop/Deployment/cart");
  }

  @Test
  void empty_documents_between_others_are_nothing() throws UnreadableManifestException {
    assertThat(names("---\n---\n" + DEPLOYMENT + "\n---\n# the end\n"))
        .containsExactly("shop/Deployment/web");
  }

  @Test
  void without_pods_the_counts_speak() throws UnreadableManifestException {
    assertThat(judged(list(DEPLOYMENT, REPLICA_SET)).status().reason()).isEqualTo("RolledOut");
  }

  @Test
  void pods_speak_when_it_can_be_told_which_are_the_newest() throws UnreadableManifestException {
    JudgedWorkload judged = judged(list(DEPLOYMENT, REPLICA_SET, POD));
    assertThat(judged.status().reason()).isEqualTo("NotReady");
    assertThat(judged.status().message())
        .isEqualTo(
            "not ready: web-1; pod web-1, container app: CrashLoopBackOff: back-off 5m0s; find out"
                + " why it ends, and fix that: `kubectl logs web-1 -n shop -c app --previous`");
  }

  @Test
  void pods_without_their_replica_sets_belong_to_nobody() throws UnreadableManifestException {
    assertThat(judged(list(DEPLOYMENT, POD)).status().reason()).isEqualTo("RolledOut");
  }

  @Test
  void pods_of_another_namespace_prove_nothing() throws UnreadableManifestException {
    String elsewhere = POD.replace("\"uid\": \"rs\"", "\"uid\": \"other\"");
    assertThat(judged(list(DEPLOYMENT, REPLICA_SET, elsewhere)).status().reason())
        .isEqualTo("RolledOut");
  }

  @Test
  void a_manifest_that_names_no_namespace_means_the_default_one()
      throws UnreadableManifestException {
    String manifest = "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: agent}}";
    assertThat(names("---\n" + manifest)).containsExactly("default/DaemonSet/agent");
    assertThat(judged("---\n" + manifest).status().status().label()).isEqualTo("Unknown");
  }

  private static String list(String... items) {
    return "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [%s]}"
        .formatted(String.join(",", items));
  }

  private static List<String> names(String content) throws UnreadableManifestException {
    return Manifests.read(content.getBytes(UTF_8)).workloads().stream()
        .map(workload -> workload.snapshot().ref().toString())
        .toList();
  }

  private static JudgedWorkload judged(String content) throws UnreadableManifestException {
    return Manifests.read(content.getBytes(UTF_8)).workloads().getFirst().judged();
  }
}
