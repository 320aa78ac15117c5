package dev.rollwave.testcluster.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A script of ours that builds something that tests need, once, and answers with the folder where
 * it is. {@code --check} lets it say what stands in the way. How a build goes is said on standard
 * error, line by line, as it goes.
 *
 * @param file the script, from the project's root
 * @param environment added to this process'
 */
public record BuildScript(Path file, Map<String, String> environment) {

  public BuildScript {
    environment = Map.copyOf(environment);
  }

  /** Why there can be none here, in words; empty when it is built or can be. */
  public Optional<String> obstacle() {
    try {
      Outcome outcome = run(List.of("--check"), _ -> {});
      return outcome.status() == 0 ? Optional.empty() : Optional.of(outcome.said());
    } catch (IOException e) {
      return Optional.of("cannot run " + file + ": " + e.getMessage());
    }
  }

  /**
   * The folder that it answers with. Where it is not built yet that takes minutes.
   *
   * @throws IOException when it cannot be built
   */
  public Path folder(String... arguments) throws IOException {
    Outcome outcome = run(List.of(arguments), System.err::println);
    if (outcome.status() != 0) {
      throw new IOException(file + " ended with " + outcome.status() + ": " + outcome.said());
    }
    return Path.of(outcome.answer());
  }

  /**
   * What became of a call of the script.
   *
   * @param status its exit status
   * @param answer its standard output, stripped
   * @param said its standard error, stripped
   */
  private record Outcome(int status, String answer, String said) {}

  @FunctionalInterface
  private interface Listener {
    void hear(String line);
  }

  private Outcome run(List<String> arguments, Listener listener) throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", file.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    List<String> said = new ArrayList<>();
    // It answers in one line, at its end, so that nothing waits for this side to read.
    try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = errors.readLine(); line != null; line = errors.readLine()) {
        said.add(line);
        listener.hear(line);
      }
    }
    String answer =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Outcome(statusOf(process), answer, String.join("\n", said).strip());
  }

  private int statusOf(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + file + " ran", e);
    }
  }
}
