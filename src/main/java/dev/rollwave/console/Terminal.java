package dev.rollwave.console;

import dev.rollwave.console.progress.LineLog;
import dev.rollwave.console.progress.LiveProgress;
import dev.rollwave.console.progress.Progress;
import dev.rollwave.console.text.Palette;
import dev.rollwave.console.text.Symbols;
import dev.rollwave.runner.ClusterAccess;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What can be shown where the output goes.
 *
 * @param isLive whether lines can be redrawn in place
 * @param palette colours or none
 * @param symbols Unicode or ASCII
 */
public record Terminal(boolean isLive, Palette palette, Symbols symbols) {

  /**
   * Judges by the environment: {@code NO_COLOR} set to anything means no colour, {@code
   * CLICOLOR_FORCE} other than 0 means colour even without a terminal, and {@code TERM=dumb} can do
   * neither colour nor redrawing.
   *
   * @param environment of the process
   * @param isInteractive whether the output goes to a terminal
   * @param charset of the output
   * @see <a href="https://no-color.org">NO_COLOR</a>
   * @see <a href="https://bixense.com/clicolors/">CLICOLOR_FORCE</a>
   */
  public static Terminal of(
      Map<String, String> environment, boolean isInteractive, Charset charset) {
    boolean isLive = isInteractive && !environment.getOrDefault("TERM", "").equals("dumb");
    boolean isRefused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    String forced = environment.getOrDefault("CLICOLOR_FORCE", "");
    boolean isForced = !forced.isEmpty() && !forced.equals("0");
    boolean hasColour = !isRefused && (isForced || isLive);
    return new Terminal(
        isLive,
        hasColour ? Palette.COLOUR : Palette.PLAIN,
        charset.equals(StandardCharsets.UTF_8) ? Symbols.UNICODE : Symbols.ASCII);
  }

  /**
   * Progress of the kind that suits: redrawn in place, or line by line.
   *
   * @param out where it is shown; stays open
   * @param environment of the process
   * @param access the cluster of the run; empty for one in memory
   */
  public Progress progress(
      PrintStream out, Map<String, String> environment, Optional<ClusterAccess> access) {
    return isLive
        ? new LiveProgress(out, palette, symbols, environment, access)
        : new LineLog(out, access);
  }
}
