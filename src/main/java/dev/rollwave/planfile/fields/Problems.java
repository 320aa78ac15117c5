package dev.rollwave.planfile.fields;

import dev.rollwave.document.Findings;
import dev.rollwave.document.Position;
import dev.rollwave.document.UnseenBlanks;
import dev.rollwave.plan.PlanProblem;
import dev.rollwave.workload.Quotation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Supplier;

/** Collects everything that is wrong with one document, to show it at once. */
public final class Problems implements Findings {
  private static final Comparator<PlanProblem> BY_POSITION =
      Comparator.comparingInt(PlanProblem::line).thenComparingInt(PlanProblem::column);

  private final String file;
  // Sets: a fault below an anchor is met again at each of its aliases and is still one fault.
  private final SequencedSet<PlanProblem> faults = new LinkedHashSet<>();
  private final SequencedSet<PlanProblem> warnings = new LinkedHashSet<>();
  private boolean more;

  /** Those of the document that messages call {@code file}; none so far. */
  public Problems(String file) {
    this.file = file;
  }

  @Override
  public void add(Position position, String what, String fix) {
    add(position, what, () -> fix);
  }

  /** Notes a fault whose fix takes work to find. */
  public void add(Position position, String what, Supplier<String> fix) {
    if (faults.size() < PlanLimits.MOST_PROBLEMS) {
      faults.add(new PlanProblem(file, position.line(), position.column(), what, fix.get()));
    } else {
      more = true;
    }
  }

  /** Notes something that works but may surprise. */
  public void warn(Position position, String what, String fix) {
    if (warnings.size() < PlanLimits.MOST_PROBLEMS) {
      warnings.add(new PlanProblem(file, position.line(), position.column(), what, fix));
    }
  }

  /** Whether no fault was noted; warnings do not count. */
  public boolean isEmpty() {
    return faults.isEmpty();
  }

  /** The faults in the order of their positions. */
  public List<PlanProblem> faults() {
    List<PlanProblem> sorted = new ArrayList<>(faults);
    sorted.sort(BY_POSITION);
    if (more) {
      PlanProblem last = sorted.getLast();
      sorted.add(
          new PlanProblem(
              file,
              last.line(),
              last.column(),
              "there are more problems; the first " + PlanLimits.MOST_PROBLEMS + " found are told",
              "fix these and validate again"));
    }
    return List.copyOf(sorted);
  }

  /** The warnings in the order of their positions. */
  public List<PlanProblem> warnings() {
    return warnings.stream().sorted(BY_POSITION).toList();
  }

  /**
   * {@code written} in backticks, shortened where it would fill the screen, with blanks that are
   * none to YAML by their names.
   */
  public static String quoted(String written) {
    String text = UnseenBlanks.named(written);
    return Quotation.quoted(text);
  }
}
