package dev.rollwave.console.words;

import dev.rollwave.engine.RunState;
import dev.rollwave.engine.RunState.Stop.Halted;
import dev.rollwave.engine.RunState.Stop.WindowClosed;
import dev.rollwave.engine.WaveState;
import dev.rollwave.engine.WaveState.Blocked;
import dev.rollwave.engine.WaveState.CoolingDown;
import dev.rollwave.engine.WaveState.Failed;
import dev.rollwave.engine.WaveState.Held;
import dev.rollwave.engine.WaveState.Released;
import dev.rollwave.engine.WaveState.Running;
import dev.rollwave.engine.WaveState.Withheld;
import dev.rollwave.engine.message.GateHold;

/** The words for where waves and runs stand; part of the log's and the report's format. */
public final class OutcomeWords {
  private OutcomeWords() {}

  /** Why no further workload is restarted. */
  public static String cause(RunState.Stop stop) {
    return switch (stop) {
      case Halted s -> s.cause();
      case WindowClosed s -> s.cause();
      case RunState.Stop.Cancelled s -> s.cause();
    };
  }

  /** One word for where a wave stands. */
  public static String word(WaveState state) {
    return switch (state) {
      case Blocked _ -> "Blocked";
      case Running _ -> "Running";
      case Held _ -> "Held";
      case CoolingDown _ -> "CoolingDown";
      case Released _ -> "Released";
      case Failed _ -> "Failed";
      case Withheld _ -> "Withheld";
    };
  }

  /**
   * The same in a run that has ended. It waits for no cooldown, so a wave that was cooling down is
   * simply healthy.
   */
  public static String ended(WaveState state) {
    return ended(word(state));
  }

  /** The same for a word of a report. */
  public static String ended(String word) {
    return word.equals("CoolingDown") ? "Healthy" : word;
  }

  private static String held(GateHold hold) {
    return switch (hold) {
      case GateHold.Broken(var by, String why) -> by + ", which is no longer healthy: " + why;
      case GateHold.Unseen(var by, String why) -> by + ": " + why;
    };
  }

  /** Why a wave stands there; empty when the word says it all. */
  public static String reason(WaveState state) {
    return switch (state) {
      case Withheld w -> w.reason();
      case Held h -> "held by " + held(h.hold());
      case Blocked _, Running _, CoolingDown _, Released _, Failed _ -> "";
    };
  }

  /** Where several waves stand, after {@code 3 waves}. */
  public static String sentence(WaveState state) {
    return switch (state) {
      case Blocked _ -> "wait for others";
      case Running _ -> "under way";
      case Held _ -> "held by what they depend on";
      case CoolingDown _ -> "cooling down";
      case Released _ -> "released";
      case Failed _ -> "failed";
      case Withheld _ -> "withheld";
    };
  }
}
