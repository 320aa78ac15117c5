package dev.rollwave.kubernetes.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rollwave.workload.Condition;
import dev.rollwave.workload.rollout.ForeignChange;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sentence about the health of a rollout, with what it says in objects.
 *
 * @param sentence the fact
 * @param kind of the healthy workload to begin with
 * @param with a JSON merge patch that changes it
 * @param before status conditions that the workload had when it was restarted; none when absent
 * @param after what to do on a foreign change, after a restart of ours; as found when absent
 * @param revisions that a controller made, newest first
 * @param pods that exist beside it
 * @param earlier how they were at an earlier look; nobody looked when absent
 * @param notReady nodes that are not Ready
 * @param claims name of a claim to its access mode
 * @param judged expected status and reason by counts
 * @param proven expected status and reason by pods
 * @param trouble expected pod, container ({@code -} for none) and reason, or {@code none}
 * @param eligible expected eligibility and reason
 * @param says what the message, the warnings or the remedy contain; for {@code Restartable} absent
 *     means that there is no warning
 */
record HealthCase(
    @JsonProperty("case") String sentence,
    String kind,
    @Nullable JsonNode with,
    @Nullable List<Condition> before,
    @Nullable ForeignChange after,
    @Nullable List<String> revisions,
    @Nullable List<PodRow> pods,
    @Nullable List<PodRow> earlier,
    @Nullable List<String> notReady,
    @Nullable Map<String, String> claims,
    @Nullable String judged,
    @Nullable String proven,
    @Nullable String trouble,
    @Nullable String eligible,
    @Nullable String says) {

  @Override
  public String toString() {
    return sentence;
  }
}
