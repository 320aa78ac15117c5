package dev.rollwave.kubernetes.cluster;

import dev.rollwave.engine.message.Command;
import dev.rollwave.workload.WorkloadRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Questions that are being answered, one of each kind for each workload: whoever asks again while
 * an answer does not come would else have all of them asked at once.
 */
final class OpenQuestions {
  private final Map<Key, Optional<Command>> next = new HashMap<>();

  private record Key(WorkloadRef ref, Class<? extends Command> kind) {
    static Key of(Command command) {
      return new Key(command.ref(), command.getClass());
    }
  }

  /** Whether it has to be answered now; otherwise it is {@link #next} after the one under way. */
  synchronized boolean begin(Command question) {
    Key key = Key.of(question);
    boolean isFirst = !next.containsKey(key);
    next.put(key, isFirst ? Optional.empty() : Optional.of(question));
    return isFirst;
  }

  /** What has to be answered after {@code question}; empty when that was the last one. */
  synchronized Optional<Command> next(Command question) {
    Key key = Key.of(question);
    Optional<Command> waiting = next.getOrDefault(key, Optional.empty());
    if (waiting.isPresent()) {
      next.put(key, Optional.empty());
    } else {
      next.remove(key);
    }
    return waiting;
  }
}
