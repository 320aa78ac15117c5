package dev.rollwave.planfile;

import dev.rollwave.plan.PlanProblem;
import dev.rollwave.plan.RestartPlan;
import java.util.List;

/** What came of reading a plan document. */
public sealed interface PlanReading {

  /**
   * The document is a plan.
   *
   * @param plan what it asks for
   * @param warnings what works but may surprise, in the order of the document
   */
  record Sound(RestartPlan plan, List<PlanProblem> warnings) implements PlanReading {
    public Sound {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * The document is no plan, or could not be read.
   *
   * @param problems everything that is wrong, in the order of the document; not empty
   */
  record Faulty(List<PlanProblem> problems) implements PlanReading {
    public Faulty {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("a faulty plan has a problem");
      }
    }
  }
}
