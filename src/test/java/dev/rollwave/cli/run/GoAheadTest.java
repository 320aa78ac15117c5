package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.console.Person;
import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.EventQueue;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GoAheadTest {
  private final EventQueue events = new EventQueue();

  /** A terminal at which reading breaks. */
  private static final class Broken extends InputStream {
    @Override
    public int read() {
      throw new OutOfMemoryError("on purpose");
    }

    @Override
    public int read(byte[] into, int from, int count) {
      return read();
    }
  }

  @Test
  @Timeout(10)
  void an_error_while_a_person_is_asked_is_no_yes_and_is_not_waited_for() throws Exception {
    PrintStream out =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Person asked = new Person(new Broken(), out);

    assertThat(GoAhead.ask(asked, "Go? ", events)).isFalse();
    assertThat(events.cutShort())
        .contains(
            new Event.Faulted(
                "a fault in Rollwave (question): java.lang.OutOfMemoryError: on purpose"));
  }
}
