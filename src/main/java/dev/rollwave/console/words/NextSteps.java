package dev.rollwave.console.words;

import dev.rollwave.engine.FinalState.Failed;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.rollout.Serving;
import dev.rollwave.workload.trouble.PodTrouble;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a person needs next when a workload has failed.
 *
 * @param serving whether it still does its work, a clause; empty when its pods are not known
 * @param advice what would help, a clause; empty when no pod is to blame
 * @param command that does it, or shows why it failed
 * @param undo the command that brings the template back that stood before the restart; empty where
 *     there is nothing to go back to
 */
public record NextSteps(
    Optional<String> serving, Optional<String> advice, String command, Optional<String> undo) {
  /** The object that was restarted is gone, or its restart is. */
  private static final Set<String> NOTHING_TO_UNDO =
      Set.of("Deleted", "NotFound", "Recreated", "Reverted", "Terminating");

  private static final String DELETION = "kubectl delete pod ";

  /** What to do about {@code ref}, which has failed as {@code failed} says. */
  public static NextSteps of(WorkloadRef ref, Failed failed) {
    String object = ref.kind().kind().toLowerCase(Locale.ROOT) + "/" + ref.name();
    String where = " " + object + " -n " + ref.namespace();
    boolean hasUndo = failed.restart().isPresent() && !NOTHING_TO_UNDO.contains(failed.reason());
    Optional<PodTrouble> trouble = failed.trouble();
    return new NextSteps(
        failed.serving().map(Serving::told),
        trouble.map(pod -> pod.remedy().advice()),
        trouble.map(pod -> pod.remedy().command()).orElse("kubectl describe" + where),
        hasUndo
            ? Optional.of("kubectl rollout undo" + where + deletion(trouble))
            : Optional.empty());
  }

  // A StatefulSet waits for its broken pod even when its template is put right.
  private static String deletion(Optional<PodTrouble> trouble) {
    return trouble
        .map(pod -> pod.remedy().command())
        .filter(command -> command.startsWith(DELETION))
        .map(command -> " && " + command)
        .orElse("");
  }
}
