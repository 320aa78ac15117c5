package dev.rollwave.recording;

import dev.rollwave.recording.Observations.ObservedStep;
import java.util.ArrayList;
import java.util.List;

/**
 * Observations as they stand in their file: acts at the margin, statuses indented, and between two
 * variants of a step a line that says "or".
 */
public final class ObservationsText {
  private static final String INDENT = "    ";
  private static final String OR = "  or";

  private ObservationsText() {}

  /** Writes them down. */
  public static String write(Observations observations) {
    StringBuilder text = new StringBuilder();
    for (ObservedStep step : observations.steps()) {
      text.append(step.act()).append('\n');
      text.append(
          String.join(OR + "\n", step.variants().stream().map(ObservationsText::lines).toList()));
    }
    return text.toString();
  }

  private static String lines(List<String> variant) {
    StringBuilder lines = new StringBuilder();
    variant.forEach(status -> lines.append(INDENT).append(status).append('\n'));
    return lines.toString();
  }

  /** Reads them; lines that begin with # are left out. */
  public static Observations read(String text) {
    List<ObservedStep> steps = new ArrayList<>();
    List<List<String>> variants = new ArrayList<>();
    String act = "";
    for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
      if (line.startsWith(INDENT)) {
        variants.getLast().add(line.strip());
      } else if (line.equals(OR)) {
        variants.add(new ArrayList<>());
      } else {
        if (!act.isEmpty()) {
          steps.add(new ObservedStep(act, variants));
        }
        act = line;
        variants = new ArrayList<>(List.of(new ArrayList<>()));
      }
    }
    steps.add(new ObservedStep(act, variants));
    return new Observations(steps);
  }
}
