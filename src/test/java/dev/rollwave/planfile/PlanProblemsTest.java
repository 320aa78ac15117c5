package dev.rollwave.planfile;

import static dev.rollwave.planfile.Documents.problems;
import static dev.rollwave.planfile.Documents.withSpec;
import static dev.rollwave.planfile.Documents.withWaves;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanProblemsTest {

  /** Lines added to spec begin in line 6, at column 3. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '~',
      textBlock =
          """
          cooldwon: 5m                => 6:3: `cooldwon` is not a key of spec | write `cooldown`
          maxInFlight: 4              => 6:3: `maxInFlight` is not a key of spec | it is a key of throttle
          colour: red                 => 6:3: `colour` is not a key of spec | remove it; the keys here are reason, waves, timeZone, schedule, windows, freezes, throttle, cooldown, health, onFailure, resumeWithin, stateNamespace
          cooldown: 5 minutes         => 6:13: `5 minutes` is not a duration | write it as `90s`, `10m`, `1h30m` or `7d`
          cooldown: 90                => 6:13: `90` is a duration without a unit | write `90s` for seconds
          cooldown: -5m               => 6:13: `-5m` is a negative duration | leave the minus out
          cooldown: PT-5M             => 6:13: `PT-5M` is a negative duration | leave the minus out
          cooldown: P1Y               => 6:13: `P1Y` is not an ISO 8601 duration | write it as `90s`, `10m`, `1h30m` or `7d`
          cooldown: 400d              => 6:13: `400d` is longer than a year | write at most `366d`
          cooldown:                   => 6:3: `cooldown` has no value | give it one, or remove the key
          cooldown: [5m]              => 6:13: `cooldown` is a list, not a single value | write one value after the colon
          onFailure: stop             => 6:14: `stop` is not halt or continue | write halt or continue
          onFailure: contineu         => 6:14: `contineu` is not halt or continue | write `continue`
          throttle: 4                 => 6:13: throttle is a single value, not a mapping | write its keys below it: maxInFlight, minInterval
          throttle: {maxInFlight: 0}  => 6:27: `0` is not a whole number from 1 up | write a number such as 4, unquoted
          throttle: {maxInFlight: 2.5} => 6:27: `2.5` is not a whole number from 1 up | write a number such as 4, unquoted
          throttle: {maxInFlight: "4"} => 6:27: `4` is not a whole number from 1 up | write a number such as 4, unquoted
          throttle: {maxInFlight: 99999999999} => 6:27: `99999999999` is not a whole number from 1 up | write a number such as 4, unquoted
          health: {timeout: 0s}       => 6:21: a timeout of 0 fails every rollout | write a timeout such as `10m`
          health: {timeout: 5m, total: 4m} => 6:32: a rollout may stand still for 5m, and take only 4m in all | write a total that is as long as the timeout or longer, or a shorter timeout
          health: {onForeignChange: ignore} => 6:29: `ignore` is not wait or fail | write wait or fail
          stateNamespace: Rollwave    => 6:19: `Rollwave` is not a name that Kubernetes allows | write `rollwave`
          stateNamespace: team/rollwave => 6:19: `team/rollwave` is not a name that Kubernetes allows | write `team-rollwave`
          stateNamespace:             => 6:3: `stateNamespace` has no value | give it one, or remove the key
          stateNamespace: {name: rollwave} => 6:19: `stateNamespace` is a mapping, not a single value | write one value after the colon
          namespace: rollwave         => 6:3: `namespace` is not a key of spec | it is a key of a workload
          timeZone: Europe/Madird     => 6:13: `Europe/Madird` is not an IANA time zone | write `Europe/Madrid`
          timeZone: +02:00            => 6:13: `+02:00` is not an IANA time zone | write the name of a place, such as `Europe/Madrid`, which knows its daylight saving, or `Etc/GMT-2` for this very offset: the sign of these names is inverted
          schedule: "30 1 * * 1-5"    => 6:3: `schedule` without a `timeZone` | add `timeZone` to spec, such as `timeZone: Europe/Madrid`
          windows: [{from: 23:00, to: 05:00}] => 6:3: `windows` without a `timeZone` | add `timeZone` to spec, such as `timeZone: Europe/Madrid`
          freezes: [{name: x, from: 2026-01-01, to: 2026-01-01}] => 6:3: `freezes` without a `timeZone` | add `timeZone` to spec, such as `timeZone: Europe/Madrid`
          windows: 23:00-05:00        => 6:3: `windows` without a `timeZone` | add `timeZone` to spec, such as `timeZone: Europe/Madrid` && 6:12: `windows` is a single value, not a list | write it as a list: `[a, b]`, or a line with `- ` for each entry
          """)
  void a_fault_in_spec_is_told_with_its_position_and_fix(String line, String expected) {
    List<String> told = problems(withSpec(line));

    assertThat(told).containsExactly(expected.split(" && "));
  }

  /** Times are below a zone, in line 7, at column 12 of the document. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '~',
      textBlock =
          """
          windows: [{from: 23:00, to: 23:00}]  => 7:31: the window closes at the time at which it opens | write another time; a whole day is from "00:00" to "24:00"
          windows: [{from: 24:00, to: 05:00}]  => 7:20: a window opens at "24:00" | write "00:00" and the next day
          windows: [{from: 9:00, to: "17:60"}] => 7:20: `9:00` is not a time of day | write it as `HH:mm`, such as "23:00" && 7:30: `17:60` is not a time of day | write it as `HH:mm`, such as "23:00"
          windows: [{days: [Mon, Tus], from: 01:00, to: 02:00}] => 7:26: `Tus` is not a day of the week | write `Tue`
          windows: [{days: [Mon, monday], from: 01:00, to: 02:00}] => 7:26: `Mon` is named twice | remove one of the two
          windows: [{days: [], from: 01:00, to: 02:00}] => 7:14: the window opens on no day | name a day, or remove `days` for every day
          windows: [{days: Mon, from: 01:00, to: 02:00}] => 7:20: `days` is a single value, not a list | write it as a list: `[a, b]`, or a line with `- ` for each entry
          windows: [{days: [[Mon]], from: 01:00, to: 02:00}] => 7:21: an entry of `days` is a list | each entry is a single value
          windows: [{}]                        => 7:13: a weekly window has no `from` | add `from` && 7:13: a weekly window has no `to` | add `to`
          windows: [{cron: "0 1 * * *"}]       => 7:13: a cron window has no `duration` | add `duration`
          windows: [{crom: "0 1 * * *", duration: 2h}] => 7:14: `crom` is not a key of a cron window | write `cron`
          windows: [{cron: "0 1 * * *", duration: 8d}] => 7:43: a window lasts longer than 7 days | write at most `7d`
          windows: [{cron: "0 1 * * *", duration: 0s}] => 7:43: a window of no duration never opens | write a duration such as `6h`
          windows: [{cron: "0 1 * * *", duration: 2h, from: 01:00}] => 7:47: `from` is not a key of a cron window | it is a key of a weekly window and of a freeze
          freezes: [{name: x, from: 2026-12-31, to: 2026-12-01}] => 7:45: the freeze ends before it begins | swap the two dates, or correct the year
          freezes: [{name: x, from: 2026-02-30, to: 2026-12-01}] => 7:29: `2026-02-30` is not a date | write it as yyyy-MM-dd, such as 2026-11-26
          freezes: [{name: " ", from: 2026-02-20, to: 2026-12-01}] => 7:20: `name` is blank | say it in a few words
          freezes: [{from: 2026-02-20, to: 26-12-01}] => 7:13: a freeze has no `name` | add `name` && 7:36: `26-12-01` is not a date | write it as yyyy-MM-dd, such as 2026-11-26
          """)
  void a_fault_in_a_time_is_told_with_its_position_and_fix(String line, String expected) {
    List<String> told = problems(withSpec("timeZone: Europe/Madrid\n" + line));

    assertThat(told).containsExactly(expected.split(" && "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"30 1 * * 1-5", "0 0 ? * ?", "0 1 1 JAN MON-FRI", "*/15 0-5 * * 7", "@daily"})
  void a_schedule_is_what_a_CronJob_takes(String cron) {
    assertThat(problems(withSpec("timeZone: UTC\nschedule: '" + cron + "'"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "61 1 * * *",
        "30 1 * *",
        "0 30 1 * * 1",
        "@every 1h",
        "TZ=UTC 0 1 * * *",
        "0 0 31 2 *",
        "nightly",
        " "
      })
  void a_schedule_that_does_not_parse_is_told(String cron) {
    assertThat(problems(withSpec("timeZone: UTC\nschedule: '" + cron + "'")))
        .singleElement()
        .asString()
        .startsWith("7:13: `" + cron + "` is not a cron expression: ")
        .endsWith(
            " | write minute, hour, day of month, month, day of week, such as \"30 1 * * 1-5\"");
  }

  /** A workload stands alone in the one wave, in line 9, from column 11. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '~',
      textBlock =
          """
          {kind: deploy, namespace: n, name: a}        => 9:18: `deploy` is not a kind of workload that can be restarted | write `Deployment`
          {kind: Statefulset, namespace: n, name: a}   => 9:18: `Statefulset` is not a kind of workload that can be restarted | write `StatefulSet`
          {kind: Job, namespace: n, name: a}           => 9:18: `Job` is not a kind of workload that can be restarted | write one of Deployment, StatefulSet, DaemonSet
          {kind: Deployment, namespace: N_1, name: a}  => 9:41: `N_1` is not a name that Kubernetes allows | write `n-1`
          {kind: Deployment, namespace: n, name: a..b} => 9:50: `a..b` is not the name of a workload | use lower-case letters, digits, `-` and `.`, with a letter or digit at both ends
          {kind: Deployment, namespace: n}             => 9:11: a workload has neither `name` nor `selector` | add exactly one of the two
          {kind: Deployment, namespace: n, name: a, selector: b} => 9:53: a workload has both `name` and `selector` | keep exactly one of the two
          {kind: Deployment, namespace: n, nam: a}     => 9:44: `nam` is not a key of a workload | write `name`
          {kind: Deployment, namspace: n, name: a}     => 9:30: `namspace` is not a key of a workload | write `namespace`
          {kind: Deployment, name: a}                  => 9:11: a workload has no `namespace` | add `namespace`
          {kind: Deployment, namespace: n, selector: "app=a b"} => 9:54: `a b` is not the value of a label | a value is letters, digits, `-`, `_`, `.`, at most 63, a letter or digit at both ends
          cart                                         => 9:11: a workload is a single value, not a mapping | write its keys below it: kind, namespace, name, selector
          """)
  void a_fault_in_a_workload_is_told_with_its_position_and_fix(String workload, String expected) {
    List<String> told = problems(withWaves("- name: only\n  workloads:\n    - " + workload));

    assertThat(told).containsExactly(expected);
  }

  @Test
  void an_unknown_dependency_is_told_with_the_nearest_wave() {
    assertThat(
            problems(
                withWaves(
                    """
                    - name: caches
                      workloads: [{kind: Deployment, namespace: n, name: a}]
                    - name: backends
                      dependsOn: [cahces, warehouse, backend]
                      workloads: [{kind: Deployment, namespace: n, name: b}]
                    """)))
        .containsExactly(
            "10:19: there is no wave `cahces` | write `caches`",
            "10:27: there is no wave `warehouse` | name a wave of this plan, or add that wave",
            "10:38: there is no wave `backend` | name a wave of this plan, or add that wave");
  }

  @Test
  void a_cycle_is_told_as_a_path_and_each_cycle_once() {
    assertThat(
            problems(
                withWaves(
                    """
                    - {name: a, dependsOn: [c], workloads: [{kind: Deployment, namespace: n, name: a}]}
                    - {name: b, dependsOn: [a], workloads: [{kind: Deployment, namespace: n, name: b}]}
                    - {name: c, workloads: [{kind: Deployment, namespace: n, name: c}]}
                    - {name: d, dependsOn: [d], workloads: [{kind: Deployment, namespace: n, name: d}]}
                    """)))
        .containsExactly(
            "7:29: waves wait for one another: a -> c -> b -> a"
                + " | take one of these out of a `dependsOn`",
            "10:29: waves wait for one another: d -> d"
                + " | take one of these out of a `dependsOn`");
  }

  @Test
  void of_a_long_cycle_the_middle_is_counted() {
    String chain = waves(30).replaceFirst("name: w0,", "name: w0, dependsOn: [w29],");

    assertThat(problems(withWaves(chain)))
        .singleElement()
        .asString()
        .contains(": w0 -> w29 -> w28 -> ")
        .contains(" -> w13 -> (11 more) -> w1 -> w0 | ");
  }

  @Test
  void two_waves_of_one_name_are_told() {
    assertThat(
            problems(
                withWaves(
                    """
                    - {name: a, workloads: [{kind: Deployment, namespace: n, name: a}]}
                    - {name: a, workloads: [{kind: Deployment, namespace: n, name: b}]}
                    """)))
        .containsExactly(
            "8:8: two waves are called `a`, the first in line 7"
                + " | give each wave a name of its own");
  }

  @Test
  void a_workload_that_is_named_twice_is_told() {
    String fix = " | keep one of the two; a run restarts a workload at most once";
    assertThat(
            problems(
                withWaves(
                    """
                    - name: a
                      workloads:
                        - {kind: Deployment, namespace: n, name: x}
                        - {kind: Deployment, namespace: n, name: x}
                        - {kind: DaemonSet, namespace: n, name: x}
                        - {kind: Deployment, namespace: n, selector: app=x}
                    - name: b
                      workloads:
                        - {kind: Deployment, namespace: n, name: x}
                        - {kind: Deployment, namespace: n, selector: app=x}
                    """)))
        .containsExactly(
            "10:11: n/Deployment/x is twice in wave a" + fix,
            "15:11: n/Deployment/x is in wave a (line 9) and in wave b" + fix,
            "16:11: n/Deployment with `app=x` is in wave a (line 12) and in wave b" + fix);
  }

  @Test
  void a_wave_without_workloads_is_told() {
    assertThat(problems(withWaves("- {name: a, workloads: []}\n- {name: b}\n")))
        .containsExactly(
            "7:17: wave a has no workloads | name a workload, or remove the wave",
            "8:7: a wave has no `workloads` | add `workloads`");
  }

  @Test
  void a_throttle_of_a_wave_may_only_be_tighter_than_the_plans() {
    String document =
        """
        apiVersion: rollwave.dev/v1
        kind: RestartPlan
        metadata: {name: nightly}
        spec:
          reason: Relieve the leak
          throttle: {maxInFlight: 4, minInterval: 5s}
          waves:
            - name: tighter
              throttle: {maxInFlight: 4, minInterval: 5s}
              workloads: [{kind: Deployment, namespace: n, name: a}]
            - name: looser
              throttle: {maxInFlight: 5, minInterval: 4s}
              workloads: [{kind: Deployment, namespace: n, name: b}]
            - name: partly
              throttle: {maxInFlight: 1}
              workloads: [{kind: Deployment, namespace: n, name: c}]
        """;

    assertThat(problems(document))
        .containsExactly(
            "12:31: the wave allows 5 in flight, the plan only 4"
                + " | write 4 or less; a wave may only tighten the plan's throttle",
            "12:47: the wave's minInterval is shorter than the plan's | write the plan's or a"
                + " longer one; a wave may only tighten the plan's throttle");
  }

  @Test
  void everything_that_is_required_and_missing_is_told_at_once() {
    assertThat(problems("metadata: {}\nspec: {}\n"))
        .containsExactly(
            "1:1: the document has no `apiVersion` | add `apiVersion`",
            "1:1: the document has no `kind` | add `kind`",
            "1:11: metadata has no `name` | add `name`",
            "2:7: spec has no `reason` | add `reason`",
            "2:7: spec has no `waves` | add `waves`");
  }

  @Test
  void another_kind_of_document_is_told() {
    assertThat(problems(withSpec("").replace("RestartPlan", "Deployment").replace("/v1", "/v2")))
        .containsExactly(
            "1:13: `rollwave.dev/v2` is not understood here | write `rollwave.dev/v1`",
            "2:7: `Deployment` is not understood here | write `RestartPlan`");
  }

  @Test
  void a_plan_without_waves_is_told() {
    assertThat(
            problems(
                """
                apiVersion: rollwave.dev/v1
                kind: RestartPlan
                metadata: {name: nightly}
                spec: {reason: Relieve the leak, waves: []}
                """))
        .containsExactly("4:34: the plan has no waves | add a wave with a workload");
  }

  @Test
  void a_reason_is_neither_blank_nor_endless() {
    assertThat(problems(withSpec("").replace("Relieve the leak", "' '")))
        .containsExactly("5:11: `reason` is blank | say it in a few words");
    assertThat(problems(withSpec("").replace("Relieve the leak", "x".repeat(1_001))))
        .containsExactly(
            "5:11: `reason` has more than 1000 characters"
                + " | shorten it; it is written on every workload");
  }

  @Test
  void a_plan_has_at_most_a_thousand_waves() {
    assertThat(problems(withWaves(waves(1_000)))).isEmpty();
    assertThat(problems(withWaves(waves(1_001))))
        .containsExactly(
            "1007:7: the plan has more than 1000 waves"
                + " | put workloads that may restart together into one wave, or split the plan");
  }

  private static String waves(int number) {
    return IntStream.range(0, number)
        .mapToObj(i ->
            "- {name: w%d, workloads: [{kind: DaemonSet, namespace: n, name: d%d}]}"
                .formatted(i, i))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void a_plan_names_at_most_twenty_thousand_workloads() {
    String document = withWaves("REPLACED");

    assertThat(problems(document.replace("REPLACED", workloads(20_000)))).isEmpty();
    assertThat(problems(document.replace("REPLACED", workloads(20_001))))
        .containsExactly(
            "20008:1: the plan names more than 20000 workloads"
                + " | use selectors, or split the plan");
  }

  private static String workloads(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> "\n{kind: DaemonSet,namespace: n,name: d%d}".formatted(i))
        .collect(Collectors.joining(",", "- {name: w, workloads: [", "]}"));
  }
}
