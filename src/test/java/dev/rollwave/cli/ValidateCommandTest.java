package dev.rollwave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.process.ExitStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValidateCommandTest {
  private static final String SOUND =
      """
      apiVersion: rollwave.dev/v1
      kind: RestartPlan
      metadata: {name: nightly}
      spec:
        reason: Relieve the leak
        waves:
          - name: only
            workloads: [{kind: Deployment, namespace: shop, name: cart}]
      """;

  @TempDir Path directory;

  @Test
  void six_faults_are_told_at_once_each_with_its_place_and_mend() throws IOException {
    Path plan =
        Files.writeString(
            directory.resolve("plan.yaml"),
            """
            apiVersion: rollwave.dev/v1
            kind: RestartPlan
            metadata:
              name: nightly-leak-relief
            spec:
              reason: Relieve the session leak
              windows:
                - {days: [Mon, Tue], from: "23:00", to: "05:00"}
              cooldwon: 2m
              health: {soak: 30 seconds}
              waves:
                - name: caches
                  dependsOn: [frontend]
                  workloads:
                    - {kind: StatefulSet, namespace: shop, name: session-cache}
                - name: backends
                  dependsOn: [cachse]
                  workloads:
                    - {kind: Deployment, namespace: shop, selector: "tier in backend"}
                - name: frontend
                  dependsOn: [caches]
                  workloads:
                    - {kind: StatefulSet, namespace: shop, name: session-cache}
            """);

    Typed typed = Typed.rollwave("validate", plan.toString());

    assertThat(typed.out().replace(plan.toString(), "plan.yaml"))
        .isEqualTo(
            """
            plan.yaml:7:3: `windows` without a `timeZone`
                |   windows:
                |   ^
                fix: add `timeZone` to spec, such as `timeZone: Europe/Madrid`
            plan.yaml:9:3: `cooldwon` is not a key of spec
                |   cooldwon: 2m
                |   ^
                fix: write `cooldown`
            plan.yaml:10:18: `30 seconds` is not a duration
                |   health: {soak: 30 seconds}
                |                  ^
                fix: write it as `90s`, `10m`, `1h30m` or `7d`
            plan.yaml:13:19: waves wait for one another: caches -> frontend -> caches
                |       dependsOn: [frontend]
                |                   ^
                fix: take one of these out of a `dependsOn`
            plan.yaml:17:19: there is no wave `cachse`
                |       dependsOn: [cachse]
                |                   ^
                fix: write `caches`
            plan.yaml:19:57: `in` is not followed by values in parentheses
                |         - {kind: Deployment, namespace: shop, selector: "tier in backend"}
                |                                                         ^
                fix: write `in (a, b)`
            plan.yaml:23:11: shop/StatefulSet/session-cache is in wave caches (line 15) and in wave frontend
                |         - {kind: StatefulSet, namespace: shop, name: session-cache}
                |           ^
                fix: keep one of the two; a run restarts a workload at most once
            7 problems
            """);
    assertThat(typed.err()).isEmpty();
    assertThat(typed.status()).isEqualTo(ExitStatus.INVALID.code());
  }

  @Test
  void a_sound_plan_is_told_in_one_line() throws IOException {
    Path plan = Files.writeString(directory.resolve("plan.yaml"), SOUND);

    assertThat(Typed.rollwave("validate", plan.toString()))
        .isEqualTo(
            new Typed(0, "nightly: 1 wave, 1 workload by name; no windows, so always open\n", ""));
  }

  @ParameterizedTest
  @MethodSource("shippedPlans")
  void no_plan_that_is_shipped_is_warned_of(Path shipped) {
    Typed typed = Typed.rollwave("validate", shipped.toString());

    assertThat(typed.status()).as(typed.err()).isZero();
    assertThat(typed.out().lines()).as("a line that says what it is, and none beside").hasSize(1);
    assertThat(typed.out() + typed.err()).doesNotContain("warning");
  }

  private static Stream<Path> shippedPlans() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("config"))) {
      return files.sorted().toList().stream();
    }
  }

  @Test
  void a_warning_does_not_make_a_plan_unsound() throws IOException {
    Path plan =
        Files.writeString(
            directory.resolve("plan.yaml"),
            SOUND.replace(
                "  waves:", "  timeZone: Europe/Madrid\n  schedule: 30 2 * * *\n  waves:"));

    Typed typed = Typed.rollwave("validate", plan.toString());

    assertThat(typed.status()).isZero();
    assertThat(typed.out())
        .startsWith(plan + ":7:3: warning: the clocks of Europe/Madrid skip 02:30 on ")
        .endsWith("; no windows, so always open; schedule 30 2 * * * (Europe/Madrid)\n");
  }

  @Test
  void of_several_plans_one_faulty_one_decides() throws IOException {
    Path sound = Files.writeString(directory.resolve("sound.yaml"), SOUND);
    Path faulty = Files.writeString(directory.resolve("faulty.yaml"), "kind: RestartPlan\n");

    Typed typed = Typed.rollwave("validate", sound.toString(), faulty.toString(), sound.toString());

    assertThat(typed.status()).isEqualTo(ExitStatus.INVALID.code());
    assertThat(typed.out().lines().filter(line -> line.startsWith("nightly:"))).hasSize(2);
    assertThat(typed.out()).contains(faulty + ":1:1: the document has no `apiVersion`");
  }

  @Test
  void a_plan_is_read_from_standard_input() {
    InputStream real = System.in;
    try {
      System.setIn(new ByteArrayInputStream(SOUND.getBytes(StandardCharsets.UTF_8)));
      assertThat(Typed.rollwave("validate", "-").status()).isZero();
      System.setIn(new ByteArrayInputStream("a: b: c".getBytes(StandardCharsets.UTF_8)));
      assertThat(Typed.rollwave("validate", "-").out()).startsWith("<stdin>:1:5: this is not YAML");
    } finally {
      System.setIn(real);
    }
  }

  @Test
  void a_file_that_is_not_there_is_an_invalid_plan() {
    String missing = directory.resolve("none.yaml").toString();

    assertThat(Typed.rollwave("validate", missing))
        .isEqualTo(
            new Typed(
                2,
                missing
                    + ":1:1: the file cannot be read: there is no such file\n"
                    + "    fix: check the path and its permissions\n"
                    + "1 problem\n",
                ""));
  }

  @Test
  void a_name_that_no_file_system_takes_is_an_invalid_plan() {
    Typed typed = Typed.rollwave("validate", "a\0b");

    assertThat(typed.status()).isEqualTo(ExitStatus.INVALID.code());
    assertThat(typed.out()).startsWith("a\\u0000b:1:1: the file cannot be read");
  }

  @Test
  void what_a_terminal_would_obey_is_shown_and_not_obeyed() throws IOException {
    Path plan =
        Files.writeString(directory.resolve("plan.yaml"), SOUND.replace("only", "\"a\\e[31mb\""));

    assertThat(Typed.rollwave("validate", plan.toString()).out())
        .contains("`a\\u001b[31mb` is not a name")
        .doesNotContain("\u001b");
  }

  @Test
  void without_a_plan_the_usage_is_told() {
    Typed typed = Typed.rollwave("validate");

    assertThat(typed.status()).isEqualTo(ExitStatus.INVALID.code());
    assertThat(typed.err()).contains("Missing required parameter: 'PLAN'");
  }

  @Test
  void help_tells_the_exit_statuses_and_gives_examples() {
    assertThat(Typed.rollwave("validate", "--help").out())
        .contains("Usage: rollwave validate")
        .contains("2   a plan has a problem")
        .contains("rollwave validate nightly.yaml");
  }
}
