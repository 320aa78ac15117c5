package dev.rollwave.console.report;

import static dev.rollwave.console.Runs.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollwave.console.Runs;
import dev.rollwave.console.Workloads;
import dev.rollwave.console.words.Formats;
import dev.rollwave.console.words.WaitWords;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WaveState;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.message.GateHold;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.runner.ClusterAccess;
import dev.rollwave.window.Freeze;
import dev.rollwave.window.MaintenanceWindow;
import dev.rollwave.window.WindowCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunReportTest {
  private static final WindowCalendar NIGHTS =
      new WindowCalendar(
          ZoneId.of("Europe/Madrid"),
          List.of(
              new MaintenanceWindow.Weekly(
                  EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                  LocalTime.of(23, 0),
                  LocalTime.of(5, 0))),
          List.of(
              new Freeze("Black Friday", LocalDate.of(2026, 11, 26), LocalDate.of(2026, 11, 30))));

  private static final ClusterAccess PROD =
      new ClusterAccess(Optional.of("prod"), "https://10.0.0.1:6443", Optional.empty());

  private static JsonNode report(RunState state, int exitStatus) {
    return RunReport.of(new RunEnd(state, START.plusSeconds(725), Optional.of(PROD)), exitStatus);
  }

  @Test
  void a_halted_run_is_told_whole() {
    RunState state =
        Runs.nightly()
            .keptIn("rollwave")
            .wave("caches", List.of(), new WaveState.Released(), Workloads.healthy("redis", START))
            .timeline(
                new WaveProgress.Timeline(
                    Optional.of(START),
                    Optional.of(START),
                    Optional.of(START.plusSeconds(50)),
                    Optional.of(START.plusSeconds(170))))
            .wave(
                "backends",
                List.of("caches"),
                new WaveState.Failed(),
                Workloads.failed("cart", START.plusSeconds(170), Optional.of(Workloads.CRASH_LOOP)))
            .stopping(new RunState.Stop.Halted("shop/Deployment/cart failed"))
            .ended(new RunOutcome.WorkloadsFailed())
            .state();

    assertThat(RunReport.text(report(state, 1)).replace("\r\n", "\n"))
        .isEqualTo(
            """
            {
              "apiVersion" : "rollwave.dev/report/v1",
              "kind" : "RunReport",
              "runId" : "20261121-013000-k7d2",
              "plan" : "nightly-leak-relief",
              "reason" : "Relieve the session leak",
              "cluster" : {
                "context" : "prod",
                "server" : "https://10.0.0.1:6443",
                "user" : null
              },
              "keptIn" : {
                "namespace" : "rollwave",
                "lease" : "rollwave-nightly-leak-relief",
                "configMap" : "rollwave-nightly-leak-relief"
              },
              "startedAt" : "2026-11-21T01:30:00Z",
              "endedAt" : "2026-11-21T01:42:05Z",
              "outcome" : "WorkloadsFailed",
              "exitStatus" : 1,
              "cause" : "shop/Deployment/cart failed",
              "overriddenWindows" : null,
              "counts" : {
                "workloads" : 2,
                "healthy" : 1,
                "skipped" : 0,
                "failed" : 1,
                "inFlight" : 0,
                "unproven" : 0,
                "left" : 0
              },
              "waves" : [ {
                "name" : "caches",
                "state" : "Released",
                "reason" : null,
                "dependsOn" : [ ],
                "readyAt" : "2026-11-21T01:30:00Z",
                "startedAt" : "2026-11-21T01:30:00Z",
                "healthyAt" : "2026-11-21T01:30:50Z",
                "releasedAt" : "2026-11-21T01:32:50Z",
                "workloads" : [ {
                  "ref" : {
                    "kind" : "Deployment",
                    "namespace" : "shop",
                    "name" : "redis"
                  },
                  "state" : "Healthy",
                  "reason" : "Current",
                  "message" : "3 of 3 updated and available",
                  "stamp" : "2026-11-21T01:30:00Z",
                  "generation" : 8,
                  "patchedAt" : "2026-11-21T01:30:00Z",
                  "observedAt" : "2026-11-21T01:30:01Z",
                  "currentAt" : "2026-11-21T01:30:20Z",
                  "soakedAt" : "2026-11-21T01:30:50Z",
                  "failedAt" : null,
                  "trouble" : null,
                  "failure" : null
                } ]
              }, {
                "name" : "backends",
                "state" : "Failed",
                "reason" : null,
                "dependsOn" : [ "caches" ],
                "readyAt" : "2026-11-21T01:30:00Z",
                "startedAt" : null,
                "healthyAt" : null,
                "releasedAt" : null,
                "workloads" : [ {
                  "ref" : {
                    "kind" : "Deployment",
                    "namespace" : "shop",
                    "name" : "cart"
                  },
                  "state" : "Failed",
                  "reason" : "PodsInTrouble",
                  "message" : "1 of 3 updated; pods do not start",
                  "stamp" : "2026-11-21T01:32:50Z",
                  "generation" : 8,
                  "patchedAt" : "2026-11-21T01:32:50Z",
                  "observedAt" : null,
                  "currentAt" : null,
                  "soakedAt" : null,
                  "failedAt" : "2026-11-21T01:33:55Z",
                  "trouble" : {
                    "pod" : "cart-7f9c-x2x",
                    "container" : "server",
                    "reason" : "CrashLoopBackOff",
                    "message" : "back-off 40s restarting failed container",
                    "logLines" : [ "connecting to redis-cart:6379", "panic: no route to host" ],
                    "advice" : "undo what came with it",
                    "command" : "kubectl -n shop rollout undo deployment/cart"
                  },
                  "failure" : {
                    "serving" : {
                      "ready" : 3,
                      "fromBefore" : 2,
                      "wanted" : 3
                    },
                    "command" : "kubectl -n shop rollout undo deployment/cart",
                    "undo" : "kubectl rollout undo deployment/cart -n shop"
                  }
                } ]
              } ]
            }
            """);
  }

  static Stream<Arguments> states() {
    return Stream.of(
        Arguments.of("Waiting", Workloads.waiting("cart")),
        Arguments.of("Patching", Workloads.patching("cart", START, 1)),
        Arguments.of("Rereading", Workloads.rereading("cart", START, "timeout")),
        Arguments.of("RollingOut", Workloads.rolling("cart", 1, 2, START)),
        Arguments.of("Soaking", Workloads.soaking("cart", START, START.plusSeconds(60))),
        Arguments.of("Diagnosing", Workloads.diagnosing("cart", START, "Timeout", "late")),
        Arguments.of("Healthy", Workloads.healthy("cart", START)),
        Arguments.of("Skipped", Workloads.skipped("cart")),
        Arguments.of("Failed", Workloads.failed("cart", START, Optional.empty())),
        Arguments.of("Withheld", Workloads.withheld("cart", "the window closed")),
        Arguments.of("Unproven", Workloads.unproven("cart", START, "SIGTERM")));
  }

  @ParameterizedTest
  @MethodSource("states")
  void every_state_of_a_workload_has_its_word_and_the_same_keys(
      String word, WorkloadProgress workload) throws Exception {
    RunState state =
        Runs.nightly().wave("backends", List.of(), new WaveState.Running(), workload).state();
    JsonNode parsed = new ObjectMapper().readTree(RunReport.text(report(state, 4)));
    JsonNode told = parsed.at("/waves/0/workloads/0");

    assertThat(told.get("state").asText()).isEqualTo(word);
    List<String> keys = new ArrayList<>();
    told.fieldNames().forEachRemaining(keys::add);
    assertThat(keys)
        .containsExactly(
            "ref",
            "state",
            "reason",
            "message",
            "stamp",
            "generation",
            "patchedAt",
            "observedAt",
            "currentAt",
            "soakedAt",
            "failedAt",
            "trouble",
            "failure");
    assertThat(parsed.toString()).isEqualTo(report(state, 4).toString());
  }

  @Test
  void a_gate_that_is_held_is_told_with_what_holds_it() {
    RunState state =
        Runs.nightly()
            .wave(
                "caches",
                List.of(),
                new WaveState.Released(),
                Workloads.changed("redis", START, START.plusSeconds(90)))
            .wave(
                "front",
                List.of("caches"),
                new WaveState.Held(
                    START.plusSeconds(90),
                    new GateHold.Broken(Workloads.ref("redis"), "2 of 3 pods available"),
                    Map.of()),
                Workloads.waiting("web"))
            .state();
    JsonNode waves = report(state, 0).get("waves");

    assertThat(waves.at("/1/state").asText()).isEqualTo("Held");
    assertThat(waves.at("/1/reason").asText())
        .isEqualTo(
            "held by shop/Deployment/redis, which is no longer healthy: 2 of 3 pods available");
    assertThat(waves.at("/0/workloads/0/state").asText()).isEqualTo("Healthy");
    assertThat(waves.at("/0/workloads/0/reason").asText()).isEqualTo("Changed");
    assertThat(waves.at("/0/workloads/0/message").asText())
        .isEqualTo("proven healthy; changed since then: 2 of 3 available");
  }

  @Test
  void a_gate_that_is_held_by_what_cannot_be_seen_calls_nothing_broken() {
    RunState state =
        Runs.nightly()
            .wave(
                "caches",
                List.of(),
                new WaveState.Released(),
                Workloads.unseen("redis", START, START.plusSeconds(90)))
            .wave(
                "front",
                List.of("caches"),
                new WaveState.Held(
                    START.plusSeconds(100),
                    new GateHold.Unseen(
                        Workloads.ref("redis"), "it cannot be seen since then: 403 Forbidden"),
                    Map.of()),
                Workloads.waiting("web"))
            .state();
    JsonNode waves = report(state, 0).get("waves");

    assertThat(waves.at("/1/state").asText()).isEqualTo("Held");
    assertThat(waves.at("/1/reason").asText())
        .isEqualTo("held by shop/Deployment/redis: it cannot be seen since then: 403 Forbidden");
    assertThat(waves.at("/0/workloads/0/state").asText()).isEqualTo("Healthy");
    assertThat(waves.at("/0/workloads/0/reason").asText()).isEqualTo("Unseen");
    assertThat(waves.at("/0/workloads/0/message").asText())
        .isEqualTo(
            "proven healthy; not seen since "
                + Formats.instant(START.plusSeconds(90))
                + ": list deployments.apps: 403 Forbidden");
    assertThat(WaitWords.run(state, START.plusSeconds(110)))
        .isEqualTo(
            "wave front: shop/Deployment/redis to be seen again: it cannot be seen since then:"
                + " 403 Forbidden");
  }

  static Stream<Arguments> outcomes() {
    return Stream.of(
        Arguments.of(new RunOutcome.Done(), "Done", null),
        Arguments.of(new RunOutcome.WorkloadsFailed(), "WorkloadsFailed", null),
        Arguments.of(new RunOutcome.Incomplete("closed"), "Incomplete", "closed"),
        Arguments.of(new RunOutcome.Interrupted("SIGTERM"), "Interrupted", "SIGTERM"),
        Arguments.of(new RunOutcome.Unreachable("refused"), "Unreachable", "refused"));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void every_outcome_has_its_word_and_cause(
      RunOutcome outcome, String word, @Nullable String cause) {
    RunState state =
        Runs.nightly()
            .wave("backends", List.of(), new WaveState.Released(), Workloads.skipped("cart"))
            .ended(outcome)
            .state();

    assertThat(report(state, 0).get("outcome").asText()).isEqualTo(word);
    assertThat(report(state, 0).get("cause").textValue()).isEqualTo(cause);
  }

  @Test
  void windows_that_a_person_ignored_are_evidence() {
    RunState state =
        Runs.nightly()
            .calendar(NIGHTS)
            .overriding(WindowCalendar.ALWAYS)
            .reason("certificate expires at noon")
            .wave("backends", List.of(), new WaveState.Released(), Workloads.skipped("cart"))
            .ended(new RunOutcome.Done())
            .state();

    assertThat(report(state, 0).get("reason").asText()).isEqualTo("certificate expires at noon");
    assertThat(report(state, 0).get("overriddenWindows").toString())
        .isEqualTo(
            """
            {"timeZone":"Europe/Madrid","windows":["Mon, Fri 23:00 to 05:00"],\
            "freezes":["Black Friday 2026-11-26 to 2026-11-30"]}\
            """);
  }
}
