package dev.rollwave.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StderrLoggingTest {
  private final LoggerContext context = new LoggerContext();

  @Test
  void logback_finds_it() {
    assertThat(ServiceLoader.load(Configurator.class))
        .anyMatch(found -> found instanceof StderrLogging);
  }

  @ParameterizedTest
  @CsvSource({"TRACE, INFO", "DEBUG, INFO", "INFO, INFO", "WARN, WARN", "ERROR, ERROR"})
  void no_level_lets_the_client_print_its_headers_with_the_token(String asked, String granted) {
    StderrLogging.configure(context, Level.toLevel(asked));

    assertThat(
            context
                .getLogger("io.fabric8.kubernetes.client.http.HttpLoggingInterceptor")
                .getEffectiveLevel())
        .isEqualTo(Level.toLevel(granted));
  }

  @Test
  void warnings_are_logged_but_not_those_of_each_watch_that_an_outage_cuts() {
    StderrLogging.configure(context, Level.WARN);

    assertThat(context.getLogger("dev.rollwave.kubernetes.X").isWarnEnabled()).isTrue();
    assertThat(context.getLogger("dev.rollwave.kubernetes.X").isInfoEnabled()).isFalse();
    assertThat(context.getLogger("io.fabric8.kubernetes.client.X").isWarnEnabled()).isFalse();
    assertThat(context.getLogger("io.fabric8.kubernetes.client.X").isErrorEnabled()).isTrue();
  }

  @Test
  void a_message_is_one_line_and_cannot_repaint_the_screen() {
    assertThat(new LogLayout(false).doLayout(event()))
        .isEqualTo(
            "2026-11-21T01:30:00Z WARN Watch: lost \\u001b[2J\\n; java.io.UncheckedIOException: outer;"
                + " java.io.IOException: inner\\n\n");
  }

  @Test
  void a_stack_trace_is_for_whoever_asked_for_detail() {
    assertThat(new LogLayout(true).doLayout(event()).lines())
        .anyMatch(line -> line.startsWith("    at dev.rollwave.console.StderrLoggingTest.event("));
  }

  private LoggingEvent event() {
    Logger logger = context.getLogger("io.fabric8.Watch");
    LoggingEvent event =
        new LoggingEvent(
            "",
            logger,
            Level.WARN,
            "lost \u001b[2J\n",
            new UncheckedIOException("outer", new IOException("inner\n")),
            null);
    event.setInstant(Instant.parse("2026-11-21T01:30:00Z"));
    return event;
  }
}
