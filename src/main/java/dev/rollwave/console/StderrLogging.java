package dev.rollwave.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;

/**
 * Sends what libraries log to standard error, from WARN upwards. Done in code, since reading XML
 * would cost a tenth of a second of every start; found by Logback through {@code ServiceLoader}.
 *
 * <p>{@code ROLLWAVE_LOG} names another level. A Logback file named by {@code
 * -Dlogback.configurationFile}, or a {@code logback-test.xml} on the class path, takes its place.
 */
public final class StderrLogging extends ContextAwareBase implements Configurator {
  /** The environment variable that names the level. */
  public static final String LEVEL_VARIABLE = "ROLLWAVE_LOG";

  /** For {@code ServiceLoader}. */
  public StderrLogging() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    boolean isConfiguredByFile =
        System.getProperty("logback.configurationFile") != null
            || StderrLogging.class.getResource("/logback-test.xml") != null;
    if (isConfiguredByFile) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    configure(context, level());
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  static void configure(LoggerContext context, Level level) {
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(level);
    root.addAppender(appender(context, level));
    // At TRACE the client prints every header of every request, the bearer token among them.
    context.getLogger("io.fabric8.kubernetes.client.http").setLevel(atLeast(level, Level.INFO));
    if (level.isGreaterOrEqual(Level.WARN)) {
      // It warns of each watch that an outage cuts; the run tells of the outage itself, once.
      context.getLogger("io.fabric8").setLevel(Level.ERROR);
      context.getLogger("org.quartz").setLevel(Level.ERROR);
    }
  }

  private static ConsoleAppender<ILoggingEvent> appender(LoggerContext context, Level level) {
    LogLayout layout = new LogLayout(!level.isGreaterOrEqual(Level.INFO));
    layout.setContext(context);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setName("stderr");
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }

  private static Level atLeast(Level level, Level lowest) {
    return level.isGreaterOrEqual(lowest) ? level : lowest;
  }

  private static Level level() {
    return Level.toLevel(System.getenv(LEVEL_VARIABLE), Level.WARN);
  }
}
