package dev.rollwave.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.Rollwave;
import dev.rollwave.cli.Typed;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
  @TempDir Path directory;

  @Test
  void a_plan_without_a_schedule_is_refused() throws IOException {
    Typed typed = serve(plan("nightly", "30 1 * * *"), plan("never", ""));

    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err()).contains("Plan never has no schedule");
    assertThat(typed.out()).doesNotContain("serving");
  }

  @Test
  void all_plans_are_checked_before_any_is_served() throws IOException {
    Typed typed = serve(plan("first", "61 1 * * *"), plan("second", "30 1 * * *"), "absent.yaml");

    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.out())
        .contains("`61` is not a valid minute")
        .contains("absent.yaml:1:1: ")
        .doesNotContain("serving");
  }

  @Test
  void two_plans_of_one_name_are_refused() throws IOException {
    Typed typed = serve(plan("nightly", "30 1 * * *"), plan("nightly", "30 2 * * *"));

    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err()).contains("Two of the plans are called nightly");
  }

  @Test
  @Timeout(60)
  void a_kubeconfig_that_no_run_could_use_is_refused_at_the_start_in_the_words_of_run()
      throws IOException {
    String plan = plan("nightly", "30 1 * * *");
    Path broken = Files.writeString(directory.resolve("broken"), "clusters: [");
    Path absent = directory.resolve("absent");

    for (Path kubeconfig : List.of(broken, absent)) {
      Told serve = told("serve", plan, "--kubeconfig", kubeconfig.toString());
      Told run = told("run", plan, "--yes", "--kubeconfig", kubeconfig.toString());

      assertThat(serve).isEqualTo(run);
      assertThat(serve.status()).isEqualTo(kubeconfig.equals(broken) ? 3 : 6);
      assertThat(serve.words()).contains(kubeconfig.getFileName().toString());
    }
  }

  /** What a process of its own says, and leaves with. */
  private record Told(int status, String words) {}

  private Told told(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Rollwave.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Told(process.onExit().join().exitValue(), words);
  }

  @Test
  @Timeout(60)
  void sigterm_ends_it_with_0_when_no_run_is_under_way() throws Exception {
    Process serve = process("2026-11-20T12:00:00Z", plan("nightly", "30 1 * * *"));
    List<String> lines = linesUntil(serve, "serving");

    assertThat(serve.toHandle().destroy()).as("SIGTERM was sent").isTrue();

    lines.addAll(linesUntil(serve, "stopped"));
    assertThat(serve.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(serve.exitValue()).isZero();
    assertThat(String.join("\n", lines))
        .contains("plan/nightly")
        .containsPattern("next=\"\\w+ \\d{4}-\\d\\d-\\d\\d 01:30 Europe/Madrid\"")
        .contains("stopping")
        .doesNotContain("starting");
  }

  @Test
  @Timeout(60)
  void sigterm_interrupts_a_run_under_way_and_ends_with_7() throws Exception {
    Process serve = process("2026-11-20T00:29:30Z", plan("nightly", "30 1 * * *"));
    List<String> lines = linesUntil(serve, "starting");

    assertThat(serve.toHandle().destroy()).as("SIGTERM was sent").isTrue();

    lines.addAll(linesUntil(serve, "stopped"));
    assertThat(serve.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(serve.exitValue()).isEqualTo(7);
    assertThat(String.join("\n", lines)).containsSubsequence("starting", "served", "exit=7");
  }

  private static Typed serve(String... plans) {
    return Typed.rollwave(
        Stream.concat(Stream.of("serve"), Stream.of(plans)).toArray(String[]::new));
  }

  private static Process process(String now, String plan) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ServeProcess.class.getName(),
            now,
            plan)
        .redirectErrorStream(true)
        .start();
  }

  /** What the process prints, up to and with the first line that has {@code word}. */
  private static List<String> linesUntil(Process process, String word) throws IOException {
    List<String> lines = new ArrayList<>();
    BufferedReader reader = process.inputReader();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      lines.add(line);
      if (line.contains(word)) {
        return lines;
      }
    }
    throw new AssertionError("no line with `" + word + "` in " + lines);
  }

  private String plan(String name, String cron) throws IOException {
    return Files.writeString(
            directory.resolve(name + cron.hashCode() + ".yaml"),
            """
            apiVersion: rollwave.dev/v1
            kind: RestartPlan
            metadata: {name: %s}
            spec:
              reason: Relieve the leak
              timeZone: Europe/Madrid
              %s
              waves:
                - name: only
                  workloads: [{kind: Deployment, namespace: shop, name: cart}]
            """
                .formatted(name, cron.isEmpty() ? "" : "schedule: \"" + cron + "\""))
        .toString();
  }
}
