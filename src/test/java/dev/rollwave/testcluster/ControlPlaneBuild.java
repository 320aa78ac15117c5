package dev.rollwave.testcluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The control plane that the project builds from Go modules. Its script knows what that takes,
 * where the programs are kept, and whether they are there already.
 *
 * @param kubernetes a minor version, such as {@code 1.36}; empty for the script's own choice
 */
record ControlPlaneBuild(Optional<String> kubernetes) {
  private static final Path SCRIPT = Path.of("src", "test", "controlplane", "build");

  /** Why there can be none here, in words; empty when it is built or can be. */
  Optional<String> obstacle() {
    try {
      Outcome outcome = run(List.of("--check"), _ -> {});
      return outcome.status() == 0 ? Optional.empty() : Optional.of(outcome.said());
    } catch (IOException e) {
      return Optional.of("cannot run " + SCRIPT + ": " + e.getMessage());
    }
  }

  /**
   * The folder with the programs. Where they are not built yet that takes minutes, and how it goes
   * is said on standard error.
   *
   * @param more programs beside the control plane's own
   * @throws IOException when they cannot be built
   */
  Path programs(String... more) throws IOException {
    Outcome outcome = run(List.of(more), System.err::println);
    if (outcome.status() != 0) {
      throw new IOException(SCRIPT + " ended with " + outcome.status() + ": " + outcome.said());
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
    List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    kubernetes.ifPresent(version -> builder.environment().put("KUBERNETES", version));
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

  private static int statusOf(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + SCRIPT + " ran", e);
    }
  }
}
