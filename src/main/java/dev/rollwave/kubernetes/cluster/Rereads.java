package dev.rollwave.kubernetes.cluster;

import dev.rollwave.engine.message.Event;
import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.Answer.Refused;
import dev.rollwave.kubernetes.api.Answer.Unavailable;
import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.api.Backoff;
import dev.rollwave.kubernetes.api.Lifetime;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.kubernetes.model.KindMapping;
import dev.rollwave.kubernetes.model.WorkloadSnapshots;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/**
 * Reads a workload until the answer is as new as what was seen of it. An API server that lags gives
 * an older one for as long as it lags, and is asked less and less often.
 */
public final class Rereads {
  private final Requests requests;
  private final ResourceVersions versions;
  private final Lifetime lifetime;

  /**
   * Of one cluster.
   *
   * @param versions what was seen of its workloads
   * @param lifetime nothing is read any more when it is closed
   */
  public Rereads(Requests requests, ResourceVersions versions, Lifetime lifetime) {
    this.requests = requests;
    this.versions = versions;
    this.lifetime = lifetime;
  }

  /** What the workload is now; empty when the cluster was closed first. */
  Optional<Event> of(WorkloadRef ref) throws InterruptedException {
    Backoff backoff = requests.backoff();
    while (!lifetime.isClosed()) {
      switch (requests.insist(ApiRequest.get(ApiPath.of(ref)), KindMapping.of(ref.kind()).type())) {
        case Ok<? extends HasMetadata>(HasMetadata object) -> {
          WorkloadSnapshot snapshot = WorkloadSnapshots.of(object);
          if (versions.isNews(snapshot)) {
            return Optional.of(new Event.Reread(ref, Optional.of(snapshot)));
          }
          // A watch overtook this answer: what it shows is history, and must not be the last word.
          lifetime.waitFor(backoff.afterFailure(Optional.empty()));
        }
        case Refused<? extends HasMetadata> refused when refused.isNotFound() -> {
          return Optional.of(new Event.Reread(ref, Optional.empty()));
        }
        case Refused<? extends HasMetadata> refused -> {
          return Optional.of(new Event.ReadRefused(ref, refused.message()));
        }
        case Unavailable<? extends HasMetadata> unavailable -> {
          return Optional.of(new Event.ReadRefused(ref, unavailable.cause()));
        }
      }
    }
    return Optional.empty();
  }
}
