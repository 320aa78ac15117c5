package dev.rollwave.kubernetes.api;

import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.Answer.Refused;
import dev.rollwave.kubernetes.api.Answer.Unavailable;
import dev.rollwave.runner.ClusterException;

/** Turns an answer into what was asked for, or into the exception that says why it is not there. */
public final class Granting {
  private Granting() {}

  /** What was answered, where it was granted. */
  public static <T> T require(Requests requests, Answer<? extends T> answer)
      throws ClusterException {
    return switch (answer) {
      case Ok<? extends T>(T body) -> body;
      case Refused<? extends T> refused -> throw new ClusterException.Refused(refused.message());
      case Unavailable<? extends T> unavailable -> throw unreachable(requests, unavailable);
    };
  }

  /** That no answer came, as a caller is told. */
  public static ClusterException.Unreachable unreachable(
      Requests requests, Unavailable<?> unavailable) {
    if (unavailable.kind() == Answer.Kind.UNSENT) {
      return new ClusterException.Unreachable(unavailable.cause());
    }
    return new ClusterException.Unreachable(
        "the API server at "
            + requests.server().root()
            + " does not answer: "
            + unavailable.cause());
  }
}
