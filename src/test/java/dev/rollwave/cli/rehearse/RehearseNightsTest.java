package dev.rollwave.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollwave.cli.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows that close, processes that are killed, API servers out of reach. */
class RehearseNightsTest {
  @TempDir private Path directory;
  private Path plan = Path.of("");

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
              windows: [{days: [Mon, Tue, Wed, Thu, Fri, Sat, Sun], from: "01:00", to: "01:03"}]
              cooldown: 1m
              throttle: {maxInFlight: 1}
              health: {soak: 0s}
              waves:
                - name: stores
                  workloads: [{kind: Deployment, namespace: shop, name: store}]
                - name: backends
                  workloads:
                    - {kind: Deployment, namespace: shop, name: cart}
                    - {kind: Deployment, namespace: shop, name: offers}
                - name: front
                  workloads: [{kind: Deployment, namespace: shop, name: web}]
            """);
  }

  @Test
  void a_run_that_does_not_fit_goes_on_when_the_next_window_opens() throws IOException {
    Typed typed = rehearse();

    assertThat(typed.status()).isZero();
    assertThat(typed.out())
        .contains("does not fit, 2 workloads left when it closes")
        .containsSubsequence(
            "Thu 01:00:00  begins",
            "Thu 01:03:00  the window closes",
            "leaves with 4, 2 of 4 workloads healthy",
            "Fri 01:00:00  the window opens; the next process continues the run",
            "leaves with 0, 4 of 4 workloads healthy")
        .containsPattern(
            "Fri 01:00:00 +shop/Deployment/offers, .*; when the next process continued")
        .contains("a run would leave with 4: incomplete")
        .contains("the last process of it with 0: done");
    JsonNode report = json();
    assertThat(report.at("/outcome").asText()).isEqualTo("Done");
    assertThat(report.at("/rehearsal/processes/0/exitStatus").asInt()).isEqualTo(4);
    assertThat(report.at("/rehearsal/processes/0/left").asInt()).isEqualTo(2);
    assertThat(report.at("/rehearsal/processes/1/exitStatus").asInt()).isZero();
    assertThat(report.at("/waves/1/readyAt").asText())
        .isEqualTo(report.at("/waves/1/startedAt").asText());
  }

  @Test
  void a_run_is_not_gone_on_with_later_than_the_plan_allows() throws IOException {
    Files.writeString(
        plan, Files.readString(plan).replace("  cooldown", "  resumeWithin: 12h\n  cooldown"));

    assertThat(json().at("/rehearsal/processes")).hasSize(1);
    assertThat(json().at("/outcome").asText()).isEqualTo("Incomplete");
    Typed typed = rehearse();
    assertThat(typed.status()).isZero();
    assertThat(typed.out())
        .contains(
            "opens again Fri 2026-11-27 01:00 Europe/Madrid, when the run is no longer continued"
                + " (resumeWithin, until Thu 2026-11-26 13:03 Europe/Madrid):"
                + " a new one restarts every workload again");
    assertThat(typed.err())
        .contains("warning: `12h` is too short")
        .contains("^")
        .contains("fix: remove `resumeWithin`");
  }

  @Test
  void over_a_week_a_run_is_continued_where_the_plan_leaves_it_to_its_windows() throws IOException {
    Files.writeString(
        plan, Files.readString(plan).replace("[Mon, Tue, Wed, Thu, Fri, Sat, Sun]", "[Thu]"));

    Typed typed = rehearse();

    assertThat(typed.err()).isEmpty();
    assertThat(typed.out())
        .contains(
            "opens again Thu 2026-12-03 01:00 Europe/Madrid, when the run is continued"
                + " (resumeWithin, until Thu 2026-12-10 01:03 Europe/Madrid)")
        .contains("the last process of it with 0: done");
    assertThat(json().at("/outcome").asText()).isEqualTo("Done");
  }

  @Test
  void a_run_whose_process_is_killed_is_gone_on_with_and_restarts_nothing_twice()
      throws IOException {
    Typed typed = rehearse("--kill-at", "01:00:20");

    assertThat(typed.out())
        .containsSubsequence(
            "Thu 01:00:20  killed, 0 of 4 workloads healthy",
            "Thu 01:00:50  a fresh process continues the run",
            "leaves with 0, 4 of 4 workloads healthy");
    JsonNode killed = json("--kill-at", "01:00:20");
    assertThat(killed.at("/rehearsal/processes/0/killed").asBoolean()).isTrue();
    assertThat(killed.at("/waves/0/workloads/0/stamp"))
        .isEqualTo(json().at("/waves/0/workloads/0/stamp"));
    assertThat(killed.at("/waves/0/workloads/0/generation").asInt()).isEqualTo(2);
  }

  @Test
  void nothing_is_started_while_the_api_server_is_out_of_reach() {
    Typed typed = rehearse("--outage", "01:01-01:02:30");

    assertThat(typed.out())
        .containsSubsequence(
            "Thu 01:01:00  the API server is out of reach",
            "Thu 01:02:30  the API server answers again")
        .containsPattern("shop/Deployment/store +Healthy +Thu 01:00:00 +Thu 01:02:45");
  }

  @Test
  void what_goes_wrong_plays_the_same_each_time() {
    String[] injectedFaults = {"--outage", "01:00:30-01:01", "--kill-at", "01:01:10", "-o", "json"};

    assertThat(rehearse(injectedFaults)).isEqualTo(rehearse(injectedFaults));
  }

  @Test
  void many_seeds_tell_how_long_it_takes_and_how_likely_it_fits() throws IOException {
    Typed typed = rehearse("--runs", "40");

    assertThat(typed.status()).as(typed.err()).isZero();
    assertThat(typed.out())
        .contains("40 times from Thu 2026-11-26 01:00 Europe/Madrid, seeds 1 to 40")
        .contains(
            "window     open until Thu 2026-11-26 01:03 Europe/Madrid: 0.0 % are done by then")
        .contains("exit       4 in 100.0 %")
        .containsPattern("shop/Deployment/store +100.0 %");
    assertThat(rehearse("--runs", "40")).isEqualTo(typed);
    JsonNode json = json("--runs", "40", "--seed", "9");
    assertThat(json.at("/kind").asText()).isEqualTo("RehearsalDistribution");
    assertThat(json.at("/firstSeed").asInt()).isEqualTo(9);
    Duration p50 = Duration.parse(json.at("/length/p50").asText());
    assertThat(p50).isGreaterThan(Duration.parse(json.at("/length/least").asText()));
    assertThat(p50).isLessThan(Duration.parse(json.at("/length/p95").asText()));
  }

  @Test
  void a_window_that_is_nearly_long_enough_has_a_chance() throws IOException {
    Files.writeString(plan, Files.readString(plan).replace("01:03", "01:07"));

    double chance = json("--runs", "60").at("/doneInsideWindow").asDouble();

    assertThat(chance).isGreaterThan(0).isLessThan(1);
  }

  @Test
  void times_that_are_none_are_wrong_usage() {
    assertThat(rehearse("--outage", "01:10").err()).contains("not an interval such as 01:10-01:14");
    assertThat(rehearse("--outage", "01:10-soon").status()).isEqualTo(2);
    assertThat(rehearse("--runs", "0").status()).isEqualTo(2);
    assertThat(rehearse("--kill-at", "25:00").err()).contains("not a time of day such as 01:20");
  }

  private JsonNode json(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-o", "json"));
    return new JsonMapper().readTree(rehearse(arguments.toArray(String[]::new)).out());
  }

  private Typed rehearse(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("rehearse", plan.toString(), "--start", "2026-11-26T01:00"));
    arguments.addAll(List.of(options));
    return Typed.rollwave(arguments.toArray(String[]::new));
  }
}
