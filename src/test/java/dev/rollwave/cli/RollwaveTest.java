package dev.rollwave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

class RollwaveTest {

  @Test
  void a_fault_of_our_own_never_reads_as_a_failed_workload() throws Exception {
    StringWriter err = new StringWriter();
    CommandLine rollwave = Rollwave.commandLine();
    ParseResult parsed = rollwave.parseArgs("run", "plan.yaml");
    CommandLine run = parsed.subcommand().commandSpec().commandLine();
    run.setErr(new PrintWriter(err));

    int status =
        run.getExecutionExceptionHandler()
            .handleExecutionException(new IllegalStateException("never to happen"), run, parsed);

    assertThat(status).isEqualTo(ExitStatus.INCOMPLETE.code());
    assertThat(err.toString()).contains("a fault in Rollwave itself").contains("never to happen");
  }
}
