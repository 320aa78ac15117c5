package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keeps the table of faults and the tests in step. */
class FaultTableTest {
  private static final Path TABLE = Path.of("docs", "faults.md");
  private static final Path TESTS = Path.of("src", "test", "java");
  private static final Pattern ROW =
      Pattern.compile("^\\| (F\\d+) \\|.*\\| ([^|]+) \\|$", Pattern.MULTILINE);
  private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");
  private static final Pattern NAMED_BY_ID = Pattern.compile("@Test\\s+void (f\\d+_\\w+)\\(");

  private static final Map<String, String> PROOFS = new LinkedHashMap<>();
  private static final List<String> TESTS_NAMED_BY_ID = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException {
    ROW.matcher(Files.readString(TABLE))
        .results()
        .forEach(
            row -> assertThat(PROOFS.put(row.group(1), row.group(2))).as(row.group(1)).isNull());
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        NAMED_BY_ID
            .matcher(Files.readString(file))
            .results()
            .forEach(test -> TESTS_NAMED_BY_ID.add(name + "#" + test.group(1)));
      }
    }
  }

  private static List<String> namedIn(String proof) {
    return NAMED.matcher(proof).results().map(FaultTableTest::test).toList();
  }

  private static String test(MatchResult named) {
    return named.group(1) + "#" + named.group(2);
  }

  @Test
  void every_fault_has_its_row() {
    assertThat(PROOFS.keySet())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 34).mapToObj(n -> "F" + n).toList());
  }

  @Test
  void every_row_names_tests_of_its_own_id_or_says_why_there_is_none() {
    PROOFS.forEach((id, proof) -> {
      if (proof.startsWith("not yet: ")) {
        assertThat(namedIn(proof)).as(id).isEmpty();
      } else {
        assertThat(namedIn(proof))
            .as(id)
            .isNotEmpty()
            .allSatisfy(test -> assertThat(test).contains("#" + id.toLowerCase(Locale.ROOT) + "_"));
      }
    });
  }

  @Test
  void the_tests_of_the_table_are_those_that_are_named_by_an_id() {
    assertThat(PROOFS.values().stream().flatMap(proof -> namedIn(proof).stream()))
        .containsExactlyInAnyOrderElementsOf(TESTS_NAMED_BY_ID);
  }
}
