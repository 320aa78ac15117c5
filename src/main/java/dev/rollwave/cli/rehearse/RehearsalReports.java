package dev.rollwave.cli.rehearse;

import dev.rollwave.console.preview.HealthTable;
import dev.rollwave.console.rehearsal.RunBeside;
import dev.rollwave.console.rehearsal.UnusableReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

/** Reads the report of a run that a rehearsal is laid beside. */
final class RehearsalReports {
  private RehearsalReports() {}

  /**
   * The run whose report is at {@code path}.
   *
   * @param plan whose run it has to be
   * @param usage makes the exception that says why it is of no use
   */
  static RunBeside read(String path, String plan, Function<String, RuntimeException> usage) {
    try {
      return RunBeside.read(Files.readString(Path.of(path)), plan);
    } catch (UnusableReportException e) {
      throw usage.apply(told(path, String.valueOf(e.getMessage())));
    } catch (NoSuchFileException e) {
      throw usage.apply(told(path, "there is no such file"));
    } catch (IOException e) {
      throw usage.apply(told(path, "cannot be read (" + e.getClass().getSimpleName() + ")"));
    }
  }

  private static String told(String path, String why) {
    return "--against: " + HealthTable.shown(path + ": " + why);
  }
}
