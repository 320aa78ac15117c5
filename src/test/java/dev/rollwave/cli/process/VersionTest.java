package dev.rollwave.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void the_build_writes_the_version_beside_the_class_that_reads_it() throws IOException {
    String folder = Version.class.getPackageName().replace('.', '/');

    assertThat(Files.readString(Path.of("pom.xml")))
        .contains(">${project.build.outputDirectory}/" + folder + "/git.properties<");
  }
}
