package dev.rollwave.console.progress;

import dev.rollwave.console.words.OutcomeWords;
import dev.rollwave.engine.FinalState;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WaveState.Blocked;
import dev.rollwave.engine.WaveState.CoolingDown;
import dev.rollwave.engine.WaveState.Failed;
import dev.rollwave.engine.WaveState.Held;
import dev.rollwave.engine.WaveState.Released;
import dev.rollwave.engine.WaveState.Running;
import dev.rollwave.engine.WaveState.Withheld;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.WorkloadState;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides which rows a frame has room for. Detail goes first where least happens: workloads of
 * waves that are finished or have not begun, then those of live waves that wait, then such waves
 * themselves. Draws nothing, so that an estate of thousands costs little.
 */
final class FrameLayout {
  private FrameLayout() {}

  /** A row of a frame. */
  sealed interface Row {
    /** A wave. */
    record OfWave(WaveProgress wave) implements Row {}

    /** Consecutive waves that stand alike; at least two. */
    record OfWaves(List<WaveProgress> waves) implements Row {}

    /** A workload. */
    record OfWorkload(WaveProgress wave, WorkloadProgress workload) implements Row {}

    /** What has no row. */
    record OfMore(int rows) implements Row {}
  }

  private enum Detail {
    EVERYTHING,
    LIVE_WAVES,
    MOVING_WORKLOADS,
    MERGED_WAVES
  }

  /** At most {@code room} rows, in the plan's order; when some are missing, the last says so. */
  static List<Row> of(RunState state, int room) {
    List<Row> rows = List.of();
    for (Detail detail : Detail.values()) {
      rows = rows(state, detail);
      if (rows.size() <= room) {
        return rows;
      }
    }
    if (room < 1) {
      return List.of();
    }
    List<Row> shown = new ArrayList<>(rows.subList(0, room - 1));
    shown.add(new Row.OfMore(rows.size() - shown.size()));
    return shown;
  }

  private static List<Row> rows(RunState state, Detail detail) {
    List<Row> rows = new ArrayList<>();
    List<WaveProgress> alike = new ArrayList<>();
    for (WaveProgress wave : state.waves()) {
      boolean live = isLive(wave);
      boolean joins = detail == Detail.MERGED_WAVES && !live;
      if (!alike.isEmpty() && !(joins && standAlike(alike.getFirst(), wave))) {
        addMerged(rows, alike);
      }
      if (joins) {
        alike.add(wave);
        continue;
      }
      rows.add(new Row.OfWave(wave));
      if (live || detail == Detail.EVERYTHING) {
        addWorkloads(rows, wave, detail);
      }
    }
    addMerged(rows, alike);
    return rows;
  }

  private static void addMerged(List<Row> rows, List<WaveProgress> alike) {
    if (alike.size() == 1) {
      rows.add(new Row.OfWave(alike.getFirst()));
    } else if (!alike.isEmpty()) {
      rows.add(new Row.OfWaves(List.copyOf(alike)));
    }
    alike.clear();
  }

  private static void addWorkloads(List<Row> rows, WaveProgress wave, Detail detail) {
    boolean all = detail == Detail.EVERYTHING || detail == Detail.LIVE_WAVES;
    for (WorkloadProgress workload : wave.workloads()) {
      WorkloadState state = workload.state();
      if (all || state.isInFlight() || state instanceof FinalState.Failed) {
        rows.add(new Row.OfWorkload(wave, workload));
      }
    }
  }

  private static boolean isLive(WaveProgress wave) {
    return switch (wave.state()) {
      case Running _, Held _ -> true;
      case Failed _, Withheld _ -> wave.inFlight() > 0;
      case Blocked _, CoolingDown _, Released _ -> false;
    };
  }

  private static boolean standAlike(WaveProgress one, WaveProgress other) {
    return OutcomeWords.word(one.state()).equals(OutcomeWords.word(other.state()));
  }
}
