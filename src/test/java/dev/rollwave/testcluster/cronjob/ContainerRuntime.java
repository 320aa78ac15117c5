package dev.rollwave.testcluster.cronjob;

import dev.rollwave.testcluster.process.PackagedJar;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Starts the process of a container. */
@FunctionalInterface
interface ContainerRuntime {
  /**
   * Starts it.
   *
   * @param pod whose only container it is
   * @param environment of the container, resolved
   * @param mounts for each path in the container, in the order of the container, the folder that is
   *     mounted there
   * @param folder of the pod, for whatever else is needed, and for its output, which goes to {@code
   *     log}; the container does not see it
   * @return a process whose exit value is the container's, and that ends with its children
   */
  Process start(Pod pod, Map<String, String> environment, Map<String, Path> mounts, Path folder)
      throws IOException;

  /**
   * The runtime of this build: the image where its profile asks for it, else the packaged jar on
   * this machine.
   *
   * @param folder for the jar's output
   * @throws IOException when the image is asked for and cannot be built, and why
   */
  static ContainerRuntime ofThisBuild(Path folder) throws IOException {
    return BuiltImage.isAskedFor()
        ? new ImageRuntime(BuiltImage.here())
        : new HostRuntime(PackagedJar.in(folder));
  }
}
