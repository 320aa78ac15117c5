package dev.rollwave.testcluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rollwave as it is shipped, run as a process of its own.
 *
 * @param jar the packaged jar
 * @param folder where the output of its runs is kept
 */
public record PackagedJar(Path jar, Path folder) {

  /** The jar that the build made; its output goes to {@code folder}. */
  public static PackagedJar in(Path folder) {
    Path jar =
        Path.of(
            Optional.ofNullable(System.getProperty("rollwave.jar"))
                .orElseThrow(() -> new IllegalStateException("the build sets rollwave.jar")));
    if (!Files.isReadable(jar)) {
      throw new IllegalStateException(jar + " is not there: it is made by mvn package");
    }
    return new PackagedJar(jar, folder);
  }

  /** Starts it with the environment of this process but for what names a cluster. */
  public JarProcess start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  /** Starts it with {@code environment} added. */
  public JarProcess start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(jar.toString());
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "run-", ".out");
    Path err = Files.createTempFile(folder, "run-", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    // A test must name its cluster: none may be found by chance.
    builder.environment().remove("KUBECONFIG");
    builder.environment().put("HOME", folder.toString());
    builder.environment().putAll(environment);
    return new JarProcess(builder.start(), out, err);
  }
}
