package dev.rollwave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.process.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphCommandTest {
  @TempDir Path directory;
  private String plan = "";

  @BeforeEach
  void writePlan() throws IOException {
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
                    - name: end
                      workloads: [{kind: StatefulSet, namespace: shop, name: cache}]
                    - name: backends
                      workloads: [{kind: Deployment, namespace: shop, selector: "gen>2,a in (b)"}]
                    - name: beside
                      dependsOn: []
                      workloads: [{kind: DaemonSet, namespace: jobs, name: spooler}]
                """)
            .toString();
  }

  @Test
  void waves_are_drawn_as_Mermaid_unless_told_otherwise() {
    assertThat(Typed.rollwave("graph", plan))
        .isEqualTo(
            new Typed(
                0,
                """
                ---
                title: "nightly"
                ---
                flowchart LR
                  w1["end<br/>shop/StatefulSet/cache"]
                  w2["backends<br/>shop/Deployment gen#62;2,a in (b)"]
                  w3["beside<br/>jobs/DaemonSet/spooler"]
                  w1 --> w2
                """,
                ""));
  }

  @Test
  void waves_are_drawn_for_Graphviz() {
    assertThat(Typed.rollwave("graph", plan, "--format", "dot"))
        .isEqualTo(
            new Typed(
                0,
                """
                digraph "nightly" {
                  rankdir=LR;
                  node [shape=box];
                  w1 [label="end\\nshop/StatefulSet/cache"];
                  w2 [label="backends\\nshop/Deployment gen>2,a in (b)"];
                  w3 [label="beside\\njobs/DaemonSet/spooler"];
                  w1 -> w2;
                }
                """,
                ""));
  }

  @Test
  void a_faulty_plan_leaves_standard_output_empty() throws IOException {
    Files.writeString(Path.of(plan), "kind: RestartPlan\n");

    Typed typed = Typed.rollwave("graph", plan);

    assertThat(typed.status()).isEqualTo(ExitStatus.INVALID.code());
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err()).contains("the document has no `spec`");
  }

  @Test
  void an_unknown_format_is_wrong_usage() {
    Typed typed = Typed.rollwave("graph", plan, "--format", "png");

    assertThat(typed.status()).isEqualTo(ExitStatus.INVALID.code());
    assertThat(typed.err()).contains("mermaid").contains("dot");
  }
}
