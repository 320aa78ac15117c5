package dev.rollwave.testcluster.cronjob;

import dev.rollwave.testcluster.process.PackagedJar;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts the packaged jar on this machine in place of the image: by the image's command, with the
 * container's arguments, environment and limits.
 *
 * <p>A process of this machine sees no mounts, so paths of the container in arguments are rewritten
 * to where the volumes are. The service account's files alone are in their place where {@link
 * PrivateMounts} can be had, and are named to it by a kubeconfig where not.
 *
 * @param jar the build's
 */
record HostRuntime(PackagedJar jar) implements ContainerRuntime {
  private static final String SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

  @Override
  public Process start(
      Pod pod, Map<String, String> environment, Map<String, Path> mounts, Path folder)
      throws IOException {
    Container container = pod.getSpec().getContainers().getFirst();
    ProcessBuilder builder =
        new ProcessBuilder(command(container, mounts))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.environment().clear();
    builder.environment().put("HOME", folder.toString());
    builder.environment().putAll(environment);
    Path account = mounts.get(SERVICE_ACCOUNT);
    if (account != null && PrivateMounts.areAvailable()) {
      builder.command(PrivateMounts.at(SERVICE_ACCOUNT, account, builder.command()));
    } else if (account != null) {
      Path kubeconfig = kubeconfig(environment, account, folder.resolve("kubeconfig"));
      builder.environment().put("KUBECONFIG", kubeconfig.toString());
    }
    return builder.start();
  }

  private List<String> command(Container container, Map<String, Path> mounts) {
    List<String> command = new ArrayList<>(jar.command());
    command.addAll(1, limits(container));
    container.getArgs().forEach(argument -> command.add(here(argument, mounts)));
    return command;
  }

  // What a JVM reads from its control group; the share of the memory is the image's.
  private static List<String> limits(Container container) {
    Map<String, Quantity> limits = container.getResources().getLimits();
    long memory = Quantity.getAmountInBytes(limits.get("memory")).longValueExact();
    long processors = Quantity.getAmountInBytes(limits.get("cpu")).longValueExact();
    return List.of(
        "-Xmx" + memory * 70 / 100,
        "-XX:ActiveProcessorCount=" + processors,
        "-Dstdout.encoding=UTF-8",
        "-Dstderr.encoding=UTF-8");
  }

  private static String here(String argument, Map<String, Path> mounts) {
    return mounts.entrySet().stream()
        .filter(mount -> argument.startsWith(mount.getKey() + "/"))
        .map(mount -> mount.getValue() + argument.substring(mount.getKey().length()))
        .findFirst()
        .orElse(argument);
  }

  private static Path kubeconfig(Map<String, String> environment, Path account, Path file)
      throws IOException {
    return Files.writeString(
        file,
        """
        apiVersion: v1
        kind: Config
        current-context: pod
        clusters:
          - {name: pod, cluster: {server: "https://%s:%s", certificate-authority: "%s"}}
        users:
          - {name: pod, user: {tokenFile: "%s"}}
        contexts:
          - {name: pod, context: {cluster: pod, user: pod, namespace: "%s"}}
        """
            .formatted(
                environment.get("KUBERNETES_SERVICE_HOST"),
                environment.get("KUBERNETES_SERVICE_PORT"),
                account.resolve("ca.crt"),
                account.resolve("token"),
                Files.readString(account.resolve("namespace"))));
  }
}
