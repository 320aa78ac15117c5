package dev.rollwave.testcluster.cronjob;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Starts a container as a container runtime does, from the image itself: in its root file system,
 * as process 1 of a process namespace, by its entrypoint, with its environment, as the user of the
 * manifest, with the volumes mounted where the manifest wants them and a root that cannot be
 * written where it says so.
 *
 * <p>What it does not do: limits of memory and processors, a network and a host name of its own, a
 * seccomp filter. Capabilities go with the user, and no program can bring them back.
 *
 * @param image to start
 */
record ImageRuntime(BuiltImage image) implements ContainerRuntime {
  private static final Path START = Path.of("src", "test", "image", "start");

  // The shell's first child is process 1. The --fork of unshare waits too, but makes a status 1 of
  // a SIGKILL.
  private static final String WAITING = "\"$@\"; exit $?";

  @Override
  public Process start(
      Pod pod, Map<String, String> environment, Map<String, Path> mounts, Path folder)
      throws IOException {
    Container container = pod.getSpec().getContainers().getFirst();
    List<String> arguments =
        container.getArgs().isEmpty() ? image.arguments() : container.getArgs();
    List<String> command = new ArrayList<>(beginning(container, folder));
    command.add(user(pod));
    command.add(image.workdir().isEmpty() ? "/" : image.workdir());
    for (VolumeMount mount : container.getVolumeMounts()) {
      command.add(Objects.requireNonNull(mounts.get(mount.getMountPath())).toString());
      command.add(image.resolve(mount.getMountPath()));
      command.add(Boolean.TRUE.equals(mount.getReadOnly()) ? "ro" : "rw");
    }
    command.add("--");
    command.addAll(container.getCommand().isEmpty() ? image.entrypoint() : container.getCommand());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.environment().clear();
    builder.environment().putAll(image.environment());
    // What a runtime gives to a user that the image's /etc/passwd does not know.
    builder.environment().putIfAbsent("HOME", "/");
    builder.environment().putAll(environment);
    return ContainerProcess.begun(builder);
  }

  private List<String> beginning(Container container, Path folder) {
    boolean isReadOnly =
        container.getSecurityContext() != null
            && Boolean.TRUE.equals(container.getSecurityContext().getReadOnlyRootFilesystem());
    return List.of(
        "unshare",
        "--mount",
        "--pid",
        "--",
        "sh",
        "-c",
        WAITING,
        "sh",
        "sh",
        START.toAbsolutePath().toString(),
        image.rootfs().toString(),
        folder.resolve("container").toString(),
        isReadOnly ? "ro" : "rw");
  }

  // The manifest's goes before the image's; a kubelet that is to keep root out wants a number.
  private String user(Pod pod) {
    PodSecurityContext context = pod.getSpec().getSecurityContext();
    String user =
        context == null || context.getRunAsUser() == null || context.getRunAsGroup() == null
            ? image.user()
            : context.getRunAsUser() + ":" + context.getRunAsGroup();
    if (!user.matches("[1-9][0-9]*:[0-9]+")) {
      throw new IllegalStateException(
          "container has runAsNonRoot and image has non-numeric user (" + user + ")");
    }
    return user;
  }
}
