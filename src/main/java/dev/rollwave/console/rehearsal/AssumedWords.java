package dev.rollwave.console.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollwave.console.words.Formats;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.survey.AssumedWorkload;
import dev.rollwave.workload.survey.Estimate;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a rehearsal took a workload to be, and where each number comes from. */
final class AssumedWords {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AssumedWords() {}

  /** A clause for a person. */
  static String of(AssumedWorkload assumed) {
    String pods =
        Formats.count(assumed.pods(), "pod")
            + (assumed.podsSource().equals(assumed.existence()) ? "" : " " + assumed.podsSource());
    return assumed.existence()
        + "; "
        + pods
        + "; "
        + times(assumed)
        + ", give or take "
        + Math.round(assumed.spread() * 100)
        + " %"
        + assumed
            .lastRollout()
            .map(last -> "; its last rollout took " + seconds(last.time()))
            .orElse("")
        + (assumed.fails() ? "; new pods crash (--fail)" : "");
  }

  /** What decides which workload goes first, a clause; empty where only the plan does. */
  static Optional<String> order(Collection<AssumedWorkload> assumed) {
    long measured = assumed.stream().filter(it -> it.rollout().isPresent()).count();
    return measured == 0
        ? Optional.empty()
        : Optional.of(
            "by how long rollouts take, measured for "
                + measured
                + " of "
                + Formats.count(assumed.size(), "workload"));
  }

  /** The same for machines; durations are ISO 8601. */
  static JsonNode json(WorkloadRef ref, AssumedWorkload assumed) {
    ObjectNode node = JSON.objectNode();
    node.put("ref", ref.toString());
    node.put("existence", assumed.existence());
    node.put("pods", assumed.pods()).put("podsSource", assumed.podsSource());
    node.set("start", json(assumed.start()));
    node.set("ready", json(assumed.ready()));
    node.set("termination", json(assumed.termination()));
    node.put("spread", Math.round(assumed.spread() * 1000) / 1000.0);
    node.set("lastRollout", assumed.lastRollout().map(AssumedWords::json).orElse(JSON.nullNode()));
    node.set("rollout", assumed.rollout().map(AssumedWords::json).orElse(JSON.nullNode()));
    node.put("fails", assumed.fails());
    return node;
  }

  private static String times(AssumedWorkload assumed) {
    Set<String> sources =
        Stream.of(assumed.start(), assumed.ready(), assumed.termination())
            .map(Estimate::source)
            .collect(Collectors.toUnmodifiableSet());
    boolean isOneSource = sources.size() == 1;
    return "each runs after "
        + told(assumed.start(), "", isOneSource)
        + ", is Ready "
        + told(assumed.ready(), " later", isOneSource)
        + ", gone within "
        + told(assumed.termination(), "", isOneSource)
        + (isOneSource ? ", all " + assumed.start().source() : "");
  }

  private static String told(Estimate estimate, String since, boolean isSourceTold) {
    return seconds(estimate.time()) + since + (isSourceTold ? "" : " (" + estimate.source() + ")");
  }

  // A pod's times are short, so that half a second counts.
  private static String seconds(Duration time) {
    return time.toMillisPart() == 0
        ? Formats.duration(time)
        : time.toSeconds() + "." + time.toMillisPart() / 100 + "s";
  }

  private static JsonNode json(Estimate estimate) {
    return JSON.objectNode()
        .put("time", estimate.time().toString())
        .put("source", estimate.source());
  }
}
