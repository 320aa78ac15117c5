package dev.rollwave.planfile.fields;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The mappings of a plan document with the keys that each of them knows. */
// Its lists cannot be changed; only their type cannot say so.
@SuppressWarnings("ImmutableEnumChecker")
public enum Section {
  DOCUMENT("the document", List.of("apiVersion", "kind", "metadata", "spec"), List.of()),
  METADATA("metadata", List.of("name"), List.of()),
  SPEC(
      "spec",
      List.of("reason", "waves"),
      List.of(
          "timeZone",
          "schedule",
          "windows",
          "freezes",
          "throttle",
          "cooldown",
          "health",
          "onFailure",
          "resumeWithin",
          "stateNamespace")),
  WEEKLY_WINDOW("a weekly window", List.of("from", "to"), List.of("days")),
  CRON_WINDOW("a cron window", List.of("cron", "duration"), List.of()),
  FREEZE("a freeze", List.of("name", "from", "to"), List.of()),
  THROTTLE("throttle", List.of(), List.of("maxInFlight", "minInterval")),
  HEALTH(
      "health",
      List.of(),
      List.of("timeout", "total", "soak", "grace", "pendingGrace", "onForeignChange")),
  WAVE(
      "a wave",
      List.of("name", "workloads"),
      List.of("dependsOn", "throttle", "cooldown", "health", "allowEmpty")),
  WORKLOAD("a workload", List.of("kind", "namespace"), List.of("name", "selector"));

  private final String title;
  private final List<String> required;
  private final List<String> keys;

  Section(String title, List<String> required, List<String> optional) {
    this.title = title;
    this.required = required;
    this.keys = Stream.concat(required.stream(), optional.stream()).toList();
  }

  /** What it is called in a message. */
  String title() {
    return title;
  }

  /** The keys that must be there. */
  public List<String> required() {
    return required;
  }

  /** Every key that may be there, in the order of a message that lists them. */
  public List<String> keys() {
    return keys;
  }

  /** The sections that know {@code key}. */
  static List<Section> knowing(String key) {
    return Arrays.stream(values()).filter(section -> section.keys.contains(key)).toList();
  }
}
