package dev.rollwave.planfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.plan.PlanProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a document holds, reading it ends with a plan or with problems, never with an exception.
 * A failure names its seed; run that seed alone to have it again.
 */
class GarbageTest {
  private static final int DOCUMENTS_PER_SEED = 400;
  private static final List<String> SCRAPS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ": ",
          "- ",
          "? ",
          "&a ",
          "*a",
          "!!x ",
          "!",
          "|",
          ">",
          "%YAML 9.9\n",
          "---\n",
          "...\n",
          "\"",
          "'",
          "\\U",
          "\\x",
          "#",
          "\t",
          "\n",
          "\r",
          "<<: ",
          "~",
          "null",
          "\u0085",
          "\u2028",
          "\uFEFF",
          "\u0000",
          "é",
          "🚢",
          "waves:",
          "dependsOn: [a]",
          "24:00",
          "99999999999999999999",
          "-1",
          "1e9",
          "0x10",
          "@daily",
          "[[[[[[[[",
          "name: a\n");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void garbage_never_throws(long seed) throws IOException {
    Random random = new Random(seed);
    List<byte[]> originals = originals();
    for (int i = 0; i < DOCUMENTS_PER_SEED; i++) {
      byte[] document = mutated(originals.get(random.nextInt(originals.size())), random);
      String description = "seed " + seed + ", document " + i;

      PlanReading reading = reading(document, description);

      if (reading instanceof PlanReading.Faulty(List<PlanProblem> problems)) {
        assertThat(problems)
            .as(description)
            .isNotEmpty()
            .allSatisfy(problem -> {
              assertThat(problem.line()).isPositive();
              assertThat(problem.column()).isPositive();
              assertThat(problem.what()).isNotBlank();
              assertThat(problem.fix()).isNotBlank();
            });
      }
    }
  }

  private static PlanReading reading(byte[] document, String description) {
    try {
      return PlanFile.read(Documents.FILE, document, Documents.NOW);
    } catch (RuntimeException | StackOverflowError thrown) {
      throw new AssertionError(
          description + " threw: " + new String(document, StandardCharsets.UTF_8), thrown);
    }
  }

  private static List<byte[]> originals() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("config"))) {
      List<byte[]> plans = new java.util.ArrayList<>();
      for (Path file : files.sorted().toList()) {
        plans.add(Files.readAllBytes(file));
      }
      return plans;
    }
  }

  private static byte[] mutated(byte[] original, Random random) {
    if (random.nextInt(20) == 0) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      return noise;
    }
    String text = new String(original, StandardCharsets.UTF_8);
    for (int edits = 1 + random.nextInt(6); edits > 0; edits--) {
      text = edited(text, random);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && random.nextInt(10) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static String edited(String text, Random random) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + random.nextInt(30));
    return switch (random.nextInt(6)) {
      case 0 -> text.substring(0, at);
      case 1 -> text.substring(0, at) + text.substring(end);
      case 2 -> text.substring(0, end) + text.substring(at);
      case 3 -> withLinesSwapped(text, random);
      default ->
          text.substring(0, at) + SCRAPS.get(random.nextInt(SCRAPS.size())) + text.substring(at);
    };
  }

  private static String withLinesSwapped(String text, Random random) {
    String[] lines = text.split("\n", -1);
    int one = random.nextInt(lines.length);
    int other = random.nextInt(lines.length);
    String kept = lines[one];
    lines[one] = lines[other];
    lines[other] = kept;
    return String.join("\n", Arrays.asList(lines));
  }
}
