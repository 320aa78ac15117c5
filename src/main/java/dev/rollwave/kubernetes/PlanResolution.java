package dev.rollwave.kubernetes;

import dev.rollwave.plan.NearestName;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.Resolution;
import dev.rollwave.workload.LabelSelector;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the workloads of one plan. The rights are asked for first: to be told of all that is
 * missing at once is worth more than the first refusal.
 */
final class PlanResolution {
  private final AccessReviews access;
  private final Catalogue catalogue;
  private final Claims claims;
  private final List<String> problems = new ArrayList<>();
  private Map<Question, Map<String, HasMetadata>> found = Map.of();

  /**
   * One request for the cluster.
   *
   * @param labels a selector, or empty for all workloads of the kind and namespace
   */
  private record Question(WorkloadKind kind, String namespace, Optional<String> labels) {}

  /**
   * So many workloads of a kind and namespace are read one by one rather than with all others, of
   * which there may be thousands.
   */
  static final int FEW = 8;

  PlanResolution(Requests requests, int patience) {
    access = new AccessReviews(requests, patience);
    catalogue = new Catalogue(requests, patience);
    claims = new Claims(requests);
  }

  Resolution resolve(RestartPlan plan) throws ClusterException, InterruptedException {
    List<WorkloadSelection> selections =
        plan.waves().stream().flatMap(wave -> wave.workloads().stream()).toList();
    problems.addAll(access.missing(rights(selections)));
    if (!problems.isEmpty()) {
      return new Resolution(Map.of(), problems);
    }
    ask(selections);
    Map<String, List<WorkloadSnapshot>> targets = new LinkedHashMap<>();
    for (Wave wave : plan.waves()) {
      targets.put(wave.name(), workloads(wave));
    }
    reportTwice(targets);
    return new Resolution(targets, problems);
  }

  private static List<Right> rights(List<WorkloadSelection> selections) {
    return selections.stream()
        .flatMap(s -> Right.toRestart(s.kind(), s.namespace()).stream())
        .distinct()
        .toList();
  }

  private void ask(List<WorkloadSelection> selections)
      throws ClusterException, InterruptedException {
    SequencedMap<Question, SortedSet<WorkloadRef>> questions = new LinkedHashMap<>();
    for (WorkloadSelection selection : selections) {
      SortedSet<WorkloadRef> names =
          questions.computeIfAbsent(question(selection), _ -> new TreeSet<>());
      if (selection instanceof WorkloadSelection.ByName(WorkloadRef ref)) {
        names.add(ref);
      }
    }
    List<Map<String, HasMetadata>> answers =
        InParallel.map(questions.entrySet(), asked -> answer(asked.getKey(), asked.getValue()));
    found = new LinkedHashMap<>();
    for (Question question : questions.sequencedKeySet()) {
      found.put(question, answers.get(found.size()));
    }
  }

  /**
   * Where all of a few names are there, only these; else all, so that a misspelt name finds its
   * neighbour.
   */
  private Map<String, HasMetadata> answer(Question question, SortedSet<WorkloadRef> names)
      throws ClusterException, InterruptedException {
    if (question.labels().isEmpty() && names.size() <= FEW) {
      Map<String, HasMetadata> byName = new TreeMap<>();
      for (Optional<HasMetadata> object : InParallel.map(names, catalogue::get)) {
        object.ifPresent(it -> byName.put(it.getMetadata().getName(), it));
      }
      if (byName.size() == names.size()) {
        return byName;
      }
    }
    return catalogue.list(question.kind(), question.namespace(), question.labels());
  }

  private static Question question(WorkloadSelection selection) {
    return switch (selection) {
      case WorkloadSelection.ByName(WorkloadRef ref) ->
          new Question(ref.kind(), ref.namespace(), Optional.empty());
      case WorkloadSelection.BySelector(
              WorkloadKind kind,
              String namespace,
              LabelSelector selector) ->
          new Question(kind, namespace, Optional.of(selector.toString()));
    };
  }

  private List<WorkloadSnapshot> workloads(Wave wave) throws InterruptedException {
    Map<WorkloadRef, HasMetadata> chosen = new TreeMap<>();
    for (WorkloadSelection selection : wave.workloads()) {
      for (HasMetadata object : matching(selection, wave)) {
        chosen.put(WorkloadSnapshots.of(object).ref(), object);
      }
    }
    List<WorkloadSnapshot> snapshots = new ArrayList<>();
    for (HasMetadata object : chosen.values()) {
      snapshots.add(WorkloadSnapshots.of(object, claims.of(object)));
    }
    return snapshots;
  }

  private List<HasMetadata> matching(WorkloadSelection selection, Wave wave) {
    Map<String, HasMetadata> there = found.getOrDefault(question(selection), Map.of());
    return switch (selection) {
      case WorkloadSelection.ByName(WorkloadRef ref) -> {
        Optional<HasMetadata> object = Optional.ofNullable(there.get(ref.name()));
        if (object.isEmpty()) {
          problems.add(notFound(ref, wave, there));
        }
        yield object.stream().toList();
      }
      case WorkloadSelection.BySelector(
              WorkloadKind kind,
              String namespace,
              LabelSelector selector) -> {
        if (there.isEmpty() && !wave.allowEmpty()) {
          problems.add(
              "wave %s: no %s in namespace %s matches the selector %s; set allowEmpty: true on the wave where that may be so"
                  .formatted(wave.name(), kind.kind(), namespace, selector));
        }
        yield List.copyOf(there.values());
      }
    };
  }

  private static String notFound(WorkloadRef ref, Wave wave, Map<String, HasMetadata> there) {
    String missing =
        "wave %s: there is no %s %s in namespace %s"
            .formatted(wave.name(), ref.kind().kind(), ref.name(), ref.namespace());
    if (there.isEmpty()) {
      return missing + ", nor any other " + ref.kind().kind();
    }
    return NearestName.to(ref.name(), there.keySet())
        .map(near -> missing + "; did you mean " + near + "?")
        .orElse(missing);
  }

  private void reportTwice(Map<String, List<WorkloadSnapshot>> targets) {
    Map<WorkloadRef, List<String>> waves = new TreeMap<>();
    targets.forEach((wave, workloads) ->
        workloads.forEach(w -> waves.computeIfAbsent(w.ref(), r -> new ArrayList<>()).add(wave)));
    waves.forEach((ref, names) -> {
      if (names.size() > 1) {
        problems.add(
            "%s is in more than one wave: %s"
                .formatted(ref, names.stream().collect(Collectors.joining(", "))));
      }
    });
  }
}
