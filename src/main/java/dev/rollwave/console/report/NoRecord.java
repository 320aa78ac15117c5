package dev.rollwave.console.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.rollwave.console.words.ClusterWords;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.ClusterAccess;
import dev.rollwave.runner.record.RecordSearch;
import dev.rollwave.runner.record.RecordSearch.Extent;
import java.util.ArrayList;
import java.util.List;

/**
 * That a plan has no record: what was looked for and where, and which plans have one. A namespace
 * that does not exist is named as the reason.
 *
 * @param place where the record was looked for
 * @param access the cluster that was asked
 * @param search what else is there
 */
public record NoRecord(StatePlace place, ClusterAccess access, RecordSearch search) {
  private static final int MOST_SHOWN = 20;

  /** Line by line, not yet safe to show. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        search.isNamespaceMissing()
            ? "there is no namespace %s on %s, in which the record of plan %s was looked for"
                .formatted(place.namespace(), ClusterWords.of(access), place.plan())
            : "no run of plan %s is on record: there is no ConfigMap %s in namespace %s on %s"
                .formatted(place.plan(), place.name(), place.namespace(), ClusterWords.of(access)));
    search.recorded().stream()
        .filter(other -> other.plan().equals(place.plan()))
        .forEach(other ->
            lines.add(
                "  a record of that plan is in namespace %s: --state-namespace %s"
                    .formatted(other.namespace(), other.namespace())));
    lines.addAll(others());
    return lines;
  }

  private List<String> others() {
    String where =
        search.extent() == Extent.CLUSTER ? "in this cluster" : "in namespace " + place.namespace();
    if (search.extent() == Extent.NOWHERE) {
      return List.of(
          "  which other plans have a record is not known: not allowed to list configmaps in"
              + " namespace "
              + place.namespace());
    }
    if (search.recorded().isEmpty()) {
      return List.of("  no plan has a record " + where);
    }
    List<String> lines = new ArrayList<>();
    lines.add("  plans with a record " + where + ":");
    search.recorded().stream()
        .limit(MOST_SHOWN)
        .forEach(it -> lines.add("    " + it.plan() + " (namespace " + it.namespace() + ")"));
    int more = search.recorded().size() - MOST_SHOWN;
    if (more > 0) {
      lines.add("    and " + more + " more");
    }
    return lines;
  }

  /** The plans that have a record, for machines. */
  void addTo(ArrayNode recorded) {
    search
        .recorded()
        .forEach(
            it -> recorded.addObject().put("plan", it.plan()).put("namespace", it.namespace()));
  }
}
