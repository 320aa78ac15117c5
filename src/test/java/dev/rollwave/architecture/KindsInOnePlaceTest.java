package dev.rollwave.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever adds a kind of workload finds all that it takes in the files of the other kinds. */
class KindsInOnePlaceTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern NO_CODE =
      Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"");
  private static final Pattern KIND =
      Pattern.compile(
          "\\b(?:DEPLOYMENT|STATEFUL_SET|DAEMON_SET"
              + "|(?:Deployment|StatefulSet|DaemonSet)(?:Snapshot|Spec|List)?)\\b");

  private static final List<String> NAMES_AND_STATE = List.of("WorkloadKind", "WorkloadSnapshot");
  private static final List<String> RULES =
      List.of("KindRules", "DeploymentRules", "StatefulSetRules", "DaemonSetRules");
  private static final List<String> MAPPING =
      List.of("KindMapping", "DeploymentMapping", "StatefulSetMapping", "DaemonSetMapping");
  private static final List<String> SIMULATOR =
      List.of(
          "WorkloadSpec",
          "SimulatedDeployment",
          "SimulatedStatefulSet",
          "SimulatedDaemonSet",
          "SimulatedWorld",
          "RehearsedKinds");
  // The shop of the demo is made of one workload each.
  private static final List<String> EXAMPLE = List.of("DemoShop");

  @Test
  void kinds_are_told_apart_in_their_own_files_alone() throws IOException {
    Set<String> allowed = new TreeSet<>(NAMES_AND_STATE);
    allowed.addAll(RULES);
    allowed.addAll(MAPPING);
    allowed.addAll(SIMULATOR);
    allowed.addAll(EXAMPLE);

    assertThat(filesThatNameAKind()).containsExactlyInAnyOrderElementsOf(allowed);
  }

  private static Set<String> filesThatNameAKind() throws IOException {
    Set<String> found = new TreeSet<>();
    try (var files = Files.walk(SOURCES)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        String code = NO_CODE.matcher(Files.readString(file)).replaceAll("");
        if (KIND.matcher(code).find()) {
          found.add(file.getFileName().toString().replace(".java", ""));
        }
      }
    }
    return found;
  }
}
