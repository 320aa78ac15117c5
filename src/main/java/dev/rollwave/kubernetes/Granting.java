package dev.rollwave.kubernetes;

import dev.rollwave.kubernetes.Answer.Granted;
import dev.rollwave.kubernetes.Answer.Outage;
import dev.rollwave.kubernetes.Answer.Refused;
import dev.rollwave.runner.ClusterException;

/** Turns an answer into what was asked for, or into the exception that says why it is not there. */
final class Granting {
  private Granting() {}

  static <T> T require(Requests requests, Answer<? extends T> answer) throws ClusterException {
    return switch (answer) {
      case Granted<? extends T>(T body) -> body;
      case Refused<? extends T> refused -> throw new ClusterException.Refused(refused.message());
      case Outage<? extends T> outage -> throw unreachable(requests, outage);
    };
  }

  static ClusterException.Unreachable unreachable(Requests requests, Outage<?> outage) {
    if (outage.kind() == Answer.Kind.UNSENT) {
      return new ClusterException.Unreachable(outage.cause());
    }
    return new ClusterException.Unreachable(
        "the API server at " + requests.server().root() + " does not answer: " + outage.cause());
  }
}
