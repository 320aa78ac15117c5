package dev.rollwave.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.Typed;
import dev.rollwave.cli.options.ClusterOptions;
import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.cli.site.QuietSite;
import dev.rollwave.cli.site.Site;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.record.PlanRecordStore;
import dev.rollwave.simulation.SimulatedRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Where a plan's lock and record are looked for. */
class StateNamespaceTest {
  private static final String PLAN =
      """
      apiVersion: rollwave.dev/v1
      kind: RestartPlan
      metadata: {name: nightly}
      spec:
        reason: a test
        timeZone: UTC
        schedule: "30 1 * * *"
        stateNamespace: rollwave
        waves:
          - name: only
            workloads: [{kind: Deployment, namespace: shop, name: cart}]
      """;

  @TempDir private Path folder;
  private String planned = "";
  private String unplanned = "";

  /** What the site that a command opened was asked for. */
  private Optional<String> opened = Optional.empty();

  @BeforeEach
  void write() throws IOException {
    planned = Files.writeString(folder.resolve("planned.yaml"), PLAN).toString();
    unplanned =
        Files.writeString(
                folder.resolve("unplanned.yaml"),
                PLAN.replace("  stateNamespace: rollwave\n", "").replace("nightly", "other"))
            .toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "run --dry-run",
        "status",
        "history",
        "pause --reason x",
        "resume --reason x",
        "cancel --reason x",
        "serve"
      })
  void an_option_that_contradicts_the_plan_is_wrong_usage_told_with_both_namespaces(
      String command) {
    Typed typed = typed(command, planned, "--state-namespace", "laptop");

    assertThat(typed.status()).isEqualTo(ExitStatus.INVALID.code());
    assertThat(typed.err())
        .contains(
            "--state-namespace laptop contradicts the plan nightly, whose stateNamespace is"
                + " rollwave: leave the option out, or change the plan for all who run it.");
  }

  @Test
  void one_of_several_served_plans_that_is_contradicted_is_enough() {
    Typed typed = typed("serve", unplanned, planned, "--state-namespace", "laptop");

    assertThat(typed.status()).isEqualTo(ExitStatus.INVALID.code());
    assertThat(typed.err()).contains("contradicts the plan nightly");
  }

  static Stream<Callee> callees() {
    return Stream.of(
        new Callee("status", StatusCommand::new),
        new Callee("history", HistoryCommand::new),
        new Callee("pause", InstructionCommand.Pause::new),
        new Callee("resume", InstructionCommand.Resume::new),
        new Callee("cancel", InstructionCommand.Cancel::new));
  }

  @ParameterizedTest
  @MethodSource("callees")
  void the_plans_namespace_is_gone_by_wherever_the_plan_is_given(Callee callee) {
    callee.call(this::open, planned);
    assertThat(opened).contains("rollwave");

    callee.call(this::open, planned, "--state-namespace", "rollwave");
    assertThat(opened).as("the option says the same").contains("rollwave");
  }

  @ParameterizedTest
  @MethodSource("callees")
  void the_option_is_for_a_plan_that_does_not_say_and_for_a_name_alone(Callee callee) {
    callee.call(this::open, unplanned, "--state-namespace", "laptop");
    assertThat(opened).contains("laptop");

    callee.call(this::open, "nightly", "--state-namespace", "laptop");
    assertThat(opened).contains("laptop");

    callee.call(this::open, unplanned);
    assertThat(opened).as("the namespace of the connection").isEmpty();
  }

  private static Typed typed(String command, String... more) {
    return Typed.rollwave(
        Stream.concat(Stream.of(command.split(" ")), Stream.of(more)).toArray(String[]::new));
  }

  private Site open(ClusterOptions options, Optional<String> stateNamespace) {
    opened = stateNamespace;
    return new EmptySite();
  }

  /**
   * A command that looks at a record.
   *
   * @param name as it is typed
   * @param making the command, for a site to look at
   */
  record Callee(String name, Making making) {
    /** How it is made. */
    interface Making {
      Object with(Site.Opening opening);
    }

    void call(Site.Opening opening, String... arguments) {
      Object command = making.with(opening);
      Stream<String> reason =
          command instanceof InstructionCommand ? Stream.of("--reason", "x") : Stream.of();
      int status =
          new CommandLine(command)
              .setCaseInsensitiveEnumValuesAllowed(true)
              .execute(Stream.concat(Stream.of(arguments), reason).toArray(String[]::new));
      assertThat(status)
          .as(name)
          .isEqualTo(
              command instanceof InstructionCommand || arguments[0].equals("nightly")
                  ? ExitStatus.REFUSED.code()
                  : ExitStatus.DONE.code());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A place where no plan was ever run. */
  private static final class EmptySite implements QuietSite {
    @Override
    public Cluster cluster() {
      throw new AssertionError("nothing is to be asked of the cluster");
    }

    @Override
    public RunLock lock() {
      throw new AssertionError("nothing is to be locked");
    }

    @Override
    public PlanRecordStore records() {
      return new SimulatedRecords();
    }

    @Override
    public String stateNamespace() {
      return "default";
    }

    @Override
    public void close() {}
  }
}
