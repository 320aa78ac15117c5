package dev.rollwave.kubernetes.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.rollwave.workload.Condition;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.rollout.Expectation;
import dev.rollwave.workload.rollout.Troubles;
import dev.rollwave.workload.trouble.PodTrouble;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sets up, as fabric8 objects, what a case speaks of, and maps it. */
final class HealthScene {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();
  private static final List<String> REVISIONS = List.of("new", "old", "older");

  /**
   * The highest number of a revision; below it the digits become fewer, which letters get wrong.
   */
  private static final int NEWEST_NUMBER = 10;

  private final HealthCase told;
  private final JsonNode healthy;

  HealthScene(HealthCase told) {
    this.told = told;
    String file = "/dev/rollwave/health/healthy/" + told.kind() + ".yaml";
    try (var in = Objects.requireNonNull(getClass().getResourceAsStream(file), file)) {
      healthy = YAML.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  WorkloadSnapshot snapshot() {
    JsonNode changed = merged(healthy.deepCopy(), told.with());
    return WorkloadSnapshots.of(object(changed), claims());
  }

  Expectation expectation() {
    if (told.after() == null) {
      return new Expectation.AsFound();
    }
    var restarted = WorkloadSnapshots.of(object(healthy)).object();
    return new Expectation.AfterRestart(
        restarted.uid(),
        restarted.generation(),
        restarted.stamp().orElseThrow(),
        restarted.templateDigest(),
        Objects.requireNonNullElse(told.before(), List.<Condition>of()),
        told.after());
  }

  /** What a look at its pods shows, after the one at earlier ones, if there are such. */
  Optional<PodTrouble> trouble() {
    Optional<PodSet> before = Optional.ofNullable(told.earlier()).map(this::pods);
    Troubles.Look look = new Troubles.Look(snapshot(), pods(), before, Instant.EPOCH);
    return Troubles.NONE
        .after(look, _ -> Duration.ZERO)
        .foremost()
        .flatMap(it -> it.trouble().ofPod());
  }

  PodSet pods() {
    return pods(Objects.requireNonNullElse(told.pods(), List.<PodRow>of()));
  }

  private PodSet pods(List<PodRow> rows) {
    WorkloadSnapshot snapshot = snapshot();
    String label = PodSnapshots.revisionLabel(snapshot);
    String uid = WorkloadSnapshots.of(object(healthy)).object().uid();
    boolean isDeployment = snapshot.ref().kind() == WorkloadKind.DEPLOYMENT;
    List<Pod> pods =
        rows.stream()
            .map(row -> row.pod(isDeployment ? "uid-rs-" + row.of() : uid, label))
            .toList();
    List<ReplicaSet> replicaSets = new ArrayList<>();
    List<ControllerRevision> revisions = new ArrayList<>();
    int number = NEWEST_NUMBER;
    for (String revision : Objects.requireNonNullElse(told.revisions(), REVISIONS)) {
      replicaSets.add(replicaSet(uid, label, revision, number));
      revisions.add(controllerRevision(uid, label, revision, number));
      number--;
    }
    List<Node> nodes =
        Objects.requireNonNullElse(told.notReady(), List.<String>of()).stream()
            .map(HealthScene::notReady)
            .toList();
    return PodSnapshots.podSet(snapshot, new RelatedObjects(pods, replicaSets, revisions, nodes));
  }

  private List<PersistentVolumeClaim> claims() {
    return Objects.requireNonNullElse(told.claims(), Map.<String, String>of()).entrySet().stream()
        .map(claim ->
            new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(claim.getKey())
                .withNamespace("shop")
                .endMetadata()
                .withNewSpec()
                .withAccessModes(claim.getValue())
                .endSpec()
                .build())
        .toList();
  }

  private static ReplicaSet replicaSet(String uid, String label, String revision, int number) {
    return new ReplicaSetBuilder()
        .withNewMetadata()
        .withName("web-" + revision)
        .withUid("uid-rs-" + revision)
        .addToLabels(label, revision)
        .addToAnnotations("deployment.kubernetes.io/revision", Integer.toString(number))
        .addNewOwnerReference()
        .withController(true)
        .withUid(uid)
        .endOwnerReference()
        .endMetadata()
        .build();
  }

  private static ControllerRevision controllerRevision(
      String uid, String label, String revision, int number) {
    return new ControllerRevisionBuilder()
        .withNewMetadata()
        .withName("agent-" + revision)
        .addToLabels(label, revision)
        .addNewOwnerReference()
        .withController(true)
        .withUid(uid)
        .endOwnerReference()
        .endMetadata()
        .withRevision((long) number)
        .build();
  }

  private static Node notReady(String name) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewStatus()
        .addNewCondition()
        .withType("Ready")
        .withStatus("Unknown")
        .endCondition()
        .endStatus()
        .build();
  }

  private static HasMetadata object(JsonNode manifest) {
    return KUBERNETES.<HasMetadata>unmarshal(manifest.toString());
  }

  /** As RFC 7386 says. */
  private static JsonNode merged(JsonNode target, @Nullable JsonNode patch) {
    if (patch == null) {
      return target;
    }
    if (!(patch instanceof ObjectNode changes)) {
      return patch;
    }
    ObjectNode result = target instanceof ObjectNode object ? object : YAML.createObjectNode();
    changes
        .properties()
        .forEach(change -> {
          if (change.getValue().isNull()) {
            result.remove(change.getKey());
          } else {
            JsonNode before =
                Objects.requireNonNullElse(result.get(change.getKey()), YAML.createObjectNode());
            result.set(change.getKey(), merged(before, change.getValue()));
          }
        });
    return result;
  }
}
