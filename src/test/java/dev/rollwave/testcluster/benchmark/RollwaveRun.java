package dev.rollwave.testcluster.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A run.
 *
 * @param name for the table
 * @param command that starts Rollwave, but for what it is to do
 */
record RollwaveRun(String name, List<String> command) implements Contestant {

  RollwaveRun {
    command = List.copyOf(command);
  }

  /** As it is started from a checkout, by {@code script} there, {@code ./rollwave}. */
  static RollwaveRun from(String script) {
    return new RollwaveRun(script, List.of(Path.of(script).toAbsolutePath().toString()));
  }

  @Override
  public String agent() {
    return "rollwave/";
  }

  @Override
  public List<String> command(Task task, Path folder) throws IOException {
    Path plan =
        Files.writeString(folder.resolve("plan.yaml"), task.deployments().plan(task.atOnce()));
    List<String> whole = new ArrayList<>(command);
    whole.addAll(List.of("run", plan.toString(), "--yes"));
    return whole;
  }
}
