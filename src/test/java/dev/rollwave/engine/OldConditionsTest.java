package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import dev.rollwave.workload.WorkloadSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Deployment whose progress deadline had passed when it was restarted. */
class OldConditionsTest {
  private static final String BEFORE = "2026-11-20T13:00:00Z";
  private static final String AFTER = "2026-11-21T01:00:40Z";

  private final Script script =
      Script.of(new Plans().wave("a", List.of(), "a1").wave("b", List.of("a"), "b1"));

  private final WorkloadSnapshot beforeItTimedOut = script.cluster("b1").snapshot();

  @BeforeEach
  void restart() {
    script.cluster("b1").timeOut(BEFORE);
    script.show("b1").makeHealthy("a1");
    assertThat(script.restarted()).containsExactly("a1", "b1");
  }

  @Test
  void a_deadline_that_passed_before_the_restart_does_not_fail_it() {
    script.accept("b1");
    script.cluster("b1").startRollout();
    script.show("b1");
    assertThat(script.state("b1")).isInstanceOf(InFlightState.RollingOut.class);

    script.rollOut("b1").showPods("b1").pass(Plans.SOAK).showPods("b1");
    assertThat(script.state("b1")).isInstanceOf(FinalState.Healthy.class);
  }

  @Test
  void a_deadline_that_passes_after_the_restart_fails_it() {
    script.accept("b1");
    script.cluster("b1").startRollout().timeOut(AFTER);

    script.show("b1");

    assertThat(script.state("b1")).isInstanceOf(InFlightState.Diagnosing.class);
  }

  @Test
  void a_deadline_that_passed_before_the_restart_does_not_fail_one_whose_reply_was_lost() {
    script.acceptWithoutReply("b1");
    script.cluster("b1").startRollout();

    script.reread("b1");

    assertThat(script.state("b1")).isInstanceOf(InFlightState.RollingOut.class);
  }

  @Test
  void a_deadline_that_passed_while_the_restart_was_in_doubt_fails_it() {
    script.acceptWithoutReply("b1");
    script.cluster("b1").startRollout().timeOut(AFTER);

    script.reread("b1");

    assertThat(script.state("b1")).isInstanceOf(InFlightState.Diagnosing.class);
  }

  @Test
  void a_restart_that_is_sent_again_has_the_conditions_of_the_version_that_it_was_sent_for() {
    script.cluster("b1").timeOut(AFTER);
    script.send(new Event.RestartUnknown(Plans.ref("b1"), "409")).pass(Duration.ofSeconds(3));
    script.reread("b1").acceptWithoutReply("b1");
    script.cluster("b1").startRollout();

    script.reread("b1");

    assertThat(script.state("b1")).isInstanceOf(InFlightState.RollingOut.class);
  }

  @Test
  void a_re_read_that_is_older_than_the_request_takes_no_condition_from_before_it_away() {
    script.acceptWithoutReply("b1").pass(Duration.ofSeconds(3));
    script.send(new Event.Reread(Plans.ref("b1"), Optional.of(beforeItTimedOut)));
    assertThat(script.restarted()).containsExactly("a1", "b1", "b1");

    script.cluster("b1").startRollout();
    script.show("b1");

    assertThat(script.state("b1")).isInstanceOf(InFlightState.RollingOut.class);
  }

  @Test
  void who_goes_on_with_a_run_holds_against_a_restart_only_what_it_sees_come() {
    script.accept("b1");
    script.cluster("b1").startRollout();
    script.restore(script.checkpoint(), Duration.ofSeconds(5));
    assertThat(script.state("b1")).isInstanceOf(InFlightState.RollingOut.class);

    script.cluster("b1").timeOut(AFTER);
    script.show("b1");
    assertThat(script.state("b1")).isInstanceOf(InFlightState.Diagnosing.class);
  }
}
