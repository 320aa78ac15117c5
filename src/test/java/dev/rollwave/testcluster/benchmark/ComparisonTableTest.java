package dev.rollwave.testcluster.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.benchmark.Measure.Figure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTableTest {
  private static final List<Measure> KUBECTL =
      List.of(new Measure(10, 20, 4), new Measure(20, 20, 4), new Measure(10, 40, 4));
  private static final List<Measure> RUN =
      List.of(new Measure(8, 5, 2), new Measure(10, 5, 2), new Measure(9, 10, 2.5));

  private static String table(Goals goals) {
    Map<String, List<Measure>> measures = new LinkedHashMap<>();
    measures.put("kubectl", KUBECTL);
    measures.put("./rollwave", RUN);
    return new ComparisonTable("60 Deployments", measures, goals).toString();
  }

  @Test
  void shares_are_taken_round_by_round() {
    assertThat(table(new Goals(Map.of())).lines().toList())
        .containsExactly(
            "",
            "60 Deployments, n=3: median (least to most)",
            "                                   wall, s                    CPU, s                  "
                + "   requests each",
            "kubectl                            10.00 (10.00 to 20.00)     20.00 (20.00 to 40.00)  "
                + "   4.00 (4.00 to 4.00)",
            "./rollwave                         9.00 (8.00 to 10.00)       5.00 (5.00 to 10.00)    "
                + "   2.00 (2.00 to 2.50)",
            "  as a share of the first          0.80 (0.50 to 0.90)        0.25 (0.25 to 0.25)     "
                + "   0.50 (0.50 to 0.63)");
  }

  @Test
  void a_goal_is_printed_beside_what_was_measured_and_marked_where_it_is_missed() {
    Goals goals = new Goals(Map.of(Figure.WALL, 0.74, Figure.CPU, 0.28, Figure.REQUESTS, 2.1));

    assertThat(table(goals).lines().toList().getLast())
        .isEqualTo(
            "  goal                             0.74: MISSED               0.28: reached           "
                + "   2.10: reached");
  }
}
