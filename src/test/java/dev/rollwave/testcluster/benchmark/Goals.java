package dev.rollwave.testcluster.benchmark;

import dev.rollwave.testcluster.benchmark.Measure.Figure;
import java.util.Map;
import java.util.Optional;

/**
 * What a size is to reach: its wall time and processor time as a share of kubectl's, and its
 * requests a workload, at most.
 *
 * @param limits where there is one
 */
record Goals(Map<Figure, Double> limits) {

  Goals {
    limits = Map.copyOf(limits);
  }

  /** Those of so many Deployments; none for most sizes. */
  static Goals of(int deployments) {
    return new Goals(
        switch (deployments) {
          case 60 -> Map.of(Figure.WALL, 0.88, Figure.REQUESTS, 2.2);
          case 300 -> Map.of(Figure.WALL, 0.74, Figure.CPU, 0.28, Figure.REQUESTS, 2.1);
          default -> Map.of();
        });
  }

  /** The limit of that figure, if it has one. */
  Optional<Double> of(Figure figure) {
    return Optional.ofNullable(limits.get(figure));
  }
}
