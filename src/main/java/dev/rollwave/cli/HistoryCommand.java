package dev.rollwave.cli;

import dev.rollwave.console.Audience;
import dev.rollwave.console.RunHistory;
import dev.rollwave.console.RunStanding;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.ClusterAccess;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.RunBook;
import dev.rollwave.runner.RunRecords.Reading;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollwave history}: the last runs of a plan. */
@Command(
    name = "history",
    header = "Show the last runs of a plan.",
    description = {
      "",
      "The record keeps the last 20: when, by whom, how long, how it ended, how many workloads were"
          + " restarted and which failed. Newest first; a run under way comes before them.",
      ""
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:shown; also when there was no run",
      "2:wrong usage",
      "3:refused: the record cannot be read",
      "6:the cluster could not be reached"
    })
final class HistoryCommand implements Callable<Integer> {
  private final Site.Opening opening;

  @Mixin private RunAddress address = new RunAddress();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table (the default) or json.")
  private Output output = Output.TABLE;

  /** How the history is written. */
  enum Output {
    TABLE,
    JSON
  }

  HistoryCommand() {
    this(InstructionCommand::onCluster);
  }

  HistoryCommand(Site.Opening opening) {
    this.opening = opening;
  }

  @Override
  public Integer call() {
    RunAddress.Named named = address.named();
    Audience audience = Audience.ofProcess();
    try (Site site = opening.open(address.cluster(), named.stateNamespace())) {
      return show(
              new StatePlace(site.stateNamespace(), named.name()),
              site.records().read(named.name()),
              site.access(),
              audience)
          .code();
    } catch (ClusterException e) {
      return PlanRun.explain(e, audience).code();
    }
  }

  private ExitStatus show(
      StatePlace place, Reading reading, ClusterAccess access, Audience audience) {
    return switch (reading) {
      case Reading.Nothing() -> {
        switch (output) {
          case TABLE -> audience.say(RunStanding.none(place));
          case JSON -> audience.show(RunHistory.json(place, access));
        }
        yield ExitStatus.DONE;
      }
      case Reading.Found(RunBook book, String _) -> {
        audience.show(
            switch (output) {
              case TABLE -> RunHistory.lines(place, access, book);
              case JSON -> RunHistory.json(place, access, book);
            });
        yield ExitStatus.DONE;
      }
      case Reading.Unreadable unreadable -> {
        audience.complain("refused: " + unreadable.where() + ": " + unreadable.why());
        yield ExitStatus.REFUSED;
      }
    };
  }
}
