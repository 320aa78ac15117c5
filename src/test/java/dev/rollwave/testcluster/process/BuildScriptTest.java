package dev.rollwave.testcluster.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --check} of the control plane's build says of a machine; nothing is built. */
class BuildScriptTest {
  private static final Path BUILD = Path.of("src/test/controlplane/build");
  private static final List<String> TOOLS =
      List.of("awk", "basename", "cat", "cut", "dirname", "mkdir", "sha256sum", "shasum");

  /** All that the script finds on its path. */
  @TempDir private Path programs;

  @TempDir private Path home;

  @BeforeEach
  void put_tools_on_the_path() throws IOException {
    for (String tool : TOOLS) {
      for (String folder : System.getenv("PATH").split(":", -1)) {
        Path program = Path.of(folder, tool);
        if (Files.isExecutable(program)) {
          add(tool, "exec " + program + " \"$@\"");
        }
      }
    }
  }

  private void add(String program, String script) throws IOException {
    Path file = Files.writeString(programs.resolve(program), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void addGo() throws IOException {
    add("go", "[ \"$1\" = version ] || echo " + home.resolve("go"));
  }

  private void addDisk(int freeMegabytes) throws IOException {
    add("df", "echo head; echo disk 0 0 " + freeMegabytes * 1024L);
  }

  private BuildScript build(Map<String, String> more) {
    Map<String, String> environment =
        new HashMap<>(Map.of("PATH", programs.toString(), "XDG_CACHE_HOME", home.toString()));
    environment.putAll(more);
    return new BuildScript(BUILD, environment);
  }

  @Test
  void with_go_and_room_nothing_stands_in_the_way_and_nothing_is_built() throws IOException {
    addGo();
    addDisk(5000);

    assertThat(build(Map.of()).obstacle()).isEmpty();
    try (Stream<Path> built = Files.walk(home)) {
      assertThat(built).allMatch(Files::isDirectory);
    }
  }

  @Test
  void without_go_it_says_which_one_it_needs() throws IOException {
    addDisk(5000);

    assertThat(build(Map.of()).obstacle().orElse(""))
        .matches("control plane: needs Go [0-9.]+ or later on the path .*");
  }

  @Test
  void a_go_that_refuses_the_module_is_quoted() throws IOException {
    add("go", "echo go.mod requires a newer one; exit 1");
    addDisk(5000);

    assertThat(build(Map.of()).obstacle().orElse("")).endsWith("go.mod requires a newer one");
  }

  @Test
  void too_small_a_disk_is_told_with_what_it_is_for_and_what_names_another() throws IOException {
    addGo();
    addDisk(3999);

    assertThat(build(Map.of()).obstacle().orElse(""))
        .isEqualTo(
            "control plane: needs 4000 MB in %s for what Go compiles, and 3999 MB are free; GOCACHE names another place"
                .formatted(home.resolve("go")));
  }

  @Test
  void a_kubernetes_that_is_not_kept_is_refused_with_those_that_are() {
    assertThat(build(Map.of("KUBERNETES", "1.20")).obstacle().orElse(""))
        .startsWith("control plane: no Kubernetes 1.20 among kubernetes-1.34 ");
  }
}
