package dev.rollwave.cli.runs;

import dev.rollwave.cli.options.RunAddress;
import dev.rollwave.cli.process.ProcessIdentity;
import dev.rollwave.cli.site.ClusterTrouble;
import dev.rollwave.cli.site.KubernetesSite;
import dev.rollwave.cli.site.Site;
import dev.rollwave.console.Audience;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.record.Instruction;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rollwave pause}, {@code resume} and {@code cancel}: a person interferes with a run. */
public abstract sealed class InstructionCommand implements Callable<Integer> {
  private final Instruction.Verb verb;
  private final Site.Opening opening;

  @Mixin private RunAddress address = new RunAddress();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; kept in the run's record, and shown to whoever asks.")
  private String reason = "";

  @Spec private CommandSpec spec;

  private InstructionCommand(Instruction.Verb verb, Site.Opening opening) {
    this.verb = verb;
    this.opening = opening;
  }

  /** No further restart for now. */
  @Command(
      name = "pause",
      header = "Let a run restart nothing further for now.",
      description = {
        "",
        "Works from any terminal or pod that may write the run's record. Rollouts under way are"
            + " seen through; the window closes when it would have.",
        ""
      },
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:asked; the run's process hears of it within seconds, or the next start does",
        "2:wrong usage",
        "3:refused: there is no unfinished run, it is paused already, or a right is missing",
        "6:the cluster could not be reached"
      })
  public static final class Pause extends InstructionCommand {
    Pause() {
      this(KubernetesSite::open);
    }

    Pause(Site.Opening opening) {
      super(Instruction.Verb.PAUSE, opening);
    }
  }

  /** A paused run goes on. */
  @Command(
      name = "resume",
      header = "Resume a paused run.",
      description = {
        "",
        "Its process restarts further workloads, as throttle and window allow. A run without a"
            + " process stays where it is: the next start finds it resumed and continues it."
            + " `rollwave status` shows who paused it, and whether a process works on it.",
        ""
      },
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:asked; the run's process hears of it within seconds, or the next start does",
        "2:wrong usage",
        "3:refused: there is no unfinished run, it is not paused, or a right is missing",
        "6:the cluster could not be reached"
      })
  public static final class Resume extends InstructionCommand {
    Resume() {
      this(KubernetesSite::open);
    }

    Resume(Site.Opening opening) {
      super(Instruction.Verb.RESUME, opening);
    }
  }

  /** A run ends for good. */
  @Command(
      name = "cancel",
      header = "End a run for good; the next start begins a new one.",
      description = {
        "",
        "No further workload is restarted, what is in flight is seen through, and the run leaves"
            + " with 4. A run without a process is closed by the next start, which begins a new one"
            + " and restarts again what this one has restarted. To stop at once and continue later,"
            + " end its process instead (SIGTERM).",
        ""
      },
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:asked; the run's process hears of it within seconds, or the next start does",
        "2:wrong usage",
        "3:refused: there is no unfinished run, it is cancelled already, or a right is missing",
        "6:the cluster could not be reached"
      })
  public static final class Cancel extends InstructionCommand {
    Cancel() {
      this(KubernetesSite::open);
    }

    Cancel(Site.Opening opening) {
      super(Instruction.Verb.CANCEL, opening);
    }
  }

  @Override
  public Integer call() {
    if (reason.isBlank()) {
      throw new ParameterException(spec.commandLine(), "--reason says why, and must not be blank.");
    }
    RunAddress.Named named = address.named();
    Audience audience = Audience.ofProcess();
    try (Site site = opening.open(address.cluster(), named.stateNamespace())) {
      Instruction wanted =
          new Instruction(
              verb,
              ProcessIdentity.who(audience.environment()),
              reason,
              InstantSource.system().instant());
      StatePlace place = new StatePlace(site.stateNamespace(), named.name());
      return new InstructionWriter(site, place, audience).ask(wanted).code();
    } catch (ClusterException e) {
      return ClusterTrouble.told(e, audience::complain).code();
    }
  }
}
