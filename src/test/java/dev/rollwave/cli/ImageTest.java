package dev.rollwave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollwave.cli.process.ExitStatus;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the image's entry point makes of the JVM. */
class ImageTest {
  private static final Pattern ENTRYPOINT = Pattern.compile("ENTRYPOINT (\\[[^]]+])");

  @Test
  void without_memory_the_process_ends_at_once_and_not_with_a_status_of_ours(@TempDir Path folder)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options());
    command.addAll(
        List.of("-Xmx24m", "-cp", testClasses().toString(), OutOfMemory.class.getName()));

    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(Files.readString(folder.resolve("output")))
        .contains("due to java.lang.OutOfMemoryError");
    assertThat(Arrays.stream(ExitStatus.values()).map(ExitStatus::code))
        .doesNotContain(process.exitValue());
  }

  private static Path testClasses() throws URISyntaxException {
    return Path.of(OutOfMemory.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  // The archive of classes belongs to the image's own runtime.
  private static List<String> options() throws IOException {
    Matcher entrypoint =
        ENTRYPOINT.matcher(Files.readString(Path.of("Dockerfile")).replace("\\\n", " "));
    assertThat(entrypoint.find()).isTrue();
    List<String> all =
        new JsonMapper().readValue(entrypoint.group(1), new TypeReference<List<String>>() {});
    return all.subList(1, all.indexOf("-jar")).stream()
        .filter(option -> !option.startsWith("-XX:AOTCache"))
        .toList();
  }
}
