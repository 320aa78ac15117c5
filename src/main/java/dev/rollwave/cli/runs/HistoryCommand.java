package dev.rollwave.cli.runs;

import dev.rollwave.cli.options.RunAddress;
import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.cli.site.ClusterTrouble;
import dev.rollwave.cli.site.KubernetesSite;
import dev.rollwave.cli.site.MissingRecord;
import dev.rollwave.cli.site.Site;
import dev.rollwave.console.Audience;
import dev.rollwave.console.report.NoRecord;
import dev.rollwave.console.report.RunHistory;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.ClusterAccess;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.record.PlanRecord;
import dev.rollwave.runner.record.PlanRecordStore.Reading;
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
      "0:shown; also when the plan of a file was never run",
      "2:wrong usage",
      "3:refused: the record cannot be read, nothing is known of a plan of that name, or its"
          + " namespace does not exist",
      "6:the cluster could not be reached"
    })
public final class HistoryCommand implements Callable<Integer> {
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
    this(KubernetesSite::open);
  }

  HistoryCommand(Site.Opening opening) {
    this.opening = opening;
  }

  @Override
  public Integer call() {
    RunAddress.Named named = address.named();
    Audience audience = Audience.ofProcess();
    try (Site site = opening.open(address.cluster(), named.stateNamespace())) {
      return show(site, named, audience).code();
    } catch (ClusterException e) {
      return ClusterTrouble.told(e, audience::complain).code();
    }
  }

  private ExitStatus show(Site site, RunAddress.Named named, Audience audience)
      throws ClusterException {
    StatePlace place = new StatePlace(site.stateNamespace(), named.name());
    Reading reading = site.records().read(named.name());
    ClusterAccess access = site.access();
    return switch (reading) {
      case Reading.Nothing() -> {
        NoRecord none = new NoRecord(place, access, site.recordsAround());
        if (output == Output.JSON) {
          audience.show(RunHistory.json(none));
        }
        yield new MissingRecord(named, none).toldTo(audience, output == Output.TABLE);
      }
      case Reading.Found(PlanRecord planRecord, String _) -> {
        audience.show(
            switch (output) {
              case TABLE -> RunHistory.lines(place, access, planRecord);
              case JSON -> RunHistory.json(place, access, planRecord);
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
