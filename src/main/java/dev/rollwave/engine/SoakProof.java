package dev.rollwave.engine;

import dev.rollwave.workload.PodSet;
import java.util.Optional;

/** What proved a workload healthy when its soak began, to be compared at its end. */
public sealed interface SoakProof {

  /** The pods, as this process saw them. */
  record Seen(PodSet asSeen) implements SoakProof {}

  /** What an earlier process wrote down of them: {@link PodSet#steadiness}. */
  record Written(String asWritten) implements SoakProof {}

  /** The pods, where this process saw them. */
  default Optional<PodSet> pods() {
    return switch (this) {
      case Seen(PodSet asSeen) -> Optional.of(asSeen);
      case Written _ -> Optional.empty();
    };
  }

  /** What a successor is told. */
  default String steadiness() {
    return switch (this) {
      case Seen(PodSet asSeen) -> asSeen.steadiness();
      case Written(String asWritten) -> asWritten;
    };
  }
}
