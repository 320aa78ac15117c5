package dev.rollwave.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The engine's order beside simpler ones, on the corpus; docs/scheduling.md shows the table. */
class SchedulingIT {
  private static final Path PAGE = Path.of("docs", "scheduling.md");
  private static final Map<SchedulingPolicy, Measure> MEASURES =
      new EnumMap<>(SchedulingPolicy.class);

  /** Lengths as multiples of the lower bound. */
  private record Measure(double mean, double p95, double withoutWindow, double withWindow) {

    static Measure of(List<CorpusPlan> corpus, SchedulingPolicy policy) {
      double[] ratios = new double[corpus.size()];
      for (int i = 0; i < ratios.length; i++) {
        CorpusPlan plan = corpus.get(i);
        ratios[i] =
            (double) CorpusRun.length(plan, policy).toMillis() / plan.lowerBound().toMillis();
        assertThat(ratios[i]).as("plan %s under %s", i, policy).isGreaterThanOrEqualTo(1);
      }
      double[] sorted = ratios.clone();
      Arrays.sort(sorted);
      return new Measure(
          Arrays.stream(ratios).average().orElseThrow(),
          sorted[(int) Math.ceil(sorted.length * 0.95) - 1],
          mean(corpus, ratios, false),
          mean(corpus, ratios, true));
    }

    private static double mean(List<CorpusPlan> corpus, double[] ratios, boolean window) {
      return IntStream.range(0, ratios.length)
          .filter(i -> corpus.get(i).hasWindow() == window)
          .mapToDouble(i -> ratios[i])
          .average()
          .orElseThrow();
    }

    String row(SchedulingPolicy policy) {
      return String.format(
          Locale.ROOT,
          "| %s | %.3f | %.3f | %.3f | %.3f |",
          policy.words(),
          mean,
          p95,
          withoutWindow,
          withWindow);
    }
  }

  @BeforeAll
  static void measure() {
    List<CorpusPlan> corpus = Corpus.plans();
    for (SchedulingPolicy policy : SchedulingPolicy.values()) {
      MEASURES.put(policy, Measure.of(corpus, policy));
    }
  }

  @Test
  void longest_path_first_is_no_slower_than_any_simpler_policy_in_mean_and_p95() {
    Measure ours = of(SchedulingPolicy.LONGEST_PATH);
    assertThat(MEASURES)
        .allSatisfy((policy, theirs) -> {
          assertThat(ours.mean()).as("mean, against %s", policy).isLessThanOrEqualTo(theirs.mean());
          assertThat(ours.p95()).as("p95, against %s", policy).isLessThanOrEqualTo(theirs.p95());
        });
  }

  @Test
  void without_estimates_it_is_no_slower_than_the_simpler_ones_either() {
    Measure ours = of(SchedulingPolicy.LONGEST_PATH_BLIND);
    for (SchedulingPolicy policy :
        List.of(
            SchedulingPolicy.DEPTH_ONLY,
            SchedulingPolicy.EAGER_FIFO,
            SchedulingPolicy.BARRIER_PER_LEVEL,
            SchedulingPolicy.LINEAR_WAVES)) {
      assertThat(ours.mean()).as("mean, against %s", policy).isLessThanOrEqualTo(of(policy).mean());
      assertThat(ours.p95()).as("p95, against %s", policy).isLessThanOrEqualTo(of(policy).p95());
    }
  }

  @Test
  void the_page_on_scheduling_shows_the_table_that_is_measured() throws IOException {
    String table =
        MEASURES.entrySet().stream()
            .map(entry -> entry.getValue().row(entry.getKey()))
            .collect(Collectors.joining("\n"));
    assertThat(Files.readString(PAGE)).contains(table);
  }

  private static Measure of(SchedulingPolicy policy) {
    Measure measure = MEASURES.get(policy);
    if (measure == null) {
      throw new AssertionError(policy + " was not measured");
    }
    return measure;
  }
}
