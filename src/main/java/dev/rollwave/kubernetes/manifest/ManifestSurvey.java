package dev.rollwave.kubernetes.manifest;

import dev.rollwave.workload.survey.SurveyedWorkload;
import java.util.List;

/**
 * What a snapshot tells a rehearsal.
 *
 * @param workloads in the order given
 * @param notes what means something else than it seems to, each a clause with its place
 */
public record ManifestSurvey(List<SurveyedWorkload> workloads, List<String> notes) {
  public ManifestSurvey {
    workloads = List.copyOf(workloads);
    notes = List.copyOf(notes);
  }
}
