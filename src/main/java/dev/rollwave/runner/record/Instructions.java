package dev.rollwave.runner.record;

import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.Pause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that people asked of one run, oldest first. Only their commands add to it; the run's own
 * process reads it.
 *
 * @param all at most {@link #MOST_KEPT}
 */
public record Instructions(List<Instruction> all) {
  /** How many are kept; the record has to stay small. */
  public static final int MOST_KEPT = 100;

  /** No instruction. */
  public static final Instructions NONE = new Instructions(List.of());

  public Instructions {
    all = List.copyOf(all.subList(Math.max(0, all.size() - MOST_KEPT), all.size()));
  }

  /** These and one more. */
  public Instructions and(Instruction next) {
    List<Instruction> more = new ArrayList<>(all);
    more.add(next);
    return new Instructions(more);
  }

  /** The pause that holds; empty when none does. */
  public Optional<Pause> pause() {
    Optional<Pause> pause = Optional.empty();
    for (Instruction instruction : all) {
      pause =
          switch (instruction.verb()) {
            case PAUSE ->
                Optional.of(new Pause(instruction.by(), instruction.reason(), instruction.at()));
            case RESUME -> Optional.empty();
            case CANCEL -> pause;
          };
    }
    return pause;
  }

  /** The first request to end the run for good; empty when there is none. */
  public Optional<Instruction> cancellation() {
    return all.stream().filter(it -> it.verb() == Instruction.Verb.CANCEL).findFirst();
  }

  /** The events for a run that knows {@code known} already, oldest first. */
  List<Event> newsFor(Instructions known) {
    List<Event> news = new ArrayList<>();
    for (Instruction instruction : all) {
      if (!known.all.contains(instruction)) {
        news.add(event(instruction));
      }
    }
    return news;
  }

  private static Event event(Instruction it) {
    return switch (it.verb()) {
      case PAUSE -> new Event.Paused(new Pause(it.by(), it.reason(), it.at()));
      case RESUME -> new Event.PauseLifted(it.by(), it.reason());
      case CANCEL -> new Event.Cancelled(it.by(), it.reason());
    };
  }
}
