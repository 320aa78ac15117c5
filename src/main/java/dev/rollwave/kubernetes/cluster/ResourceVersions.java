package dev.rollwave.kubernetes.cluster;

import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.WorkloadSnapshot;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest resourceVersion that was seen of each workload. Two versions of one kind of object can
 * be compared as numbers.
 *
 * @see <a
 *     href="https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/5504-comparable-resource-version">KEP-5504</a>
 */
public final class ResourceVersions {
  private final Map<WorkloadRef, String> newest = new ConcurrentHashMap<>();

  /** Takes note of {@code snapshot}; false when a newer one was seen before. */
  boolean isNews(WorkloadSnapshot snapshot) {
    String version = snapshot.object().resourceVersion();
    String now =
        newest.merge(snapshot.ref(), version, (seen, shown) -> isOlder(shown, seen) ? seen : shown);
    return now.equals(version);
  }

  /** Takes note of {@code snapshot} and gives it back. */
  WorkloadSnapshot noted(WorkloadSnapshot snapshot) {
    isNews(snapshot);
    return snapshot;
  }

  /** Whether {@code one} is older than {@code other}; false where that cannot be told. */
  static boolean isOlder(String one, String other) {
    if (!isNumber(one) || !isNumber(other)) {
      return false;
    }
    return one.length() != other.length()
        ? one.length() < other.length()
        : one.compareTo(other) < 0;
  }

  // Without leading zeros the longer number is the larger, however long the two are.
  private static boolean isNumber(String version) {
    return version.matches("[1-9]\\d*");
  }
}
