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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills the volumes of a pod, before its container starts and again when a token is due:
 * ConfigMaps, empty folders, and the projection of the service account's token, the cluster's
 * certificate authority and the namespace that the API server adds to a pod. Any other volume is
 * refused.
 *
 * @param client reads what is projected
 * @param pod whose volumes they are
 * @param folder gets a folder for each volume
 */
record PodVolumes(KubernetesClient client, Pod pod, Path folder) {

  /**
   * For each path in the container, in its order, the folder that is mounted there. A second call
   * exchanges what is in them, with a new token.
   */
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
    Map<String, String> files = new LinkedHashMap<>();
    if (volume.getEmptyDir() != null) {
      Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));
      return place;
    } else if (volume.getConfigMap() != null) {
      files.putAll(configMap(volume.getConfigMap().getName(), volume.getConfigMap().getItems()));
    } else if (volume.getProjected() != null) {
      for (VolumeProjection source : volume.getProjected().getSources()) {
        files.putAll(projection(source));
      }
    } else {
      throw new IllegalArgumentException("this kubelet cannot mount " + volume);
    }
    new AtomicFolder(place).write(files);
    return place;
  }

  private Map<String, String> projection(VolumeProjection source) {
    if (source.getServiceAccountToken() != null) {
      ServiceAccountTokenProjection wanted = source.getServiceAccountToken();
      return Map.of(wanted.getPath(), token(wanted));
    } else if (source.getConfigMap() != null) {
      return configMap(source.getConfigMap().getName(), source.getConfigMap().getItems());
    } else if (source.getDownwardAPI() != null) {
      Map<String, String> files = new LinkedHashMap<>();
      for (DownwardAPIVolumeFile item : source.getDownwardAPI().getItems()) {
        files.put(item.getPath(), new FieldPath(item.getFieldRef().getFieldPath()).of(pod));
      }
      return files;
    }
    throw new IllegalArgumentException("this kubelet cannot project " + source);
  }

  private Map<String, String> configMap(String name, List<KeyToPath> items) {
    ConfigMap map =
        client.configMaps().inNamespace(pod.getMetadata().getNamespace()).withName(name).require();
    Map<String, String> files = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : map.getData().entrySet()) {
      if (items.isEmpty()) {
        files.put(entry.getKey(), entry.getValue());
      }
      for (KeyToPath item : items) {
        if (item.getKey().equals(entry.getKey())) {
          files.put(item.getPath(), entry.getValue());
        }
      }
    }
    return files;
  }

  // Bound to the pod, as a kubelet asks for it: it is worth nothing once the pod is gone.
  private String token(ServiceAccountTokenProjection wanted) {
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
    return client
        .serviceAccounts()
        .inNamespace(pod.getMetadata().getNamespace())
        .withName(pod.getSpec().getServiceAccountName())
        .tokenRequest(request)
        .getStatus()
        .getToken();
  }
}
