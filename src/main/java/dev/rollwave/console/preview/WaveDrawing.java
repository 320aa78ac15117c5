package dev.rollwave.console.preview;

import dev.rollwave.console.text.Text;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The waves of a plan as a graph, edges from a dependency to its dependents. */
public final class WaveDrawing {
  /** Lines of workloads in one node; a longer list would hide the graph. */
  static final int MOST_LINES = 12;

  private final RestartPlan plan;
  // Numbers instead of names: `end` and `graph` are words of the two languages.
  private final Map<String, String> ids = new HashMap<>();

  /** A drawing of {@code plan}. */
  public WaveDrawing(RestartPlan plan) {
    this.plan = plan;
    for (Wave wave : plan.waves()) {
      ids.put(wave.name(), "w" + (ids.size() + 1));
    }
  }

  /**
   * As a Mermaid flowchart.
   *
   * @see <a href="https://mermaid.js.org/syntax/flowchart.html">Flowcharts, entity codes</a>
   */
  public String mermaid() {
    StringBuilder out = new StringBuilder();
    out.append("---\ntitle: \"").append(Text.shown(plan.name())).append("\"\n---\n");
    out.append("flowchart LR\n");
    for (Wave wave : plan.waves()) {
      String label = label(wave, WaveDrawing::mermaidText, "<br/>");
      out.append("  ").append(id(wave.name())).append("[\"").append(label).append("\"]\n");
    }
    appendEdges(out, " --> ", "");
    return out.toString();
  }

  /**
   * As a Graphviz digraph.
   *
   * @see <a href="https://graphviz.org/doc/info/lang.html">The DOT language</a>
   */
  public String dot() {
    StringBuilder out = new StringBuilder();
    out.append("digraph \"").append(dotText(plan.name())).append("\" {\n");
    out.append("  rankdir=LR;\n  node [shape=box];\n");
    for (Wave wave : plan.waves()) {
      String label = label(wave, WaveDrawing::dotText, "\\n");
      out.append("  ").append(id(wave.name())).append(" [label=\"").append(label).append("\"];\n");
    }
    appendEdges(out, " -> ", ";");
    return out.append("}\n").toString();
  }

  private String label(Wave wave, UnaryOperator<String> escape, String lineBreak) {
    List<String> lines = new ArrayList<>();
    lines.add(wave.name());
    List<WorkloadSelection> workloads = wave.workloads();
    int shown = workloads.size() > MOST_LINES ? MOST_LINES - 1 : workloads.size();
    workloads.subList(0, shown).forEach(workload -> lines.add(line(workload)));
    if (shown < workloads.size()) {
      lines.add("and " + (workloads.size() - shown) + " more");
    }
    return lines.stream().map(escape).collect(Collectors.joining(lineBreak));
  }

  private static String line(WorkloadSelection workload) {
    return switch (workload) {
      case WorkloadSelection.ByName named -> named.ref().toString();
      case WorkloadSelection.BySelector selected ->
          selected.namespace() + "/" + selected.kind().kind() + " " + selected.selector();
    };
  }

  private void appendEdges(StringBuilder out, String arrow, String end) {
    for (Wave wave : plan.waves()) {
      for (String dependency : wave.dependsOn()) {
        out.append("  ").append(id(dependency)).append(arrow).append(id(wave.name())).append(end);
        out.append('\n');
      }
    }
  }

  private String id(String wave) {
    return ids.getOrDefault(wave, wave);
  }

  // Mermaid reads a label as Markdown and as HTML, and knows its own codes for what those mean.
  private static String mermaidText(String raw) {
    StringBuilder out = new StringBuilder();
    Text.shown(raw)
        .codePoints()
        .forEach(c -> {
          boolean isPlain = Character.isLetterOrDigit(c) || " -./,=()".indexOf(c) >= 0;
          if (isPlain) {
            out.appendCodePoint(c);
          } else {
            out.append('#').append(c).append(';');
          }
        });
    return out.toString();
  }

  private static String dotText(String raw) {
    return Text.shown(raw).replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
