package dev.rollwave.workload;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of workload that can be restarted, with the names Kubernetes has for them. */
public enum WorkloadKind {
  DEPLOYMENT("apps", "Deployment", "deployments", "deploy"),
  STATEFUL_SET("apps", "StatefulSet", "statefulsets", "sts"),
  DAEMON_SET("apps", "DaemonSet", "daemonsets", "ds");

  private final String apiGroup;
  private final String kind;
  private final String plural;
  private final String shortName;

  WorkloadKind(String apiGroup, String kind, String plural, String shortName) {
    this.apiGroup = apiGroup;
    this.kind = kind;
    this.plural = plural;
    this.shortName = shortName;
  }

  /** The API group, as written in RBAC rules, {@code apps}. */
  public String apiGroup() {
    return apiGroup;
  }

  /** The {@code kind} as written in a manifest, {@code Deployment}. */
  public String kind() {
    return kind;
  }

  /** The resource name as written in RBAC rules, {@code deployments}. */
  public String plural() {
    return plural;
  }

  /**
   * The kind whose manifest name, plural, singular or kubectl short name is {@code text}, in any
   * case.
   */
  public static Optional<WorkloadKind> named(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(k ->
            wanted.equals(k.kind.toLowerCase(Locale.ROOT))
                || wanted.equals(k.plural)
                || wanted.equals(k.shortName))
        .findFirst();
  }
}
