package dev.rollwave.testcluster.controlplane;

import dev.rollwave.testcluster.process.BuildScript;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The control plane that the project builds from Go modules. Its script knows what that takes,
 * where the programs are kept, and whether they are there already.
 *
 * @param kubernetes a minor version, such as {@code 1.36}; empty for the script's own choice
 */
public record ControlPlaneBuild(Optional<String> kubernetes) {
  private static final Path SCRIPT = Path.of("src", "test", "controlplane", "build");

  /** Why there can be none here, in words; empty when it is built or can be. */
  public Optional<String> obstacle() {
    return script().obstacle();
  }

  /**
   * The folder with the programs. Where they are not built yet that takes minutes, and how it goes
   * is said on standard error.
   *
   * @param more programs beside the control plane's own
   * @throws IOException when they cannot be built
   */
  public Path programs(String... more) throws IOException {
    return script().folder(more);
  }

  private BuildScript script() {
    return new BuildScript(
        SCRIPT, kubernetes.map(version -> Map.of("KUBERNETES", version)).orElseGet(Map::of));
  }
}
