package dev.rollwave.planfile;

import dev.rollwave.plan.PlanProblem;
import dev.rollwave.plan.RestartPlan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Plan documents for tests, and short ways to read them. */
public final class Documents {
  static final String FILE = "plan.yaml";

  /** A winter day, so that the next clock change of most zones is a gap. */
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private Documents() {}

  /** A sound plan with {@code spec}, lines at the indentation of spec's keys, and one wave. */
  public static String withSpec(String spec) {
    return """
    apiVersion: rollwave.dev/v1
    kind: RestartPlan
    metadata: {name: nightly}
    spec:
      reason: Relieve the leak
    %s  waves:
        - name: only
          workloads:
            - {kind: Deployment, namespace: shop, name: cart}
    """
        .formatted(spec.isEmpty() ? "" : spec.indent(2));
  }

  /** A sound plan with {@code waves}, lines at the indentation of the list. */
  public static String withWaves(String waves) {
    return """
    apiVersion: rollwave.dev/v1
    kind: RestartPlan
    metadata: {name: nightly}
    spec:
      reason: Relieve the leak
      waves:
    %s\
    """
        .formatted(waves.indent(4));
  }

  public static PlanReading read(String document) {
    return PlanFile.read(FILE, document.getBytes(StandardCharsets.UTF_8), NOW);
  }

  public static RestartPlan plan(String document) {
    return switch (read(document)) {
      case PlanReading.Sound(RestartPlan plan, var warnings) -> plan;
      case PlanReading.Faulty(List<PlanProblem> problems) ->
          throw new AssertionError("not sound: " + problems);
    };
  }

  /** The problems as {@code line:column: what | fix}. */
  public static List<String> problems(String document) {
    return switch (read(document)) {
      case PlanReading.Sound sound -> List.of();
      case PlanReading.Faulty(List<PlanProblem> problems) -> told(problems);
    };
  }

  /** The warnings of a sound plan as {@code line:column: what | fix}. */
  public static List<String> warnings(String document) {
    return switch (read(document)) {
      case PlanReading.Sound(var plan, List<PlanProblem> warnings) -> told(warnings);
      case PlanReading.Faulty(List<PlanProblem> problems) ->
          throw new AssertionError("not sound: " + problems);
    };
  }

  private static List<String> told(List<PlanProblem> problems) {
    return problems.stream()
        .map(p -> p.line() + ":" + p.column() + ": " + p.what() + " | " + p.fix())
        .toList();
  }
}
