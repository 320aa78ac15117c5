package dev.rollwave.runner;

import dev.rollwave.engine.Event;
import dev.rollwave.runner.RunRecords.Reading;
import dev.rollwave.runner.RunRecords.Writing;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps the record of one run, by one process. What others write into the book meanwhile is taken
 * in: a person's instructions are handed on to the run, and who took the run over is told.
 */
public final class Ledger {
  private static final int MOST_TRIES = 5;

  private final RunRecords records;
  private final String plan;
  private final Consumer<Event> sink;
  private Optional<String> version;
  private RunBook book;

  private Ledger(
      RunRecords records, String plan, RunBook book, String version, Consumer<Event> sink) {
    this.records = records;
    this.plan = plan;
    this.book = book;
    this.version = Optional.of(version);
    this.sink = sink;
  }

  /**
   * Puts {@code first} into the book of {@code plan}, as the run that this process works on from
   * now on.
   *
   * @param records where the book is kept
   * @param plan whose book
   * @param found what was read before it was decided to work on this run
   * @param closing how the unfinished run before it is closed; empty when there is none, or when
   *     this is the same run
   * @param first the run as it stands
   * @param sink is told what persons ask of the run
   * @return empty when somebody wrote since, so that it has to be read and decided again
   * @throws ClusterException when the cluster refuses or cannot be reached
   */
  public static Optional<Ledger> open(
      RunRecords records,
      String plan,
      Reading found,
      Optional<Ending> closing,
      RunRecord first,
      Consumer<Event> sink)
      throws ClusterException {
    RunBook book =
        switch (found) {
          case Reading.Nothing() -> RunBook.of(first);
          case Reading.Unreadable _ -> RunBook.of(first);
          case Reading.Found(RunBook kept, String _) ->
              closing.map(kept::closed).orElse(kept).with(first);
        };
    Optional<String> over =
        switch (found) {
          case Reading.Nothing() -> Optional.empty();
          case Reading.Unreadable unreadable -> Optional.of(unreadable.version());
          case Reading.Found(RunBook _, String version) -> Optional.of(version);
        };
    return switch (records.write(plan, book, over)) {
      case Writing.Kept(String version) ->
          Optional.of(new Ledger(records, plan, book, version, sink));
      case Writing.Overtaken() -> Optional.empty();
    };
  }

  /**
   * Keeps {@code run} as it stands now.
   *
   * @return who took the run over, so that nothing was kept; empty when it is ours
   * @throws ClusterException when the cluster refuses or cannot be reached; then nobody knows
   *     whether it was kept
   */
  public synchronized Optional<String> keep(RunRecord run) throws ClusterException {
    for (int tried = 0; tried < MOST_TRIES; tried++) {
      RunBook next = book.with(run);
      switch (records.write(plan, next, version)) {
        case Writing.Kept(String kept) -> {
          version = Optional.of(kept);
          book = next;
          return Optional.empty();
        }
        case Writing.Overtaken() -> {
          Optional<String> successor = takeIn();
          if (successor.isPresent()) {
            return successor;
          }
        }
      }
    }
    throw new ClusterException.Refused(
        "the record of plan " + plan + " changes all the time; who else writes it?");
  }

  /**
   * Takes in what others wrote, unless {@code seen} is what this process wrote itself. A book that
   * was thrown away is brought back at once: a paused run writes nothing of its own accord, and
   * without a book nobody could let it go on.
   *
   * @param seen version of the book that was heard of; empty when that is not known
   * @return who took the run over; empty when it is ours
   * @throws ClusterException when the cluster refuses or cannot be reached
   */
  public synchronized Optional<String> look(String seen) throws ClusterException {
    if (version.isPresent() && version.get().equals(seen)) {
      return Optional.empty();
    }
    Optional<String> successor = takeIn();
    return successor.isEmpty() && version.isEmpty() ? keep(book.newest()) : successor;
  }

  private Optional<String> takeIn() throws ClusterException {
    return switch (records.read(plan)) {
      case Reading.Nothing() -> {
        // Thrown away by somebody; the next writing brings it back.
        version = Optional.empty();
        yield Optional.empty();
      }
      // Our next writing puts right what somebody broke.
      case Reading.Unreadable unreadable -> {
        version = Optional.of(unreadable.version());
        yield Optional.empty();
      }
      case Reading.Found(RunBook found, String at) -> {
        Owner other = found.newest().owner();
        if (!found.newest().runId().equals(book.newest().runId())
            || !other.holder().equals(book.newest().owner().holder())) {
          yield Optional.of(other.holder());
        }
        Instructions known = book.instructions();
        version = Optional.of(at);
        book = found;
        found.instructions().newsFor(known).forEach(sink);
        yield Optional.empty();
      }
    };
  }
}
