package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadStateTest {
  private final Script script = Script.of(new Plans().wave("a", List.of(), "one"));

  private void stands(boolean isInFlight, boolean isTerminal) {
    WorkloadState state = script.state("one");
    assertThat(state.isInFlight()).as("in flight: " + state).isEqualTo(isInFlight);
    assertThat(state.isTerminal()).as("terminal: " + state).isEqualTo(isTerminal);
  }

  @Test
  void it_takes_a_place_from_the_decision_until_it_is_proven() {
    stands(true, false);
    script.acceptWithoutReply("one");
    stands(true, false);
    script.reread("one");
    stands(true, false);
    script.rollOut("one").showPods("one");
    stands(true, false);
    script.pass(Plans.SOAK).showPods("one");
    stands(false, true);
  }

  @Test
  void it_takes_a_place_until_it_is_known_why_it_failed() {
    script.accept("one").pass(Plans.TIMEOUT);
    stands(true, false);
    script.pass(Limits.LAST_WORDS);
    stands(false, true);
  }

  @Test
  void what_is_cut_short_is_settled() {
    script.accept("one").send(new Event.Interrupted("told to end"));
    stands(false, true);
  }
}
