package dev.rollwave.cli.runs;

import dev.rollwave.cli.options.RunAddress;
import dev.rollwave.cli.site.KubernetesSite;
import dev.rollwave.cli.site.Site;
import dev.rollwave.console.Audience;
import dev.rollwave.console.report.RunHistory;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.record.PlanRecord;
import java.util.Optional;
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
    return new RecordQuery(
            address,
            opening,
            output == Output.JSON ? Optional.of(RunHistory::json) : Optional.empty())
        .show(this::show);
  }

  private void show(Site site, RunAddress.Named named, PlanRecord planRecord, Audience audience)
      throws ClusterException {
    StatePlace place = new StatePlace(site.stateNamespace(), named.name());
    audience.show(
        switch (output) {
          case TABLE -> RunHistory.lines(place, site.access(), planRecord);
          case JSON -> RunHistory.json(place, site.access(), planRecord);
        });
  }
}
