package dev.rollwave.recording;

import dev.rollwave.recording.Observations.ObservedStep;
import dev.rollwave.recording.Recording.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Holds a new recording of real controllers against what was seen of them before. */
public final class Comparison {
  private Comparison() {}

  /**
   * What is different, in words; empty when nothing is.
   *
   * <p>A step has to be one of the variants seen before. Where only one was ever seen there is no
   * freedom at all. Where several were, the cluster has to come to rest as in one of them, and what
   * is written on the way has to lie between the numbers that are known of this step: another order
   * of the same events is no other behaviour.
   */
  public static List<String> differences(Observations known, Recording recording) {
    if (!known.acts().equals(recording.acts())) {
      return List.of("other acts than " + known.acts() + ": " + recording.acts());
    }
    List<String> differences = new ArrayList<>();
    List<String> before = List.of();
    for (int i = 0; i < known.steps().size(); i++) {
      ObservedStep expected = known.steps().get(i);
      Step step = recording.steps().get(i);
      if (!isExplained(expected, before, step)) {
        differences.add("step %d, %s: %s".formatted(i, step.act(), step.statuses()));
      }
      before = expected.variants().getFirst().isEmpty() ? before : ends(expected);
    }
    return differences;
  }

  /** What is different in the acts, or in the status in which a step comes to rest. */
  public static List<String> differencesAtRest(Observations known, Recording recording) {
    if (!known.acts().equals(recording.acts())) {
      return List.of("other acts than " + known.acts() + ": " + recording.acts());
    }
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < known.steps().size(); i++) {
      List<List<String>> rests =
          known.steps().get(i).variants().stream().map(Comparison::rest).toList();
      Step step = recording.steps().get(i);
      if (!rests.contains(rest(step.statuses()))) {
        differences.add("step %d, %s: %s".formatted(i, step.act(), step.statuses()));
      }
    }
    return differences;
  }

  private static List<String> rest(List<String> statuses) {
    return statuses.subList(Math.max(0, statuses.size() - 1), statuses.size());
  }

  private static boolean isExplained(ObservedStep expected, List<String> before, Step step) {
    if (expected.variants().contains(step.statuses())) {
      return true;
    }
    if (expected.variants().size() == 1 || step.statuses().isEmpty()) {
      return false;
    }
    StatusRange range =
        StatusRange.of(
            Stream.concat(before.stream(), expected.variants().stream().flatMap(List::stream))
                .toList());
    return ends(expected).contains(step.statuses().getLast())
        && step.statuses().stream().allMatch(range::contains);
  }

  private static List<String> ends(ObservedStep step) {
    return step.variants().stream().filter(it -> !it.isEmpty()).map(List::getLast).toList();
  }
}
