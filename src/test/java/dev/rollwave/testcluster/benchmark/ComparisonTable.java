package dev.rollwave.testcluster.benchmark;

import dev.rollwave.testcluster.benchmark.Measure.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a comparison came to, for a person: of each figure the median with the least and the most,
 * and of each round what a program took as a share of the first one's. A goal that is missed is
 * marked.
 *
 * @param title of the task
 * @param measures of each program, by its name; the first is the one to compare with
 * @param goals that the others are held to
 */
record ComparisonTable(String title, Map<String, List<Measure>> measures, Goals goals) {
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    String first = measures.keySet().iterator().next();
    List<Measure> compared = measures.getOrDefault(first, List.of());
    text.append("%n%s, n=%d: median (least to most)%n".formatted(title, compared.size()));
    text.append(row("", figure -> figure.title()));
    measures.forEach((name, its) -> {
      text.append(row(name, figure -> spread(figure, its).toString()));
      if (!name.equals(first)) {
        text.append(
            row("  as a share of the first", figure -> ratio(figure, its, compared).toString()));
        if (!goals.limits().isEmpty()) {
          text.append(row("  goal", figure -> goal(figure, its, compared)));
        }
      }
    });
    return text.toString();
  }

  private interface Cell {
    String of(Figure figure);
  }

  private static String row(String name, Cell cell) {
    return "%-34s %-26s %-26s %-26s%n"
        .formatted(name, cell.of(Figure.WALL), cell.of(Figure.CPU), cell.of(Figure.REQUESTS))
        .replaceAll(" +\\n", "\n");
  }

  private String goal(Figure figure, List<Measure> its, List<Measure> first) {
    double reached =
        figure == Figure.REQUESTS
            ? spread(figure, its).median()
            : ratio(figure, its, first).median();
    return goals
        .of(figure)
        .map(limit ->
            String.format(
                Locale.ROOT, "%.2f%s", limit, reached <= limit ? ": reached" : ": MISSED"))
        .orElse("");
  }

  private static Spread spread(Figure figure, List<Measure> its) {
    return Spread.of(its.stream().map(figure::of).toList());
  }

  private static Spread ratio(Figure figure, List<Measure> its, List<Measure> first) {
    List<Double> shares = new ArrayList<>();
    IntStream.range(0, its.size())
        .forEach(i -> shares.add(figure.of(its.get(i)) / figure.of(first.get(i))));
    return Spread.of(shares);
  }
}
