package dev.rollwave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.script.Script;
import dev.rollwave.plan.HealthPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each pod soaks for itself: what disturbs one takes nothing from the others. */
class SoaksTest {
  /** Longer than its rollout may stand still. */
  private static final Duration LONG_SOAK = Plans.TIMEOUT.multipliedBy(3);

  private static final Duration BRIEFLY = Duration.ofSeconds(20);

  private final Script script = soaking(Plans.SOAK);

  private static Script soaking(Duration soak) {
    HealthPolicy health =
        new HealthPolicy(Plans.TIMEOUT, soak, Plans.GRACE, Plans.HEALTH.onForeignChange());
    return Script.of(new Plans().health(health).wave("a", List.of(), "a1"), Map.of("a1", 3))
        .accept("a1")
        .rollOut("a1")
        .showPods("a1");
  }

  @Test
  void a_soak_past_its_deadline_survives_being_scaled_up() {
    Script slow = soaking(LONG_SOAK).pass(LONG_SOAK.minusSeconds(60));

    slow.cluster("a1").scale(6);
    slow.show("a1").pass(BRIEFLY);
    assertThat(slow.state("a1")).isInstanceOf(InFlightState.RollingOut.class);

    slow.rollOut("a1").showPods("a1");
    assertThat(slow.state("a1")).isInstanceOf(InFlightState.Soaking.class);
  }

  @Test
  void pods_that_come_as_it_is_scaled_up_soak_the_whole_time_and_the_others_go_on() {
    script.pass(Plans.SOAK.minusSeconds(10));
    script.cluster("a1").scale(6);
    script.show("a1").pass(BRIEFLY).rollOut("a1").showPods("a1");

    script.pass(Plans.SOAK.minusSeconds(1));
    assertThat(script.asksForPods("a1")).isFalse();

    script.pass(Duration.ofSeconds(1)).showPods("a1");
    assertThat(script.state("a1")).isInstanceOf(FinalState.Healthy.class);
  }

  @Test
  void what_is_scaled_down_again_has_soaked_with_the_pods_that_stayed() {
    script.pass(Plans.SOAK.minusSeconds(10));
    script.cluster("a1").scale(6);
    script.show("a1").pass(BRIEFLY);

    script.cluster("a1").scale(3);
    script.rollOut("a1").showPods("a1");

    assertThat(script.state("a1")).isInstanceOf(FinalState.Healthy.class);
  }

  @Test
  void pods_that_came_before_a_watch_told_of_being_scaled_soak_from_then_on() {
    script.pass(BRIEFLY);
    script.cluster("a1").scale(4);
    // The counts are right at once: it was never seen incomplete.
    script.rollOut("a1").showPods("a1").pass(Plans.SOAK.minusSeconds(1));
    assertThat(script.asksForPods("a1")).isFalse();

    script.pass(Duration.ofSeconds(1)).showPods("a1");
    assertThat(script.state("a1")).isInstanceOf(FinalState.Healthy.class);
  }

  @Test
  void pods_that_only_the_last_look_shows_soak_too() {
    script.pass(Plans.SOAK);
    script.cluster("a1").scale(4);
    script.showPods("a1");
    assertThat(script.state("a1")).isInstanceOf(InFlightState.Soaking.class);

    script.pass(Plans.SOAK.minusSeconds(1));
    assertThat(script.asksForPods("a1")).isFalse();
    script.pass(Duration.ofSeconds(1)).showPods("a1");
    assertThat(script.state("a1")).isInstanceOf(FinalState.Healthy.class);
  }

  @Test
  void what_is_scaled_to_nothing_before_it_soaks_is_left_alone_at_the_first_look() {
    Script early = Script.of(new Plans().wave("a", List.of(), "a1"), Map.of("a1", 3)).accept("a1");
    early.cluster("a1").scale(0);

    early.rollOut("a1").sleep(Duration.ofMillis(10)).showPods("a1");

    assertThat(early.state("a1")).isInstanceOf(FinalState.Skipped.class);
  }

  @Test
  void a_pod_that_flapped_begins_anew() {
    script.pass(Plans.SOAK);
    script.cluster("a1").flapOnePod();
    script.showPods("a1").show("a1").showPods("a1");
    assertThat(script.state("a1")).isInstanceOf(InFlightState.Soaking.class);

    script.pass(Plans.SOAK.minusSeconds(1));
    assertThat(script.asksForPods("a1")).isFalse();
    script.pass(Duration.ofSeconds(1)).showPods("a1");
    assertThat(script.state("a1")).isInstanceOf(FinalState.Healthy.class);
  }

  @Test
  void counts_that_fell_back_and_pods_that_prove_that_nothing_happened_cost_no_soak() {
    script.pass(BRIEFLY);
    script.cluster("a1").loseOnePod();
    script.show("a1").rollOut("a1").showPods("a1");

    script.pass(Plans.SOAK.minus(BRIEFLY)).showPods("a1");

    assertThat(script.state("a1")).isInstanceOf(FinalState.Healthy.class);
  }

  @Test
  void a_clock_that_is_set_moves_the_soak_of_every_pod() {
    script.pass(BRIEFLY);
    script.cluster("a1").scale(4);
    script.rollOut("a1").showPods("a1").pass(BRIEFLY);

    script.setClock(Duration.ofHours(1)).pass(Plans.SOAK.minus(BRIEFLY).minusSeconds(1));
    assertThat(script.asksForPods("a1")).isFalse();
    script.pass(Duration.ofSeconds(1)).showPods("a1");
    assertThat(script.state("a1")).isInstanceOf(FinalState.Healthy.class);
  }

  @Test
  void a_clock_that_is_set_while_it_has_fallen_back_moves_what_it_had_soaked() {
    script.pass(BRIEFLY);
    script.cluster("a1").loseOnePod();
    script.show("a1").setClock(Duration.ofHours(1)).rollOut("a1").showPods("a1");
    assertThat(script.state("a1")).isInstanceOf(InFlightState.Soaking.class);

    script.pass(Plans.SOAK.minus(BRIEFLY)).showPods("a1");
    assertThat(script.state("a1")).isInstanceOf(FinalState.Healthy.class);
  }

  @Test
  void what_another_process_began_goes_on_when_counts_fell_back_and_the_pods_stayed() {
    script.pass(BRIEFLY).restore(script.checkpoint(), Duration.ofSeconds(1));
    script.cluster("a1").loseOnePod();
    script.show("a1").rollOut("a1").showPods("a1");

    script.pass(Plans.SOAK.minus(BRIEFLY)).showPods("a1");

    assertThat(script.state("a1")).isInstanceOf(FinalState.Healthy.class);
  }

  @Test
  void how_long_it_still_soaks_is_told() {
    script.pass(BRIEFLY);
    script.cluster("a1").scale(4);
    script.rollOut("a1").showPods("a1");

    assertThat(script.story().stream().filter(Notification.SoakStarted.class::isInstance))
        .hasSize(2)
        .allSatisfy(it -> assertThat(((Notification.SoakStarted) it).soak()).isEqualTo(Plans.SOAK));
  }
}
