package dev.rollwave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Rollouts on which tools of this trade were reported to judge wrongly: {@code rollwave health -f}
 * says of each what is right.
 */
class HealthCasesTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/rollwave/health/cases");
  private static final Path EXPECTED = FOLDER.resolve("expected.yaml");

  /**
   * One of them.
   *
   * @param sentence what is right
   * @param file without its ending
   * @param reported where
   * @param status as kstatus calls it
   * @param reason CamelCase
   * @param says what the message contains
   * @param silent what it does not contain
   */
  record Case(
      @JsonProperty("case") String sentence,
      String file,
      List<String> reported,
      String status,
      String reason,
      @Nullable List<String> says,
      @Nullable List<String> silent) {

    @Override
    public String toString() {
      return sentence;
    }
  }

  static List<Case> cases() throws IOException {
    return new YAMLMapper().readValue(EXPECTED.toFile(), new TypeReference<List<Case>>() {});
  }

  @ParameterizedTest
  @MethodSource("cases")
  void each_is_judged_rightly(Case told) throws IOException {
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(
                new HealthCommand(
                    InputStream.nullInputStream(),
                    _ -> {
                      throw new AssertionError("a file needs no cluster");
                    }))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out))
            .execute("-o", "json", "-f", FOLDER.resolve(told.file() + ".yaml").toString());

    JsonNode judged = new ObjectMapper().readTree(out.toString()).path(0);
    String message = judged.path("message").asText();
    assertThat(judged.path("status").asText() + " " + judged.path("reason").asText())
        .as(message)
        .isEqualTo(told.status() + " " + told.reason());
    assertThat(exit).isEqualTo(told.status().equals("Current") ? 0 : 1);
    assertThat(orNone(told.says())).allSatisfy(text -> assertThat(message).contains(text));
    assertThat(orNone(told.silent())).noneSatisfy(text -> assertThat(message).contains(text));
    assertThat(told.reported()).isNotEmpty();
  }

  private static List<String> orNone(@Nullable List<String> texts) {
    return Objects.requireNonNullElse(texts, List.of());
  }

  @Test
  void every_file_is_one_of_the_cases() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.filter(file -> !file.equals(EXPECTED)))
          .containsExactlyInAnyOrderElementsOf(
              cases().stream().map(it -> FOLDER.resolve(it.file() + ".yaml")).toList());
    }
  }
}
