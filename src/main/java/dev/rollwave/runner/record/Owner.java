package dev.rollwave.runner.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who works on a run.
 *
 * @param holder how the process names itself in the lock, unlike any other process
 * @param who the person or account that started it, and where; for a person
 * @param job uid of the Kubernetes Job whose pod it is
 * @param earlierJobs uids of the Jobs whose pods worked on the run before, the last one last; at
 *     most the newest 20
 */
public record Owner(String holder, String who, Optional<String> job, List<String> earlierJobs) {
  private static final int MOST_JOBS = 20;

  public Owner {
    earlierJobs = List.copyOf(earlierJobs);
  }

  /** This process, as it continues the run of {@code before}. */
  public Owner after(Owner before) {
    List<String> jobs = new ArrayList<>(before.earlierJobs);
    before.job.ifPresent(jobs::add);
    List<String> others =
        jobs.stream().distinct().filter(uid -> !Optional.of(uid).equals(job)).toList();
    int left = Math.max(0, others.size() - MOST_JOBS);
    return new Owner(holder, who, job, others.subList(left, others.size()));
  }

  /** Whether a pod of the Job {@code uid} works on the run, or did. */
  boolean isOf(String uid) {
    return job.filter(uid::equals).isPresent() || earlierJobs.contains(uid);
  }
}
