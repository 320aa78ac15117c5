package dev.rollwave.console.preview;

import dev.rollwave.console.text.DisplayWidth;
import dev.rollwave.console.text.Text;
import dev.rollwave.console.words.Formats;
import dev.rollwave.plan.PlanProblem;
import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells what is wrong in a plan document: where, what, the line itself with a mark below the place,
 * and the fix. The first line of each is in the form that editors and CI systems make a link of.
 */
public final class ProblemReport {
  // YAML's own line breaks, so that the lines are counted as the reader of the plan counted them.
  private static final Pattern LINE_BREAK = Pattern.compile("\r\n|[\n\r\u0085\u2028\u2029]");
  private static final String INDENT = "    ";
  private static final int WIDTH = 100;
  private static final int MARK_WITHIN = 60;
  private static final int BEFORE_MARK = 40;

  private final PrintWriter out;
  private final List<String> lines;

  /**
   * A report on {@code out}.
   *
   * @param source the document's text; empty when it is not at hand, and then no line is shown
   */
  public ProblemReport(PrintWriter out, String source) {
    this.out = out;
    this.lines = source.isEmpty() ? List.of() : List.of(LINE_BREAK.split(source, -1));
  }

  /** Tells the problems of a faulty plan, and at the end how many they are. */
  public void faults(List<PlanProblem> problems) {
    problems.forEach(problem -> tell(problem, ""));
    out.println(Formats.count(problems.size(), "problem"));
    out.flush();
  }

  /** Tells the warnings of a sound plan. */
  public void warnings(List<PlanProblem> warnings) {
    warnings.forEach(warning -> tell(warning, "warning: "));
    out.flush();
  }

  private void tell(PlanProblem problem, String severity) {
    out.println(
        Text.shown(problem.file())
            + ":"
            + problem.line()
            + ":"
            + problem.column()
            + ": "
            + severity
            + Text.shown(problem.what()));
    if (problem.line() <= lines.size()) {
      showLine(lines.get(problem.line() - 1), problem.column());
    }
    out.println(INDENT + "fix: " + Text.shown(problem.fix()));
  }

  private void showLine(String line, int column) {
    if (line.isBlank()) {
      return;
    }
    int[] characters = line.codePoints().toArray();
    int at = Math.min(column - 1, characters.length);
    int from = at > MARK_WITHIN ? at - BEFORE_MARK : 0;
    String before = Text.shown(new String(characters, from, at - from));
    String rest = Text.shown(new String(characters, at, characters.length - at));
    out.println(INDENT + "| " + Text.fit(before + rest, WIDTH));
    out.println(INDENT + "| " + " ".repeat(DisplayWidth.of(before)) + "^");
  }
}
