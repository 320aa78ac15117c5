package dev.rollwave.engine;

import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.rollout.Troubles;
import dev.rollwave.workload.trouble.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the pods of a rollout, and of what stands in its way.
 *
 * @param dueAt when to ask (again)
 * @param asked which question is open; an answer to any other comes too late
 * @param pods as last seen
 * @param troubles what it will not get past, as one look after the other has shown
 */
public record Inspection(
    Instant dueAt, Optional<Instant> asked, Optional<PodSet> pods, Troubles troubles) {

  /** What it will not get past if nothing changes, as last seen. */
  public Optional<Trouble> trouble() {
    return troubles.foremost().map(Troubles.Standing::trouble);
  }

  /** Nothing is known yet of the pods of a rollout, or nothing any more but how they looked. */
  static Inspection due(Instant at, Optional<PodSet> pods) {
    return new Inspection(at, Optional.empty(), pods, Troubles.NONE);
  }

  /** The question is open from {@code now} on, and asked again at {@code again}. */
  Inspection asked(Instant now, Instant again) {
    return new Inspection(again, Optional.of(now), pods, troubles);
  }

  /** The pods as they were answered, and when to look again. */
  Inspection answered(PodSet seen, Troubles found, Instant next) {
    return new Inspection(next, Optional.empty(), Optional.of(seen), found);
  }

  Inspection unseenFor(Duration time) {
    return new Inspection(dueAt, asked, pods, troubles.movedBy(time));
  }

  /** All its instants moved by as much as the clock was set. */
  Inspection movedBy(Duration by) {
    return new Inspection(dueAt.plus(by), asked, pods, troubles.movedBy(by));
  }
}
