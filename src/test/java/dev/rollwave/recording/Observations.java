package dev.rollwave.recording;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What real controllers were seen to write in several recordings of one experiment.
 *
 * <p>After each act the cluster was left alone until it rested. On the way there two controllers
 * that work side by side, or one that has not yet heard of the pods that it made itself, may or may
 * not write a status in between: who hears of what first is a matter of milliseconds. A step
 * therefore has one or several variants, each as it was written in one play.
 *
 * @param steps in order
 */
public record Observations(List<ObservedStep> steps) {
  public Observations {
    steps = List.copyOf(steps);
  }

  /**
   * An act, and each sequence of statuses that was seen after it.
   *
   * @param act in words
   * @param variants at least one
   */
  public record ObservedStep(String act, List<List<String>> variants) {
    public ObservedStep {
      variants = variants.stream().map(List::copyOf).toList();
    }
  }

  /** What is known from one recording alone. */
  public static Observations of(Recording recording) {
    return new Observations(
        recording.steps().stream()
            .map(step -> new ObservedStep(step.act(), List.of(step.statuses())))
            .toList());
  }

  /** The acts, in order. */
  public List<String> acts() {
    return steps.stream().map(ObservedStep::act).toList();
  }

  /**
   * The same with one recording more.
   *
   * @throws IllegalArgumentException when its acts are others
   */
  public Observations with(Recording recording) {
    if (!recording.acts().equals(acts())) {
      throw new IllegalArgumentException("another play: " + recording.acts());
    }
    return new Observations(
        IntStream.range(0, steps.size())
            .mapToObj(i ->
                new ObservedStep(
                    steps.get(i).act(),
                    Stream.concat(
                            steps.get(i).variants().stream(),
                            Stream.of(recording.steps().get(i).statuses()))
                        .distinct()
                        .toList()))
            .toList());
  }
}
