package dev.rollwave.testcluster.cronjob;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFile;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccountTokenProjection;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills the volumes of a pod, once, before its container starts: ConfigMaps, and the projection of
 * the service account's token, the cluster's certificate authority and the namespace that the API
 * server adds to a pod. Any other volume is refused.
 *
 * @param client reads what is projected
 * @param pod whose volumes they are
 * @param folder gets a folder for each volume
 */
record PodVolumes(KubernetesClient client, Pod pod, Path folder) {

  /** For each path in the container, in its order, the folder that is mounted there. */
  Map<String, Path> project() throws IOException {
    Map<String, Path> mounts = new LinkedHashMap<>();
    for (VolumeMount mount : pod.getSpec().getContainers().getFirst().getVolumeMounts()) {
      Volume volume =
          pod.getSpec().getVolumes().stream()
              .filter(candidate -> candidate.getName().equals(mount.getName()))
              .findFirst()
              .orElseThrow();
      mounts.put(mount.getMountPath(), filled(volume));
    }
    return mounts;
  }

  private Path filled(Volume volume) throws IOException {
    Path place = Files.createDirectories(folder.resolve(volume.getName()));
    if (volume.getConfigMap() != null) {
      configMap(volume.getConfigMap().getName(), volume.getConfigMap().getItems(), place);
    } else if (volume.getProjected() != null) {
      for (VolumeProjection source : volume.getProjected().getSources()) {
        projection(source, place);
      }
    } else {
      throw new IllegalArgumentException("this kubelet cannot mount " + volume);
    }
    return place;
  }

  private void projection(VolumeProjection source, Path place) throws IOException {
    if (source.getServiceAccountToken() != null) {
      token(source.getServiceAccountToken(), place);
    } else if (source.getConfigMap() != null) {
      configMap(source.getConfigMap().getName(), source.getConfigMap().getItems(), place);
    } else if (source.getDownwardAPI() != null) {
      for (DownwardAPIVolumeFile item : source.getDownwardAPI().getItems()) {
        String value = new FieldPath(item.getFieldRef().getFieldPath()).of(pod);
        Files.writeString(place.resolve(item.getPath()), value);
      }
    } else {
      throw new IllegalArgumentException("this kubelet cannot project " + source);
    }
  }

  private void configMap(String name, List<KeyToPath> items, Path place) throws IOException {
    ConfigMap map =
        client.configMaps().inNamespace(pod.getMetadata().getNamespace()).withName(name).require();
    for (Map.Entry<String, String> entry : map.getData().entrySet()) {
      if (items.isEmpty()) {
        Files.writeString(place.resolve(entry.getKey()), entry.getValue());
      }
      for (KeyToPath item : items) {
        if (item.getKey().equals(entry.getKey())) {
          Files.writeString(place.resolve(item.getPath()), entry.getValue());
        }
      }
    }
  }

  // Bound to the pod, as a kubelet asks for it: it is worth nothing once the pod is gone.
  private void token(ServiceAccountTokenProjection wanted, Path place) throws IOException {
    TokenRequest request =
        new TokenRequestBuilder()
            .withNewSpec()
            .withExpirationSeconds(wanted.getExpirationSeconds())
            .withNewBoundObjectRef()
            .withApiVersion("v1")
            .withKind("Pod")
            .withName(pod.getMetadata().getName())
            .withUid(pod.getMetadata().getUid())
            .endBoundObjectRef()
            .endSpec()
            .build();
    String token =
        client
            .serviceAccounts()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(pod.getSpec().getServiceAccountName())
            .tokenRequest(request)
            .getStatus()
            .getToken();
    Files.writeString(place.resolve(wanted.getPath()), token);
  }
}
