package dev.rollwave.console.rehearsal;

import dev.rollwave.console.text.Text;
import dev.rollwave.console.words.Formats;
import dev.rollwave.console.words.Tally;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.window.WindowStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened around a rehearsed run: windows, processes and outages, in order. */
final class RehearsalChronicle {
  private RehearsalChronicle() {}

  /** Something that happened; {@code what} is a clause that quotes the plan. */
  record Entry(Instant at, String what) {}

  /** All of it; empty when one process ran from begin to end, undisturbed. */
  static List<Entry> of(Rehearsed rehearsed) {
    if (rehearsed.stints().size() == 1 && rehearsed.outages().isEmpty()) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    WindowCalendar calendar = rehearsed.last().spec().calendar();
    for (int i = 0; i < rehearsed.stints().size(); i++) {
      Rehearsed.Stint stint = rehearsed.stints().get(i);
      entries.add(new Entry(stint.startedAt(), beginning(rehearsed, i, calendar)));
      if (calendar.at(stint.startedAt()) instanceof WindowStatus.Open(Instant closes)
          && !closes.isAfter(stint.endedAt())) {
        entries.add(new Entry(closes, "the window closes; what is in flight is seen through"));
      }
      entries.add(new Entry(stint.endedAt(), ending(stint)));
    }
    for (Rehearsed.Gap outage : rehearsed.outages()) {
      entries.add(new Entry(outage.from(), "the API server is out of reach"));
      entries.add(new Entry(outage.until(), "the API server answers again"));
    }
    // What follows the run's end says nothing of it; the sort keeps what happens at one instant.
    entries.removeIf(entry -> entry.at().isAfter(rehearsed.endedAt()));
    entries.sort(Comparator.comparing(Entry::at));
    return List.copyOf(entries);
  }

  /** With what exit statuses the processes leave, a sentence that is safe to show. */
  static String leaving(Rehearsed rehearsed) {
    String first = left(rehearsed.firstToLeave());
    Rehearsed.Stint last = rehearsed.stints().getLast();
    return "a run would leave with "
        + first
        + (last.equals(rehearsed.firstToLeave())
            ? ""
            : "; the last process of it with " + left(last));
  }

  private static String left(Rehearsed.Stint stint) {
    return stint
        .exit()
        .map(exit -> exit.status() + ": " + Text.shown(exit.meaning()))
        .orElse("nothing: it was killed");
  }

  private static String beginning(Rehearsed rehearsed, int number, WindowCalendar calendar) {
    Rehearsed.Stint stint = rehearsed.stints().get(number);
    if (number == 0) {
      return calendar.at(stint.startedAt()) instanceof WindowStatus.Closed closed
          ? "begins; no window is open (" + closed.reason() + ")"
          : "begins";
    }
    return rehearsed.stints().get(number - 1).exit().isEmpty()
        ? "a fresh process continues the run"
        : "the window opens; the next process continues the run";
  }

  private static String ending(Rehearsed.Stint stint) {
    Tally tally = Tally.of(stint.last());
    String progress =
        tally.healthy() + " of " + Formats.count(tally.total(), "workload") + " healthy";
    return stint
        .exit()
        .map(exit -> "leaves with " + exit.status() + ", " + progress)
        .orElse("killed, " + progress);
  }
}
