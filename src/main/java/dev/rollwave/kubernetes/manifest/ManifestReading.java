package dev.rollwave.kubernetes.manifest;

import dev.rollwave.workload.rollout.ObservedWorkload;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a manifest gives to be judged.
 *
 * @param workloads in the order given
 * @param ignored kinds that are neither workloads nor tell anything about them, with how many there
 *     were, in the order given
 * @param notes what means something else than it seems to, each a clause with its place
 */
public record ManifestReading(
    List<ObservedWorkload> workloads, Map<String, Integer> ignored, List<String> notes) {
  public ManifestReading {
    workloads = List.copyOf(workloads);
    notes = List.copyOf(notes);
    ignored = Collections.unmodifiableMap(new LinkedHashMap<>(ignored));
  }
}
