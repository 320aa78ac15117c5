package dev.rollwave.workload.trouble;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Kubernetes warned of around a workload, in Events: about itself, what makes its pods, and
 * its pods. Where no pod can speak, since none may be created, nothing else says why.
 *
 * @param newestFirst by when each was last seen
 * @param unreadable why some of them could not be read; empty when all were
 */
public record Warnings(List<Warning> newestFirst, Optional<String> unreadable) {
  /** They were not asked for, or there were none. */
  public static final Warnings NONE = new Warnings(List.of(), Optional.empty());

  private static final int TOLD_AT_MOST = 3;
  private static final int LONGEST_MESSAGE = 300;

  public Warnings {
    newestFirst = List.copyOf(newestFirst);
  }

  /**
   * An Event of type Warning.
   *
   * @param kind of the object that it is about
   * @param name of that object
   * @param reason such as {@code FailedCreate}
   * @param message as the component wrote it; may be empty
   * @param count how often it was seen, 1 or more
   * @param last when it was last seen, by that component's clock; empty where it does not say
   */
  public record Warning(
      String kind, String name, String reason, String message, int count, Optional<Instant> last) {

    private String told() {
      String times = count == 1 ? "" : " (" + count + " times)";
      String since = last.map(at -> " at " + at).orElse("");
      String said = message.isEmpty() ? "" : ": " + shortened(message);
      return reason + " of " + kind + " " + name + since + times + said;
    }
  }

  /**
   * The newest three, as a clause for the end of a sentence; empty when there is nothing to tell.
   * What {@code known} says already is left out.
   */
  public String clause(String known) {
    StringBuilder clause = new StringBuilder();
    newestFirst.stream()
        .filter(warning -> warning.message().isEmpty() || !known.contains(warning.message()))
        .limit(TOLD_AT_MOST)
        .forEach(warning -> clause.append("; warning ").append(warning.told()));
    unreadable.ifPresent(
        why -> clause.append("; its Events cannot be read: ").append(shortened(why)));
    return clause.toString();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
  }
}
