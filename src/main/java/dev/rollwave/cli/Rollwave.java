package dev.rollwave.cli;

import dev.rollwave.cli.process.Build;
import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.cli.process.Version;
import dev.rollwave.console.PlainAnswer;
import dev.rollwave.kubernetes.config.FirstHello;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code rollwave}; {@link Subcommands} are classes of their own. */
@Command(
    name = "rollwave",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = CommandLine.ScopeType.INHERIT,
    sortOptions = false,
    header = "Restarts Kubernetes workloads in dependency order, each wave proven healthy.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done; also when nothing was due",
      "1:a workload failed, or (health) is not Current",
      "2:invalid plan or usage",
      "3:refused before anything was touched",
      "4:incomplete: the window closed, the run was cancelled or taken over, could not see enough,"
          + " or Rollwave has a fault",
      "5:another run holds the plan",
      "6:the cluster could not be reached",
      "7:interrupted: asked to end by a signal; the next start continues the run"
    })
public final class Rollwave implements Runnable {
  @Spec private CommandSpec spec;

  /** Runs the command and ends the process with its exit status. */
  public static void main(String[] args) {
    System.exit(answer(args));
  }

  /**
   * Runs the command and answers its exit status. What has no options is answered before the
   * classes that read options are set up, which takes longer than the answer.
   */
  static int answer(String... args) {
    if (Subcommands.isVersion(args)) {
      PlainAnswer.say(Build.line());
      return ExitStatus.DONE.code();
    }
    if (Subcommands.isConnecting(args)) {
      FirstHello.prepare();
    }
    return execute(commandLine(Subcommands.neededFor(args)), args);
  }

  /**
   * Runs the command and answers its exit status. What picocli lets through, such as a stack or a
   * memory that is full, would end the process with 1, which says that a workload failed.
   */
  static int execute(CommandLine rollwave, String... args) {
    try {
      return rollwave.execute(args);
    } catch (OutOfMemoryError fault) {
      rollwave
          .getErr()
          .println(
              "rollwave: there is not enough memory (%s); give it more, such as JAVA_TOOL_OPTIONS=-Xmx4g, or less to read at once"
                  .formatted(fault.getMessage()));
      rollwave.getErr().flush();
      return ExitStatus.INCOMPLETE.code();
    } catch (Error fault) {
      return confess(fault, rollwave);
    }
  }

  /** The command line with all its subcommands, for tests and generators. */
  static CommandLine commandLine() {
    return commandLine(Subcommands.ALL);
  }

  /** The command line with {@code subcommands}. */
  static CommandLine commandLine(Map<String, Class<?>> subcommands) {
    CommandLine rollwave = new CommandLine(new Rollwave());
    subcommands.forEach(rollwave::addSubcommand);
    rollwave
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(Rollwave::correct)
        .setExecutionExceptionHandler((fault, command, _) -> confess(fault, command));
    Optional.ofNullable(rollwave.getSubcommands().get(Subcommands.COMPLETION))
        .ifPresent(Rollwave::describeCompletion);
    return rollwave;
  }

  // It takes over the header of this command otherwise.
  private static void describeCompletion(CommandLine completion) {
    completion
        .getCommandSpec()
        .usageMessage()
        .header("Print a completion script for bash and zsh.")
        .description("", "Load it with: source <(rollwave generate-completion)", "");
  }

  // Picocli prints the whole help, above which the one line that matters scrolls away.
  private static int correct(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("rollwave: " + UsageWords.of(mistake));
    UnmatchedArgumentException.printSuggestions(mistake, err);
    if (mistake.getArgSpec() != null) {
      err.println("  " + String.join(" ", mistake.getArgSpec().description()));
    }
    err.println("See `" + command.getCommandSpec().qualifiedName() + " --help`.");
    err.flush();
    return ExitStatus.INVALID.code();
  }

  // Left to picocli a fault of ours would leave with 1, which says that a workload failed.
  private static int confess(Throwable fault, CommandLine command) {
    command.getErr().println("rollwave: a fault in Rollwave itself; please report it:");
    fault.printStackTrace(command.getErr());
    command.getErr().flush();
    return ExitStatus.INCOMPLETE.code();
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getErr());
    throw new ParameterException(spec.commandLine(), "Which command? See the list above.");
  }
}
