package dev.rollwave.workload;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The pods of one workload, read together, with the revision that is the newest.
 *
 * @param newestRevision the pod-template-hash of the newest ReplicaSet, or the
 *     controller-revision-hash of the newest ControllerRevision; empty when no controller has made
 *     one yet
 * @param pods in order of name
 */
public record PodSet(Optional<String> newestRevision, List<PodSnapshot> pods) {
  /**
   * FNV-1a, 64 bits.
   *
   * @see <a href="https://datatracker.ietf.org/doc/draft-eastlake-fnv/">the FNV hash</a>
   */
  private static final long FNV_BASIS = 0xcbf29ce484222325L;

  private static final long FNV_PRIME = 0x100000001b3L;

  public PodSet {
    pods = List.copyOf(pods);
  }

  /** The pod of that uid; empty when there is none, or no more. */
  public Optional<PodSnapshot> of(String uid) {
    return pods.stream().filter(pod -> pod.uid().equals(uid)).findFirst();
  }

  /** Pods of the newest revision that are active: neither finished nor on their way out. */
  public List<PodSnapshot> newest() {
    return active(true);
  }

  /** Pods of an older revision that are active: neither finished nor on their way out. */
  public List<PodSnapshot> outdated() {
    return active(false);
  }

  private List<PodSnapshot> active(boolean isOfNewest) {
    List<PodSnapshot> found = new ArrayList<>(pods.size());
    for (PodSnapshot pod : pods) {
      if (pod.isActive() && isNewest(pod) == isOfNewest) {
        found.add(pod);
      }
    }
    return Collections.unmodifiableList(found);
  }

  /**
   * A token that stays the same for as long as the active pods of the newest revision are the same
   * ones, none of their containers restarted, and none of them went unready. It goes by what the
   * kubelets say, so it also tells of a time between two looks. 16 hexadecimal digits.
   */
  public String steadiness() {
    List<PodSnapshot> byUid = new ArrayList<>(newest());
    byUid.sort(Comparator.comparing(PodSnapshot::uid));
    long hash = FNV_BASIS;
    for (PodSnapshot pod : byUid) {
      for (int i = 0; i < pod.uid().length(); i++) {
        hash = with(hash, pod.uid().charAt(i));
      }
      hash = with(hash, pod.restarts());
      hash = with(hash, pod.ready() ? 1 : 0);
      hash = with(hash, pod.readySince().map(Instant::getEpochSecond).orElse(-1L));
    }
    return HexFormat.of().toHexDigits(hash);
  }

  private static long with(long hash, long next) {
    return (hash ^ next) * FNV_PRIME;
  }

  private boolean isNewest(PodSnapshot pod) {
    return newestRevision.isPresent() && newestRevision.get().equals(pod.revision());
  }
}
