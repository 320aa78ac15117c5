package dev.rollwave.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollwave.cli.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearseAgainstTest {
  @TempDir private Path directory;
  private Path plan = Path.of("");
  private Path report = Path.of("");

  @BeforeEach
  void write_plan_and_report() throws IOException {
    plan =
        Files.writeString(
            directory.resolve("plan.yaml"),
            """
            apiVersion: rollwave.dev/v1
            kind: RestartPlan
            metadata: {name: nightly}
            spec:
              reason: Relieve the leak
              waves:
                - name: stores
                  workloads: [{kind: Deployment, namespace: shop, name: store}]
                - name: fronts
                  workloads:
                    - {kind: Deployment, namespace: shop, name: cart}
                    - {kind: Deployment, namespace: shop, name: web}
            """);
    // A run whose cart was slow has the form of a rehearsal of it, under its own kind.
    Typed really =
        rehearse("--start", "2026-11-26T01:00Z", "--slow", "shop/Deployment/cart=2m", "-o", "json");
    report =
        Files.writeString(
            directory.resolve("report.json"),
            really.out().replace("\"kind\" : \"Rehearsal\"", "\"kind\" : \"RunReport\""));
  }

  @Test
  void what_took_otherwise_than_expected_comes_first_with_the_difference() throws IOException {
    Typed typed = rehearse("--against", report.toString());

    assertThat(typed.status()).as(typed.err()).isZero();
    assertThat(typed.out())
        .contains("Rehearsal of nightly, from Thu 2026-11-26 01:00 Z")
        .containsPattern("Beside run \\S+ \\(Done\\): took 8m\\d\\ds, expected 3m\\d\\ds, \\+5m")
        .containsSubsequence("WAVE ", "stores ", "fronts ", "WORKLOAD ", "shop/Deployment/cart ")
        .containsPattern("shop/Deployment/store +Healthy +0s +0s +1m45s +1m45s +as expected");
    JsonNode against =
        new JsonMapper()
            .readTree(rehearse("--against", report.toString(), "-o", "json").out())
            .at("/rehearsal/against");
    assertThat(against.at("/workloads/0/ref").asText()).isEqualTo("shop/Deployment/cart");
    assertThat(against.at("/workloads/0/took/difference").asText()).startsWith("PT5M");
    assertThat(against.at("/waves/1/name").asText()).isEqualTo("fronts");
  }

  @Test
  void a_run_that_went_as_expected_is_said_to_and_its_last_wave_is_simply_healthy()
      throws IOException {
    Typed expected = rehearse("--start", "2026-11-26T01:00Z", "-o", "json");
    Files.writeString(
        report, expected.out().replace("\"kind\" : \"Rehearsal\"", "\"kind\" : \"RunReport\""));

    assertThat(rehearse("--against", report.toString()).out())
        .containsPattern("Beside run \\S+ \\(Done\\): took \\S+, expected \\S+, as expected\n")
        .containsPattern("fronts +(Released|Healthy) .* as expected\n")
        .doesNotContain("CoolingDown", "expected Healthy", "expected Released");
  }

  @Test
  void what_only_one_of_both_came_to_the_end_of_surprises_most() {
    Typed typed = rehearse("--against", report.toString(), "--fail", "shop/Deployment/web");

    assertThat(typed.out())
        .containsPattern("shop/Deployment/web +Healthy, expected Failed +1m.* - +-\n.*cart");
  }

  @Test
  void what_is_no_report_of_the_plan_is_wrong_usage() throws IOException {
    String sound = Files.readString(report);

    assertThat(complaintAt("{")).contains("not well-formed JSON");
    assertThat(complaintAt("[]")).contains("it is not a RunReport of rollwave.dev/report/v1");
    assertThat(complaintAt(sound.replace("\"plan\" : \"nightly\"", "\"plan\" : \"o\\u001bther\"")))
        .contains("it is of the plan o\\u001bther and not of nightly");
    assertThat(complaintAt(sound.replace("2026-11-26T01:00:00Z", "one o'clock")))
        .contains("an instant in it is not in RFC 3339");
    Files.delete(report);
    assertThat(rehearse("--against", report.toString()).err()).contains("there is no such file");
  }

  private String complaintAt(String text) throws IOException {
    Files.writeString(report, text);
    Typed typed = rehearse("--against", report.toString());
    assertThat(typed.status()).isEqualTo(2);
    return typed.err();
  }

  private Typed rehearse(String... options) {
    List<String> arguments = new ArrayList<>(List.of("rehearse", plan.toString()));
    arguments.addAll(List.of(options));
    return Typed.rollwave(arguments.toArray(String[]::new));
  }
}
