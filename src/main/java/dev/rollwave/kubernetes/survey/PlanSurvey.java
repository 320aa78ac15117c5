package dev.rollwave.kubernetes.survey;

import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.api.Granting;
import dev.rollwave.kubernetes.api.InParallel;
import dev.rollwave.kubernetes.api.Pages;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.kubernetes.model.KindMapping;
import dev.rollwave.kubernetes.model.RelatedObjects;
import dev.rollwave.kubernetes.model.RevisionSource;
import dev.rollwave.kubernetes.preflight.AccessReviews;
import dev.rollwave.kubernetes.preflight.Permission;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.survey.SurveyedWorkload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetList;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Reads what a rehearsal of a plan has to know from a cluster, with LIST requests and nothing else:
 * of each namespace and kind that the plan speaks of all workloads, so that a misspelt name finds
 * its neighbour, and what they own.
 */
public final class PlanSurvey {
  private static final int MAX_ATTEMPTS = 3;

  private final Requests requests;

  /** Surveys with {@code requests}. */
  public PlanSurvey(Requests requests) {
    this.requests = requests;
  }

  /** One LIST request. */
  private record Question(
      ApiPath where, Class<? extends KubernetesResourceList<? extends HasMetadata>> type) {}

  /**
   * Reads the workloads for {@code plan}, in order of their references.
   *
   * @throws ClusterException when the cluster refuses, with all that is missing at once, or cannot
   *     be reached
   */
  public List<SurveyedWorkload> read(RestartPlan plan)
      throws ClusterException, InterruptedException {
    SequencedSet<Question> questions = questions(plan);
    List<String> missing =
        new AccessReviews(requests, MAX_ATTEMPTS)
            .missing(questions.stream().map(it -> new Permission("list", it.where())).toList());
    if (!missing.isEmpty()) {
      throw new ClusterException.Refused(String.join("; ", missing));
    }
    List<HasMetadata> objects = new ArrayList<>();
    InParallel.map(questions, this::list).forEach(objects::addAll);
    return Surveys.of(objects, RelatedObjects.among(objects));
  }

  private static SequencedSet<Question> questions(RestartPlan plan) {
    SequencedSet<Question> questions = new LinkedHashSet<>();
    plan.waves().stream()
        .flatMap(wave -> wave.workloads().stream())
        .forEach(selection -> {
          WorkloadKind kind = selection.kind();
          String namespace = selection.namespace();
          questions.add(new Question(ApiPath.of(kind, namespace), KindMapping.of(kind).listType()));
          questions.add(new Question(ApiPath.core("pods", namespace), PodList.class));
          if (KindMapping.of(kind).revisionSource() == RevisionSource.REPLICA_SETS) {
            questions.add(
                new Question(ApiPath.apps("replicasets", namespace), ReplicaSetList.class));
          }
        });
    return questions;
  }

  private List<? extends HasMetadata> list(Question question)
      throws ClusterException, InterruptedException {
    return Granting.require(
            requests,
            Pages.<HasMetadata>read(
                ApiRequest.list(question.where()),
                page -> requests.patiently(page, question.type(), MAX_ATTEMPTS)))
        .items();
  }
}
