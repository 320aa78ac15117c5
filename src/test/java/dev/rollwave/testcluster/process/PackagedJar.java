package dev.rollwave.testcluster.process;

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
 * @param command that the image starts it with, but for what it is to do
 * @param folder where the output of its runs is kept
 */
public record PackagedJar(List<String> command, Path folder) {

  public PackagedJar {
    command = List.copyOf(command);
  }

  /** The jar that the build made; its output goes to {@code folder}. */
  public static PackagedJar in(Path folder) throws IOException {
    Path jar =
        Path.of(
            Optional.ofNullable(System.getProperty("rollwave.jar"))
                .orElseThrow(() -> new IllegalStateException("the build sets rollwave.jar")));
    if (!Files.isReadable(jar)) {
      throw new IllegalStateException(jar + " is not there: it is made by mvn package");
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(AheadOfTimeCache.optionsFor(java, jar));
    command.addAll(List.of("-jar", jar.toString()));
    return new PackagedJar(command, folder);
  }

  /** Starts it with the environment of this process but for what names a cluster. */
  public JarProcess start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  /** Starts it with {@code environment} added. */
  public JarProcess start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "run-", ".out");
    Path err = Files.createTempFile(folder, "run-", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(whole).redirectOutput(out.toFile()).redirectError(err.toFile());
    // A test must name its cluster: none may be found by chance.
    builder.environment().remove("KUBECONFIG");
    builder.environment().put("HOME", folder.toString());
    builder.environment().putAll(environment);
    return new JarProcess(builder.start(), out, err);
  }
}
