package dev.rollwave.console;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.LayoutBase;
import dev.rollwave.console.text.Text;
import dev.rollwave.console.words.Formats;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a library logs, one line each and safe to show: its messages quote the cluster too. Stack
 * traces appear at the levels that ask for detail.
 */
final class LogLayout extends LayoutBase<ILoggingEvent> {
  private static final int CAUSES = 10;

  private final boolean isDetailed;

  LogLayout(boolean isDetailed) {
    this.isDetailed = isDetailed;
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    String logger = event.getLoggerName();
    StringBuilder line =
        new StringBuilder(Formats.instant(Instant.ofEpochMilli(event.getTimeStamp())))
            .append(' ')
            .append(event.getLevel())
            .append(' ')
            .append(logger.substring(logger.lastIndexOf('.') + 1))
            .append(": ")
            .append(Text.shown(event.getFormattedMessage()));
    IThrowableProxy thrown = event.getThrowableProxy();
    appendCauses(line, thrown);
    line.append('\n');
    if (isDetailed) {
      appendStack(line, thrown);
    }
    return line.toString();
  }

  private static void appendCauses(StringBuilder line, @Nullable IThrowableProxy thrown) {
    IThrowableProxy cause = thrown;
    for (int i = 0; i < CAUSES && cause != null; i++) {
      line.append("; ").append(cause.getClassName());
      if (cause.getMessage() != null) {
        line.append(": ").append(Text.shown(cause.getMessage()));
      }
      cause = cause.getCause();
    }
  }

  private static void appendStack(StringBuilder line, @Nullable IThrowableProxy thrown) {
    if (thrown == null) {
      return;
    }
    for (StackTraceElementProxy frame : thrown.getStackTraceElementProxyArray()) {
      line.append("    ").append(Text.shown(frame.getSTEAsString())).append('\n');
    }
  }
}
