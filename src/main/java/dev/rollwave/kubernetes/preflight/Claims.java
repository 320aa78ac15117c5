package dev.rollwave.kubernetes.preflight;

import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.api.Pages;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.kubernetes.model.MappedWorkload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimList;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the volume claims of a namespace, for a warning; only where a workload mounts one that can
 * hold up its rollout, and only where that is permitted.
 */
final class Claims {
  private final Requests requests;
  private final Map<String, List<PersistentVolumeClaim>> byNamespace = new HashMap<>();

  Claims(Requests requests) {
    this.requests = requests;
  }

  /** The claims among which those of {@code workload} are found; empty where nothing is known. */
  List<PersistentVolumeClaim> of(HasMetadata workload) throws InterruptedException {
    MappedWorkload<?> mapped = MappedWorkload.of(workload);
    if (!mapped.mapping().isHeldUpByVolumeClaims() || !mountsClaims(mapped.template())) {
      return List.of();
    }
    String namespace = workload.getMetadata().getNamespace();
    List<PersistentVolumeClaim> known = byNamespace.get(namespace);
    if (known == null) {
      known = read(namespace);
      byNamespace.put(namespace, known);
    }
    return known;
  }

  private List<PersistentVolumeClaim> read(String namespace) throws InterruptedException {
    ApiRequest request = ApiRequest.list(ApiPath.core("persistentvolumeclaims", namespace));
    return Pages.<PersistentVolumeClaim>read(
                request, page -> requests.aside(page, PersistentVolumeClaimList.class))
            instanceof Ok<Pages.Listing<PersistentVolumeClaim>>(var listing)
        ? listing.items()
        : List.of();
  }

  private static boolean mountsClaims(@Nullable PodTemplateSpec template) {
    var pod = template == null ? null : template.getSpec();
    return pod != null
        && pod.getVolumes() != null
        && pod.getVolumes().stream().anyMatch(v -> v.getPersistentVolumeClaim() != null);
  }
}
