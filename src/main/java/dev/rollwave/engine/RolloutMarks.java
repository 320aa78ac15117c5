package dev.rollwave.engine;

import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadSnapshot;
import java.util.List;

/**
 * How far a rollout has ever got.
 *
 * <p>It moves when more of its pods are updated, Ready or available than ever before in it, or when
 * fewer of them are missing than ever before, which is how a rollout moves that is scaled down
 * meanwhile. These marks only rise, or fall: pods that come and go do not move it again and again.
 * It begins anew only when its template is changed.
 *
 * @param most pods that were ever there
 * @param fewestMissing pods that were ever missing
 * @param desired pods, as last seen
 * @param generation of the workload, the highest seen
 * @param template digest of its template, as last seen; empty where a record told the rest
 * @param rescalings how often it was scaled since it last moved, up to {@link Limits#CHANGES}
 * @param edits how often its template was changed, up to {@link Limits#CHANGES}
 * @param hasFallenBack whether it ever was complete and fell back
 */
public record RolloutMarks(
    Pods most,
    Pods fewestMissing,
    int desired,
    long generation,
    String template,
    int rescalings,
    int edits,
    boolean hasFallenBack) {

  /**
   * Pods of the newest revision.
   *
   * @param updated so many there are, or are missing
   * @param ready of them
   * @param available of them
   */
  public record Pods(int updated, int ready, int available) {
    static final Pods NONE = new Pods(0, 0, 0);

    static Pods all(int desired) {
      return new Pods(desired, desired, desired);
    }

    /**
     * As the status counts them, which tells Ready pods of every revision together: so many of the
     * newest one there are at the least.
     */
    static Pods of(WorkloadSnapshot seen) {
      int old = Math.max(0, seen.replicas() - seen.updated());
      return new Pods(
          seen.updated(), Math.max(0, seen.ready() - old), Math.max(0, seen.available() - old));
    }

    static Pods missing(WorkloadSnapshot seen) {
      Pods there = of(seen);
      return new Pods(
          Math.max(0, seen.desired() - there.updated),
          Math.max(0, seen.desired() - there.ready),
          Math.max(0, seen.desired() - there.available));
    }

    Pods orMore(Pods other) {
      return new Pods(
          Math.max(updated, other.updated),
          Math.max(ready, other.ready),
          Math.max(available, other.available));
    }

    Pods orFewer(Pods other) {
      return new Pods(
          Math.min(updated, other.updated),
          Math.min(ready, other.ready),
          Math.min(available, other.available));
    }
  }

  /** Of a rollout that begins with {@code seen}. */
  static RolloutMarks begin(WorkloadSnapshot seen) {
    return new RolloutMarks(
        Pods.NONE,
        Pods.all(seen.desired()),
        seen.desired(),
        seen.object().generation(),
        seen.object().templateDigest(),
        0,
        0,
        false);
  }

  /**
   * After {@code seen} was seen of the rollout of {@code restart}.
   *
   * @param isComplete whether it counts as complete: counts may run ahead of the pods, so that much
   *     only these can prove
   */
  RolloutMarks after(WorkloadSnapshot seen, Restart restart, boolean isComplete) {
    RolloutMarks from = isEditedIn(seen) && edits < Limits.CHANGES ? anew(seen.desired()) : this;
    long generation = Math.max(from.generation, seen.object().generation());
    // Its status is of what it was before until the controller has observed what it is now.
    boolean isObserved =
        !isComplete
            && seen.object().observedGeneration() >= Math.max(generation, restart.generation());
    Pods there = isObserved ? from.most.orMore(Pods.of(seen)) : from.most;
    // While it is being scaled down, more are still there than are wanted, and tell nothing of how
    // many of those that will stay are missing.
    Pods missing =
        isObserved && seen.updated() <= seen.desired()
            ? from.fewestMissing.orFewer(Pods.missing(seen))
            : from.fewestMissing;
    boolean hasMoved = !there.equals(from.most) || !missing.equals(from.fewestMissing);
    boolean isScaled = seen.desired() != from.desired && from.rescalings < Limits.CHANGES;
    return new RolloutMarks(
        there,
        missing,
        seen.desired(),
        generation,
        seen.object().templateDigest(),
        hasMoved ? 0 : from.rescalings + (isScaled ? 1 : 0),
        from.edits,
        from.hasFallenBack);
  }

  /** After its pods were looked at, which tell how many are there and Ready. */
  RolloutMarks with(PodSet pods) {
    List<PodSnapshot> newest = pods.newest();
    int ready = (int) newest.stream().filter(PodSnapshot::ready).count();
    Pods missing =
        newest.size() <= desired
            ? new Pods(desired - newest.size(), desired - ready, fewestMissing.available())
            : fewestMissing;
    return reaching(most.orMore(new Pods(newest.size(), ready, 0)), fewestMissing.orFewer(missing));
  }

  /** It is proven complete. */
  RolloutMarks complete() {
    return reaching(most.orMore(Pods.all(desired)), Pods.NONE);
  }

  private RolloutMarks reaching(Pods there, Pods missing) {
    boolean hasMoved = !there.equals(most) || !missing.equals(fewestMissing);
    return new RolloutMarks(
        there,
        missing,
        desired,
        generation,
        template,
        hasMoved ? 0 : rescalings,
        edits,
        hasFallenBack);
  }

  // A record does not tell the template: whatever else is changed than its scale may be that.
  private boolean isEditedIn(WorkloadSnapshot seen) {
    return seen.object().generation() > generation
        && (template.isEmpty()
            ? seen.desired() == desired
            : !seen.object().templateDigest().equals(template));
  }

  private RolloutMarks anew(int wanted) {
    return new RolloutMarks(
        Pods.NONE,
        Pods.all(wanted),
        wanted,
        generation,
        template,
        rescalings,
        edits + 1,
        hasFallenBack);
  }

  /** Whether {@code before} became this by something that gives a rollout fresh time. */
  boolean isFresherThan(RolloutMarks before) {
    return edits > before.edits
        || rescalings > before.rescalings
        || !most.equals(before.most)
        || !fewestMissing.equals(before.fewestMissing);
  }

  RolloutMarks fallenBack() {
    return new RolloutMarks(
        most, fewestMissing, desired, generation, template, rescalings, edits, true);
  }
}
