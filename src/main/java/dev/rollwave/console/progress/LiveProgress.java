package dev.rollwave.console.progress;

import dev.rollwave.console.progress.TerminalSize.Size;
import dev.rollwave.console.text.Palette;
import dev.rollwave.console.text.Symbols;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.runner.ClusterAccess;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows a run on a terminal: a block that is redrawn in place, and above it, scrolling away, what
 * is finished.
 *
 * <p>Each frame is one write that moves up, overwrites and erases to the end of each line, so that
 * nothing flickers. {@link #close} erases the block and gives the cursor back.
 */
public final class LiveProgress implements Progress {
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";
  private static final String ERASE_LINE = "\u001b[K";
  private static final String ERASE_BELOW = "\u001b[J";
  // Steps may come by the thousand; what an eye cannot follow is not drawn.
  private static final Duration BETWEEN_FRAMES = Duration.ofMillis(80);

  private final PrintStream out;
  private final Palette palette;
  private final Symbols symbols;
  private final Supplier<Size> size;
  private final Optional<ClusterAccess> access;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable RunState latest;
  private List<String> drawn = List.of();
  private long drawnAt;
  private boolean isBegun;
  private boolean isClosed;

  /**
   * Shows a run on the terminal of this process.
   *
   * @param out where it is shown; stays open
   * @param palette colours or none
   * @param symbols Unicode or ASCII
   * @param environment of the process, which may say how large the terminal is
   * @param access the cluster of the run; empty for one in memory
   */
  public LiveProgress(
      PrintStream out,
      Palette palette,
      Symbols symbols,
      Map<String, String> environment,
      Optional<ClusterAccess> access) {
    this(
        out,
        palette,
        symbols,
        new TerminalSize(environment, System::nanoTime)::now,
        access,
        System::nanoTime);
  }

  LiveProgress(
      PrintStream out,
      Palette palette,
      Symbols symbols,
      Supplier<Size> size,
      Optional<ClusterAccess> access,
      LongSupplier nanoTime) {
    this.access = access;
    this.out = out;
    this.palette = palette;
    this.symbols = symbols;
    this.size = size;
    this.nanoTime = nanoTime;
  }

  @Override
  public void stepped(RunState state, List<Notification> notifications, Instant now) {
    lock.lock();
    try {
      latest = state;
      List<String> scrolled = ScrolledLines.of(notifications, state, now, screen());
      boolean isTooSoon = isBegun && nanoTime.getAsLong() - drawnAt < BETWEEN_FRAMES.toNanos();
      if (!isTooSoon || !scrolled.isEmpty()) {
        draw(state, scrolled, now);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void tick(Instant now) {
    lock.lock();
    try {
      if (latest != null) {
        draw(latest, List.of(), now);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (isBegun && !isClosed) {
        write(up(screen().columns()) + ERASE_BELOW + SHOW_CURSOR);
      }
      isClosed = true;
    } finally {
      lock.unlock();
    }
  }

  private void draw(RunState state, List<String> scrolled, Instant now) {
    if (isClosed) {
      return;
    }
    Screen screen = screen();
    List<String> frame =
        state.outcome().isPresent() ? List.of() : Frame.of(state, now, screen, access);
    StringBuilder text = new StringBuilder(isBegun ? up(screen.columns()) : HIDE_CURSOR);
    scrolled.forEach(line -> text.append(line).append(ERASE_LINE).append('\n'));
    frame.forEach(line -> text.append(line).append(ERASE_LINE).append('\n'));
    write(text.append(ERASE_BELOW).toString());
    drawn = frame;
    drawnAt = nanoTime.getAsLong();
    isBegun = true;
  }

  private Screen screen() {
    Size current = size.get();
    return new Screen(current.columns(), current.rows(), palette, symbols);
  }

  // A terminal that became narrower has wrapped what was drawn, which now takes more rows.
  private String up(int columns) {
    int rows = 0;
    for (String line : drawn) {
      rows += 1 + Math.max(0, PaintedLine.width(line) - 1) / columns;
    }
    return rows == 0 ? "\r" : "\r\u001b[" + rows + "A";
  }

  private void write(String text) {
    byte[] bytes = text.getBytes(out.charset());
    out.write(bytes, 0, bytes.length);
    out.flush();
  }
}
