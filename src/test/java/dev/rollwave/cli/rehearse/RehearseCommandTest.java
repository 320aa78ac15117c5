package dev.rollwave.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearseCommandTest {
  private static final String START = "2026-11-26T01:00";

  @TempDir private Path directory;
  private String plan = "";

  @BeforeEach
  void write_plan() throws IOException {
    plan =
        Files.writeString(
                directory.resolve("plan.yaml"),
                """
                apiVersion: rollwave.dev/v1
                kind: RestartPlan
                metadata: {name: nightly}
                spec:
                  reason: Relieve the leak
                  timeZone: Europe/Madrid
                  windows: [{days: [Thu], from: "01:00", to: "05:00"}]
                  cooldown: 1m
                  throttle: {maxInFlight: 2}
                  waves:
                    - name: caches
                      workloads: [{kind: StatefulSet, namespace: shop, name: cache}]
                    - name: backends
                      workloads:
                        - {kind: Deployment, namespace: shop, name: cart}
                        - {kind: Deployment, namespace: shop, selector: "tier=backend"}
                    - name: beside
                      dependsOn: []
                      workloads: [{kind: DaemonSet, namespace: ops, name: agent}]
                """)
            .toString();
  }

  @Test
  void a_plan_is_played_through_in_virtual_time() {
    assertThat(rehearse("--start", START))
        .isEqualTo(
            new Typed(
                0,
"""
Rehearsal of nightly, from Thu 2026-11-26 01:00 Europe/Madrid, seed 1
An invented cluster and a clock that jumps; no cluster was asked or touched.

WAVE                              STATE     STARTED       HEALTHY       RELEASED      TOOK   SLACK
caches                            Released  Thu 01:00:00  Thu 01:02:23  Thu 01:03:23  2m23s
  shop/StatefulSet/cache          Healthy   Thu 01:00:00  Thu 01:02:23                2m23s  0s
backends                          Healthy   Thu 01:03:23  Thu 01:06:59  -             3m36s
  shop/Deployment/cart            Healthy   Thu 01:03:23  Thu 01:05:12                1m49s  0s
  shop/Deployment/tier-backend-1  Healthy   Thu 01:03:23  Thu 01:05:15                1m52s  1m44s
  shop/Deployment/tier-backend-2  Healthy   Thu 01:05:12  Thu 01:06:59                1m47s  0s
beside                            Released  Thu 01:00:00  Thu 01:02:11  Thu 01:03:11  2m11s
  ops/DaemonSet/agent             Healthy   Thu 01:00:00  Thu 01:02:11                2m11s  2m56s

length     6m59s, until Thu 01:06:59
window     open until Thu 2026-11-26 05:00 Europe/Madrid: fits, with 3h53m to spare
in flight  at most 2 workloads of 6 pods

The length is decided by
  Thu 01:00:00  shop/StatefulSet/cache, 2m23s; at once
  Thu 01:03:23  shop/Deployment/cart, 1m49s; after wave caches and its cooldown of 1m00s
  Thu 01:05:12  shop/Deployment/tier-backend-2, 1m47s; when shop/Deployment/cart gave its place (maxInFlight)

Assumed
  named in the plan; 3 pods by default; each runs after 5s, is Ready 20s later, gone within 10s, all by default, give or take 20 %:
    ops/DaemonSet/agent, shop/Deployment/cart, shop/StatefulSet/cache
  invented for the selector tier=backend; 3 pods by default; each runs after 5s, is Ready 20s later, gone within 10s, all by default, give or take 20 %:
    shop/Deployment/tier-backend-1, shop/Deployment/tier-backend-2

a run would leave with 0: done
""",
                ""));
  }

  @Test
  void the_same_seed_prints_the_same_bytes_and_another_one_does_not() {
    Typed first = rehearse("--start", START, "--seed", "7", "-o", "json");

    assertThat(rehearse("--start", START, "--seed", "7", "-o", "json")).isEqualTo(first);
    assertThat(rehearse("--start", START, "--seed", "8", "-o", "json")).isNotEqualTo(first);
  }

  @Test
  void a_start_with_an_offset_is_the_same_instant_as_one_on_the_clocks_of_the_plan() {
    assertThat(rehearse("--start", "2026-11-26T00:00Z")).isEqualTo(rehearse("--start", START));
  }

  @Test
  void a_failing_workload_keeps_its_dependents_from_being_restarted() {
    Typed typed = rehearse("--start", START, "--fail", "shop/StatefulSet/cache");

    assertThat(typed.status()).isZero();
    assertThat(typed.out())
        .containsPattern("shop/StatefulSet/cache +Failed +Thu 01:00:00")
        .containsPattern("shop/Deployment/cart +Withheld +- ")
        .contains("the run stops with a failure")
        .contains("a run would leave with 1: a workload failed");
  }

  @Test
  void a_window_that_is_too_short_leaves_the_run_incomplete() {
    Typed typed = rehearse("--start", "2026-11-26T04:58");

    assertThat(typed.status()).isZero();
    assertThat(typed.out())
        .contains(
            "does not fit, 3 workloads left when it closes; opens again Thu 2026-12-03 01:00"
                + " Europe/Madrid")
        .contains("a run would leave with 4: incomplete");
  }

  @Test
  void a_closed_window_is_told_with_when_it_opens() {
    assertThat(rehearse("--start", "2026-11-26T06:00").out())
        .contains("closed at the start (outside every window): nothing is restarted")
        .contains("opens Thu 2026-12-03 01:00 Europe/Madrid")
        .contains("a run would leave with 4");
  }

  @Test
  void without_a_start_it_begins_when_the_window_next_opens() {
    assertThat(rehearse().out()).containsPattern("from Thu \\d{4}-\\d\\d-\\d\\d 01:00 Europe/");
  }

  @Test
  void what_was_to_go_wrong_after_the_end_is_said_to_be_not_played() {
    assertThat(rehearse("--start", START, "--kill-at", "01:50", "--outage", "01:40-01:44").out())
        .contains(
            "Not played, since the run had ended: what was to begin at Thu 01:40:00, Thu"
                + " 01:50:00\n");
    assertThat(rehearse("--start", START, "--outage", "01:01-01:02").out())
        .doesNotContain("Not played");
  }

  @Test
  void leaves_as_the_run_would_when_asked() {
    assertThat(rehearse("--start", START, "--exit-status").status()).isZero();
    assertThat(rehearse("--start", "2026-11-26T04:58", "--exit-status").status()).isEqualTo(4);
    assertThat(
            rehearse("--start", START, "--exit-status", "--fail", "ops/DaemonSet/agent").status())
        .isEqualTo(1);
  }

  @Test
  void a_slow_workload_makes_the_run_longer_and_says_why() {
    assertThat(rehearse("--start", START, "--slow", "shop/Deployment/cart=2m").out())
        .contains("is Ready 2m00s later (--slow)")
        .doesNotContain("length     6m59s");
  }

  @Test
  void json_is_the_report_of_the_run_under_a_kind_of_its_own() {
    assertThat(rehearse("--start", START, "-o", "json").out())
        .contains("\"kind\" : \"Rehearsal\"")
        .contains("\"patchedAt\" : \"2026-11-26T00:00:00Z\"")
        .contains("\"outcome\" : \"Done\"")
        .contains("\"windowCloses\" : \"2026-11-26T04:00:00Z\"")
        .contains("\"mostWorkloadsInFlight\" : 2");
  }

  @Test
  void a_workload_that_the_plan_does_not_restart_is_wrong_usage() {
    Typed typed = rehearse("--fail", "shop/Deployment/carts");

    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err()).contains("did you mean shop/Deployment/cart?");
  }

  @Test
  void a_time_or_duration_that_is_none_is_wrong_usage() {
    assertThat(rehearse("--start", "tomorrow").status()).isEqualTo(2);
    assertThat(rehearse("--start", "+999999999-01-01T00:00Z").status()).isEqualTo(2);
    assertThat(rehearse("--slow", "shop/Deployment/cart=soon").err()).contains("'soon'");
  }

  @Test
  void a_faulty_plan_is_told_on_standard_error() throws IOException {
    Files.writeString(Path.of(plan), "kind: RestartPlan\n");

    assertThat(rehearse().status()).isEqualTo(2);
    assertThat(rehearse().out()).isEmpty();
  }

  private Typed rehearse(String... options) {
    List<String> arguments = new ArrayList<>(List.of("rehearse", plan));
    arguments.addAll(List.of(options));
    return Typed.rollwave(arguments.toArray(String[]::new));
  }
}
