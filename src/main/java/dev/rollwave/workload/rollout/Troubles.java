package dev.rollwave.workload.rollout;

import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.PodSnapshot;
import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.trouble.PodTrouble;
import dev.rollwave.workload.trouble.Trouble;
import dev.rollwave.workload.trouble.TroubleCause;
import dev.rollwave.workload.trouble.WorkloadTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What stands in the way of a rollout, and since when, as one look after the other has shown.
 *
 * <p>Each pod's trouble counts for itself, and each cause of it too: a pod that found its node late
 * has its whole time for its image. The count of one that a look does not show goes on for as long
 * as its grace, while its pod is still not Ready: between two crashes a container runs for a
 * moment, and between two attempts an image is being pulled. But only what is seen can doom a
 * rollout.
 *
 * <p>What the workload's controller says stands in its way counts from when nothing moved any more:
 * no pod more was updated, Ready or available, and none was on its way out, whose end makes room. A
 * controller that was refused tries again after twice as long each time, so after a long refusal it
 * may be as long again until it does; that time it has.
 *
 * @param known all of them, those lately seen too, in order of their pods' names; last what the
 *     controller says
 * @param foremost the one that the rollout will be given up for, if nothing changes; empty when
 *     nothing that was seen in the last look stands in its way
 */
public record Troubles(List<Standing> known, Optional<Standing> foremost) {
  /** Nothing was seen yet. */
  public static final Troubles NONE = new Troubles(List.of(), Optional.empty());

  /** What a kubelet may need when a pod's containers have ended: volumes, network, the API. */
  private static final Duration TIDYING = Duration.ofSeconds(5);

  public Troubles {
    known = List.copyOf(known);
  }

  /**
   * One of them.
   *
   * @param trouble as last seen
   * @param since when it was first seen
   * @param lastSeen when it was last seen
   * @param due from when it dooms the rollout; not before {@code since}
   */
  public record Standing(Trouble trouble, Instant since, Instant lastSeen, Instant due) {
    private boolean countsOnAt(Instant at) {
      return !at.isAfter(lastSeen.plus(Duration.between(since, due)));
    }

    private Standing movedBy(Duration by) {
      return new Standing(trouble, since.plus(by), lastSeen.plus(by), due.plus(by));
    }
  }

  /**
   * A look at a workload and its pods.
   *
   * @param workload whose pods
   * @param own what its controller says is in its way; empty when nothing is
   * @param movedAt when its rollout last came further; not after {@code at}
   * @param pods as they are
   * @param before as they were at the look before; empty when there was none
   * @param at when
   */
  public record Look(
      WorkloadSnapshot workload,
      Optional<WorkloadTrouble> own,
      Instant movedAt,
      PodSet pods,
      Optional<PodSet> before,
      Instant at) {

    /** At the pods alone. */
    public Look(WorkloadSnapshot workload, PodSet pods, Optional<PodSet> before, Instant at) {
      this(workload, Optional.empty(), at, pods, before, at);
    }

    private boolean isAnyPodLeaving() {
      return pods.pods().stream().anyMatch(PodSnapshot::terminating);
    }
  }

  /** After one look more; {@code grace} says how long a trouble may stand, not negative. */
  public Troubles after(Look look, Function<Trouble, Duration> grace) {
    List<Standing> seen =
        new PodTroubles(look.workload(), look.pods(), look.before())
            .found().stream().map(trouble -> standing(trouble, look, grace)).toList();
    List<Standing> all = new ArrayList<>(seen);
    for (Standing earlier : known) {
      boolean isSeen = seen.stream().anyMatch(it -> it.trouble().isSameAs(earlier.trouble()));
      if (!isSeen && mayComeBack(earlier, look)) {
        all.add(earlier);
      }
    }
    Optional<Standing> own = look.own().map(trouble -> own(trouble, look, grace));
    own.ifPresent(all::add);
    // What has its usual time still is nothing to speak of.
    List<Standing> unusual =
        seen.stream()
            .filter(it -> !look.at().isBefore(it.due().minus(grace.apply(it.trouble()))))
            .toList();
    return new Troubles(
        all,
        Stream.concat(foremost(look, unusual).stream(), own.stream())
            .min(Comparator.comparing(Standing::due)));
  }

  private Standing own(Trouble trouble, Look look, Function<Trouble, Duration> grace) {
    Optional<Standing> before = before(trouble);
    Instant since = before.map(Standing::since).orElse(look.at());
    Instant still = later(since, look.isAnyPodLeaving() ? look.at() : look.movedAt());
    Duration refused = Duration.between(since, still);
    Duration usual = grace.apply(trouble);
    Instant due = still.plus(usual.compareTo(refused) < 0 ? refused : usual);
    return new Standing(
        trouble, since, look.at(), before.map(it -> later(it.due(), due)).orElse(due));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isBefore(b) ? b : a;
  }

  private Standing standing(PodTrouble trouble, Look look, Function<Trouble, Duration> grace) {
    Instant since = before(trouble).map(Standing::since).orElse(look.at());
    Instant from = since.plus(usual(trouble, look.pods()));
    return new Standing(trouble, since, look.at(), from.plus(grace.apply(trouble)));
  }

  // A pod may take as long as it was given to end, an hour of drain too; counted from when it was
  // first seen to end, since the clock of the API server is another one.
  private static Duration usual(PodTrouble trouble, PodSet pods) {
    return trouble.cause() == TroubleCause.DELETION
        ? pods.of(trouble.uid()).map(PodSnapshot::deletionGrace).orElse(Duration.ZERO).plus(TIDYING)
        : Duration.ZERO;
  }

  private Optional<Standing> before(Trouble trouble) {
    return known.stream().filter(it -> it.trouble().isSameAs(trouble)).findFirst();
  }

  private static boolean mayComeBack(Standing earlier, Look look) {
    Optional<PodSnapshot> pod =
        earlier.trouble().ofPod().flatMap(trouble -> look.pods().of(trouble.uid()));
    return earlier.countsOnAt(look.at()) && pod.filter(it -> !it.ready()).isPresent();
  }

  // Where one pod is not enough it takes all that are new, so the last of them to be doomed counts.
  private static Optional<Standing> foremost(Look look, List<Standing> seen) {
    Comparator<Standing> byDue = Comparator.comparing(Standing::due);
    if (KindRules.of(look.workload()).isDoomedByOnePod()) {
      return seen.stream().min(byDue);
    }
    return seen.size() < look.pods().newest().size() ? Optional.empty() : seen.stream().max(byDue);
  }

  /** Whether it has stood for its whole grace at {@code now}. */
  public boolean isOverdue(Instant now) {
    return foremost.filter(it -> !now.isBefore(it.due())).isPresent();
  }

  /** All instants moved by as much as the clock was set. */
  public Troubles movedBy(Duration by) {
    return new Troubles(
        known.stream().map(it -> it.movedBy(by)).toList(), foremost.map(it -> it.movedBy(by)));
  }
}
