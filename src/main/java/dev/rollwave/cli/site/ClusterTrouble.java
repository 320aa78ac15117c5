package dev.rollwave.cli.site;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.runner.ClusterException;
import java.util.function.Consumer;

/** What a command says, and leaves with, when the cluster is of no use to it. */
public final class ClusterTrouble {
  private ClusterTrouble() {}

  /**
   * Tells why the cluster was of no use.
   *
   * @param complaint takes one line, not yet safe to show
   * @return {@link ExitStatus#REFUSED} or {@link ExitStatus#UNREACHABLE}
   */
  public static ExitStatus told(ClusterException trouble, Consumer<String> complaint) {
    return switch (trouble) {
      case ClusterException.Refused refused -> {
        complaint.accept("refused: " + refused.getMessage());
        yield ExitStatus.REFUSED;
      }
      case ClusterException.Unreachable unreachable -> {
        complaint.accept("the cluster could not be reached: " + unreachable.getMessage());
        yield ExitStatus.UNREACHABLE;
      }
    };
  }
}
