package dev.rollwave.training;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Two workloads of one pod each, as their controllers leave them before and after a restart. */
final class TrainingWorkloads {
  private static final String DEPLOYMENT =
      """
      {"apiVersion": "apps/v1", "kind": "Deployment",
       "metadata": {"name": "web", "namespace": "training", "uid": "uid-web", "generation": 1,
         "creationTimestamp": "2026-01-01T00:00:00Z", "labels": {"app": "web"}},
       "spec": {"replicas": 1, "progressDeadlineSeconds": 600, "revisionHistoryLimit": 10,
         "selector": {"matchLabels": {"app": "web"}},
         "strategy": {"type": "RollingUpdate",
           "rollingUpdate": {"maxSurge": "25%", "maxUnavailable": "25%"}},
         "template": {"metadata": {"labels": {"app": "web"}},
           "spec": {"containers": [{"name": "web", "image": "example.com/web:1"}]}}},
       "status": {"observedGeneration": 1, "replicas": 1, "updatedReplicas": 1, "readyReplicas": 1,
         "availableReplicas": 1, "conditions": [
           {"type": "Available", "status": "True", "reason": "MinimumReplicasAvailable",
            "message": "", "lastUpdateTime": "2026-01-01T00:00:00Z"},
           {"type": "Progressing", "status": "True", "reason": "NewReplicaSetAvailable",
            "message": "", "lastUpdateTime": "2026-01-01T00:00:00Z"}]}}
      """;

  private static final String STATEFUL_SET =
      """
      {"apiVersion": "apps/v1", "kind": "StatefulSet",
       "metadata": {"name": "cache", "namespace": "training", "uid": "uid-cache", "generation": 1,
         "creationTimestamp": "2026-01-01T00:00:00Z", "labels": {"app": "cache"}},
       "spec": {"replicas": 1, "serviceName": "cache",
         "selector": {"matchLabels": {"app": "cache"}},
         "updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"partition": 0}},
         "template": {"metadata": {"labels": {"app": "cache"}},
           "spec": {"containers": [{"name": "cache", "image": "example.com/cache:1"}]}}},
       "status": {"observedGeneration": 1, "replicas": 1, "updatedReplicas": 1, "readyReplicas": 1,
         "currentReplicas": 1, "availableReplicas": 1,
         "currentRevision": "cache-old", "updateRevision": "cache-old"}}
      """;

  private static final String REPLICA_SET =
      """
      {"apiVersion": "apps/v1", "kind": "ReplicaSet",
       "metadata": {"name": "web-new", "namespace": "training", "uid": "uid-web-new",
         "labels": {"app": "web", "pod-template-hash": "new"},
         "annotations": {"deployment.kubernetes.io/revision": "2"},
         "ownerReferences": [{"apiVersion": "apps/v1", "kind": "Deployment", "name": "web",
           "uid": "uid-web", "controller": true}]}}
      """;

  private static final String PODS =
      """
      [{"apiVersion": "v1", "kind": "Pod",
        "metadata": {"name": "web-new-a", "namespace": "training", "uid": "uid-web-new-a",
          "labels": {"app": "web", "pod-template-hash": "new"},
          "ownerReferences": [{"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web-new",
            "uid": "uid-web-new", "controller": true}]},
        "spec": {"nodeName": "node"},
        "status": {"phase": "Running",
          "conditions": [{"type": "Ready", "status": "True",
            "lastTransitionTime": "2026-01-01T00:00:00Z"}],
          "containerStatuses": [{"name": "web", "ready": true, "restartCount": 0,
            "state": {"running": {"startedAt": "2026-01-01T00:00:00Z"}}}]}},
       {"apiVersion": "v1", "kind": "Pod",
        "metadata": {"name": "cache-0", "namespace": "training", "uid": "uid-cache-0",
          "labels": {"app": "cache", "controller-revision-hash": "cache-new"},
          "ownerReferences": [{"apiVersion": "apps/v1", "kind": "StatefulSet", "name": "cache",
            "uid": "uid-cache", "controller": true}]},
        "spec": {"nodeName": "node"},
        "status": {"phase": "Running",
          "conditions": [{"type": "Ready", "status": "True",
            "lastTransitionTime": "2026-01-01T00:00:00Z"}],
          "containerStatuses": [{"name": "cache", "ready": true, "restartCount": 0,
            "state": {"running": {"startedAt": "2026-01-01T00:00:00Z"}}}]}}]
      """;

  private final JsonMapper json;

  TrainingWorkloads(JsonMapper json) {
    this.json = json;
  }

  private ObjectNode object(String text) throws IOException {
    return (ObjectNode) json.readTree(text);
  }

  ObjectNode deployment() throws IOException {
    return object(DEPLOYMENT);
  }

  ObjectNode statefulSet() throws IOException {
    return object(STATEFUL_SET);
  }

  /** That of the Deployment after its restart. */
  ObjectNode replicaSet() throws IOException {
    return object(REPLICA_SET);
  }

  /** Those of both after their restarts. */
  ArrayNode pods() throws IOException {
    return (ArrayNode) json.readTree(PODS);
  }

  /** {@code workload} once its controller has done what was asked. */
  ObjectNode rolledOut(ObjectNode workload) {
    ObjectNode status = workload.withObjectProperty("status");
    status.put("observedGeneration", 2);
    if (status.has("updateRevision")) {
      status.put("currentRevision", "cache-new").put("updateRevision", "cache-new");
    }
    return workload;
  }
}
