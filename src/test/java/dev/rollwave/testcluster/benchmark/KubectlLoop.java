package dev.rollwave.testcluster.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is written where there is no Rollwave: kubectl restarts and waits, several side by side.
 *
 * @param program kubectl
 */
record KubectlLoop(Path program) implements Contestant {

  @Override
  public String name() {
    return "kubectl";
  }

  @Override
  public String agent() {
    return "kubectl/";
  }

  @Override
  public List<String> command(Task task, Path folder) throws IOException {
    Path names = Files.write(folder.resolve("names"), task.deployments().names());
    String kubectl = program + " -n " + task.deployments().namespace() + " rollout";
    String one = "%s restart deployment/{} && %s status deployment/{}".formatted(kubectl, kubectl);
    return List.of(
        "sh", "-c", "xargs -P %d -I {} sh -c '%s' <%s".formatted(task.atOnce(), one, names));
  }
}
