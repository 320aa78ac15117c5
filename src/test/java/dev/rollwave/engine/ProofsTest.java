package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.workload.rollout.ForeignChange;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * When what a watch shows of a workload is enough beside its pods, so that it is not read again.
 */
class ProofsTest {
  private static final Event OUTAGE = new Event.OutageBegan("connection refused");
  private static final Event ANSWERS = new Event.OutageEnded();
  private static final HealthPolicy WAITING =
      new HealthPolicy(Plans.TIMEOUT, Plans.SOAK, Plans.GRACE, ForeignChange.WAIT);

  private final Script script =
      Script.of(new Plans().health(WAITING).wave("a", List.of(), "a1")).accept("a1");

  private void assertShownIsEnough() {
    assertThat(script.asked("a1").shown()).contains(script.cluster("a1").snapshot());
  }

  private void assertItIsReadToo() {
    assertThat(script.asked("a1").shown()).isEmpty();
  }

  @Test
  void one_whose_counts_are_complete_is_not_read_again() {
    script.rollOut("a1");

    assertShownIsEnough();
  }

  @Test
  void it_is_not_read_again_at_the_end_of_its_soak_either() {
    script.rollOut("a1").showPods("a1").pass(Plans.SOAK);

    assertShownIsEnough();
  }

  @Test
  void one_whose_template_somebody_changed_is_read_too_though_the_stamp_is_still_on_it() {
    script.cluster("a1").restartByHand(script.patch("a1").mark().stamp());
    script.rollOut("a1");

    assertItIsReadToo();
  }

  @Test
  void one_that_may_look_as_it_did_before_an_outage_is_read_too() {
    script.send(OUTAGE).send(ANSWERS).rollOut("a1");
    assertItIsReadToo();

    script.pass(Limits.KUBELETS_REPORT).showPods("a1").pass(Plans.SOAK);
    assertShownIsEnough();
  }

  @Test
  void one_that_is_not_complete_by_its_counts_is_read_too() {
    script.cluster("a1").startRollout();
    script.show("a1").pass(Limits.betweenLooks(WAITING));

    assertItIsReadToo();
  }
}
