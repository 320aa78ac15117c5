package dev.rollwave.recording;

import dev.rollwave.recording.PlayedPod.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Restarts a workload and moves its pods along, one act at a time: pods that were deleted go first,
 * then containers start, then one pod gets Ready, and of two alike the older template's comes
 * first. The next act comes when the controllers have come to rest, so that what is written depends
 * on them and not on who was faster.
 */
public final class Director {
  private static final int MOST_ACTS = 100;

  private final Stage stage;
  private final Experiment experiment;
  private final List<Recording.Step> steps = new ArrayList<>();
  private int noted;

  private Director(Stage stage, Experiment experiment) {
    this.stage = stage;
    this.experiment = experiment;
  }

  /** Plays {@code experiment} from before the restart until no pod has anything left to do. */
  public static Recording play(Experiment experiment, Stage stage) {
    Director director = new Director(stage, experiment);
    director.playAll();
    return new Recording(director.steps);
  }

  private void playAll() {
    stage.settle();
    noted = Math.max(0, stage.statuses().size() - 1);
    note("at first");
    stage.restart();
    note("restarted");
    experiment
        .scaledTo()
        .ifPresent(replicas -> {
          stage.scale(replicas);
          note("scaled to " + replicas);
        });
    for (int acts = 0; acts < MOST_ACTS; acts++) {
      List<PlayedPod> pods = stage.pods();
      Optional<PlayedPod> next = next(pods);
      if (next.isEmpty()) {
        return;
      }
      Act act = actOf(next.get());
      stage.play(next.get(), act);
      note(next.get().label() + " " + act);
    }
    throw new IllegalStateException("it never ends: " + steps);
  }

  private Optional<PlayedPod> next(List<PlayedPod> pods) {
    return first(pods, pod -> pod.state() == State.TERMINATING)
        .or(() -> first(pods, pod -> pod.state() == State.CREATED))
        .or(() -> first(pods, pod -> pod.state() == State.RUNNING))
        .or(() -> first(pods, pod -> experiment.style().isOnDelete() && pod.isOutdated()));
  }

  private static Optional<PlayedPod> first(List<PlayedPod> pods, Predicate<PlayedPod> wanted) {
    return pods.stream()
        .filter(wanted)
        .min(Comparator.comparing((PlayedPod pod) -> !pod.isOutdated()));
  }

  private static Act actOf(PlayedPod pod) {
    return switch (pod.state()) {
      case CREATED -> Act.STARTS;
      case RUNNING -> Act.GETS_READY;
      case READY -> Act.IS_DELETED;
      case TERMINATING -> Act.IS_GONE;
    };
  }

  private void note(String act) {
    stage.settle();
    List<String> all = stage.statuses();
    steps.add(new Recording.Step(act, all.subList(noted, all.size())));
    noted = all.size();
  }
}
