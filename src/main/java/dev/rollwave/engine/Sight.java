package dev.rollwave.engine;

import dev.rollwave.engine.RunState.Outage;
import dev.rollwave.window.Instants;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What of the cluster can be seen now: all of it, none of it while the API server is out of reach,
 * or all but the workloads that it does not let be listed or watched.
 *
 * @param outage since when and why the API server is out of reach; empty while it answers
 * @param reportedBy by when kubelets have reported what happened while it was out of reach the last
 *     time; empty when it never was
 * @param toldBy by when a process that stood still has been told what happened meanwhile; empty
 *     when it never did
 * @param lost the groups of workloads that are not seen, in the order in which they were lost
 */
public record Sight(
    Optional<Outage> outage,
    Optional<Instant> reportedBy,
    Optional<Instant> toldBy,
    List<LostScope> lost) {
  /** Everything is seen. */
  public static final Sight CLEAR =
      new Sight(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

  public Sight {
    lost = List.copyOf(lost);
  }

  /**
   * Workloads that one watch follows and that are not seen any more.
   *
   * @param refs which; not empty
   * @param cause what the API server said, for a person
   * @param since when that was first said
   * @param countedFrom from when on their deadlines have still to be put off for it
   * @param giveUpAt when they fail unless they are seen by then
   */
  public record LostScope(
      SortedSet<WorkloadRef> refs,
      String cause,
      Instant since,
      Instant countedFrom,
      Instant giveUpAt) {
    public LostScope {
      refs = Collections.unmodifiableSortedSet(new TreeSet<>(refs));
    }

    /** Nothing can be seen until {@code end}, which does not count against these. */
    LostScope through(Outage outage, Instant end) {
      Instant both = Instants.max(outage.since(), since);
      Instant later = giveUpAt.plus(Duration.between(both, end));
      return new LostScope(refs, cause, since, end, later);
    }

    // One that was given up before stays so.
    LostScope givenUpAtTheEarliest(Instant earliest, Instant stillPatientAt) {
      return giveUpAt.isBefore(stillPatientAt)
          ? this
          : new LostScope(refs, cause, since, countedFrom, Instants.max(giveUpAt, earliest));
    }

    LostScope movedBy(Duration by) {
      return new LostScope(refs, cause, since.plus(by), countedFrom.plus(by), giveUpAt.plus(by));
    }
  }

  /** Whether everything is seen. */
  boolean isClear() {
    return outage.isEmpty() && lost.isEmpty();
  }

  /** Why {@code ref} is not seen though the API server answers; empty when it is. */
  public Optional<LostScope> lossOf(WorkloadRef ref) {
    if (lost.isEmpty()) {
      return Optional.empty();
    }
    for (LostScope scope : lost) {
      if (scope.refs().contains(ref)) {
        return Optional.of(scope);
      }
    }
    return Optional.empty();
  }

  /** Whether what a watch shows of {@code ref} is what there is, as far as can be known. */
  boolean isUpToDate(WorkloadRef ref, Instant now) {
    return outage.isEmpty() && isWatched(ref) && !trustedFrom(now).isAfter(now);
  }

  /** Until when {@code ref} was seen: {@code now}, or when sight of it was lost. */
  Instant seenUntil(WorkloadRef ref, Instant now) {
    Instant outSince = outage.map(Outage::since).orElse(now);
    return lossOf(ref).map(loss -> Instants.min(loss.countedFrom(), outSince)).orElse(outSince);
  }

  /** {@code instant}, or when kubelets have reported after an outage, where that is later. */
  Instant reported(Instant instant) {
    return reportedBy.map(it -> Instants.max(it, instant)).orElse(instant);
  }

  /**
   * From when on what was seen last may be built on: what broke in an outage, or while the process
   * stood still, is told by then. Not before {@code now}.
   */
  Instant trustedFrom(Instant now) {
    Instant reported = reported(now);
    return toldBy.map(it -> Instants.max(it, reported)).orElse(reported);
  }

  /** When kubelets will have reported what happened in the last outage; empty when they have. */
  Optional<Instant> reportAfter(Instant now) {
    return reportedBy.filter(now::isBefore);
  }

  /**
   * When pods have to be asked for again that were asked for at {@code asked}, since their answer
   * may show them as they were before the last outage; empty when kubelets had reported by then.
   */
  Optional<Instant> lookAgain(Instant asked, Instant now) {
    return reportAfter(asked).map(reported -> Instants.max(reported, now));
  }

  /** Whether {@code ref} is seen as far as its own watch is concerned. */
  boolean isWatched(WorkloadRef ref) {
    return lossOf(ref).isEmpty();
  }

  Sight with(Optional<Outage> next) {
    return new Sight(next, reportedBy, toldBy, lost);
  }

  Sight with(LostScope scope) {
    List<LostScope> more = new ArrayList<>(lost);
    more.add(scope);
    return new Sight(outage, reportedBy, toldBy, more);
  }

  Sight without(LostScope scope) {
    return new Sight(
        outage, reportedBy, toldBy, lost.stream().filter(it -> !it.equals(scope)).toList());
  }

  /**
   * Nothing that was waited for at {@code stillPatientAt} is given up before {@code earliest}: not
   * what is lost, and not the API server.
   */
  Sight givenUpAtTheEarliest(Instant earliest, Instant stillPatientAt) {
    return new Sight(
        outage.map(it -> it.givenUpAtTheEarliest(earliest, stillPatientAt)),
        reportedBy,
        toldBy,
        lost.stream().map(it -> it.givenUpAtTheEarliest(earliest, stillPatientAt)).toList());
  }

  /** The process stood still, and has been told by {@code at} what happened meanwhile. */
  Sight toldBy(Instant at) {
    return new Sight(outage, reportedBy, Optional.of(at), lost);
  }

  /** The API server answers again, at {@code end}. */
  Sight afterOutage(Outage over, Instant end) {
    return new Sight(
        Optional.empty(),
        Optional.of(end.plus(Limits.KUBELETS_REPORT)),
        toldBy,
        lost.stream().map(scope -> scope.through(over, end)).toList());
  }

  /** All its instants moved by as much as the clock was set. */
  Sight movedBy(Duration by) {
    return new Sight(
        outage.map(it -> it.movedBy(by)),
        reportedBy.map(it -> it.plus(by)),
        toldBy.map(it -> it.plus(by)),
        lost.stream().map(scope -> scope.movedBy(by)).toList());
  }
}
