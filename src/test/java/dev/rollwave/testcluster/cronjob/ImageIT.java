package dev.rollwave.testcluster.cronjob;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What the image is by itself, without a cluster: started as the shipped manifest starts it. */
@EnabledIfSystemProperty(
    named = "rollwave.image",
    matches = "true",
    disabledReason = "the image takes minutes to build: ./mvnw verify -Pimage")
class ImageIT {
  private static BuiltImage image;
  @TempDir private Path folder;

  @BeforeAll
  static void build() throws IOException {
    image = BuiltImage.here();
  }

  private static Pod pod(boolean isReadOnly, List<String> arguments, Map<String, Boolean> mounts) {
    PodBuilder pod =
        new PodBuilder()
            .withNewSpec()
            .withNewSecurityContext()
            .withRunAsUser(65532L)
            .withRunAsGroup(65532L)
            .endSecurityContext()
            .addNewContainer()
            .withName("rollwave")
            .withArgs(arguments)
            .withNewSecurityContext()
            .withReadOnlyRootFilesystem(isReadOnly)
            .endSecurityContext()
            .endContainer()
            .endSpec();
    mounts.forEach((path, readOnly) ->
        pod.editSpec()
            .editFirstContainer()
            .addNewVolumeMount()
            .withName("volume")
            .withMountPath(path)
            .withReadOnly(readOnly)
            .endVolumeMount()
            .endContainer()
            .endSpec());
    return pod.build();
  }

  private int leaves(Pod pod, Map<String, Path> mounts) throws IOException {
    return new ImageRuntime(image).start(pod, Map.of(), mounts, folder).onExit().join().exitValue();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  private Path emptyDir() throws IOException {
    Path place = Files.createDirectory(folder.resolve("empty"));
    return Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  @Test
  void its_user_is_a_number_and_not_root_so_that_a_kubelet_can_tell() {
    assertThat(image.user()).isEqualTo("65532:65532");
  }

  @Test
  void its_demo_ends_with_0_on_a_root_that_cannot_be_written() throws IOException {
    assertThat(leaves(pod(true, List.of("demo"), Map.of()), Map.of())).as(log()).isZero();
    assertThat(log()).contains("exit 0: done");
  }

  @Test
  void without_arguments_it_tells_how_it_is_called() throws IOException {
    assertThat(leaves(pod(true, List.of(), Map.of()), Map.of())).as(log()).isZero();
    assertThat(log()).contains("Usage: rollwave");
  }

  @Test
  void its_virtual_machine_takes_the_cache_of_loaded_classes_that_it_brings() throws IOException {
    Pod pod = pod(true, List.of("--version"), Map.of());
    pod.getSpec().getContainers().getFirst().setCommand(instead("-Xlog:aot=off", "-Xlog:aot"));

    assertThat(leaves(pod, Map.of())).as(log()).isZero();
    assertThat(log())
        .contains("Opened AOT cache /opt/rollwave/rollwave.aot")
        .doesNotContain("mismatch", "[warning]", "[error");
  }

  private static List<String> instead(String option, String another) {
    assertThat(image.entrypoint()).contains(option);
    return image.entrypoint().stream().map(part -> part.equals(option) ? another : part).toList();
  }

  // The JVM aborts; but a process 1 takes no SIGABRT from itself, and falls by the trap after it.
  @Test
  void without_memory_it_leaves_with_139_as_process_1_which_is_no_status_of_rollwave()
      throws IOException {
    Pod pod = pod(true, List.of("demo"), Map.of());
    pod.getSpec()
        .getContainers()
        .getFirst()
        .setCommand(instead("-XX:MaxRAMPercentage=70", "-Xmx3m"));

    assertThat(leaves(pod, Map.of())).as(log()).isEqualTo(139);
  }

  @Test
  void a_report_can_be_written_where_a_volume_is_mounted_by_its_user_alone() throws IOException {
    Path volume = emptyDir();
    List<String> arguments = List.of("demo", "--report", "/var/run/reports/demo.json");

    int status =
        leaves(
            pod(true, arguments, Map.of("/var/run/reports", false)),
            Map.of("/var/run/reports", volume));

    assertThat(status).as(log()).isZero();
    Path report = volume.resolve("demo.json");
    assertThat(report).isNotEmptyFile();
    assertThat(Files.getAttribute(report, "unix:uid")).isEqualTo(65532);
  }

  @Test
  void a_root_that_cannot_be_written_costs_the_report_and_never_the_run() throws IOException {
    List<String> arguments = List.of("demo", "--report", "/tmp/demo.json");

    assertThat(leaves(pod(true, arguments, Map.of()), Map.of())).as(log()).isZero();
    assertThat(log())
        .contains("exit 0: done")
        .contains("the report was not written to /tmp/demo.json", "Read-only file system");
  }
}
