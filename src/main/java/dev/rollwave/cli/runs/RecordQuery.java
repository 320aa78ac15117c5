package dev.rollwave.cli.runs;

import dev.rollwave.cli.options.RunAddress;
import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.cli.site.ClusterTrouble;
import dev.rollwave.cli.site.MissingRecord;
import dev.rollwave.cli.site.Site;
import dev.rollwave.console.Audience;
import dev.rollwave.console.report.NoRecord;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.record.PlanRecord;
import dev.rollwave.runner.record.PlanRecordStore.Reading;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks for the record of a plan, and says why there is none.
 *
 * @param address which plan, and where its record is
 * @param opening opens the cluster
 * @param asJson writes that there is no record; empty where a person reads it as text
 */
record RecordQuery(
    RunAddress address, Site.Opening opening, Optional<Function<NoRecord, List<String>>> asJson) {

  /** Shows a record that was found. */
  interface Display {
    void show(Site site, RunAddress.Named named, PlanRecord planRecord, Audience audience)
        throws ClusterException;
  }

  /** Has {@code display} show the record, where there is one; answers the exit status. */
  int show(Display display) {
    RunAddress.Named named = address.named();
    Audience audience = Audience.ofProcess();
    try (Site site = opening.open(address.cluster(), named.stateNamespace())) {
      return show(display, site, named, audience).code();
    } catch (ClusterException e) {
      return ClusterTrouble.told(e, audience::complain).code();
    }
  }

  private ExitStatus show(Display display, Site site, RunAddress.Named named, Audience audience)
      throws ClusterException {
    return switch (site.records().read(named.name())) {
      case Reading.Nothing() -> {
        StatePlace place = new StatePlace(site.stateNamespace(), named.name());
        NoRecord none = new NoRecord(place, site.access(), site.recordsAround());
        asJson.ifPresent(json -> audience.show(json.apply(none)));
        yield new MissingRecord(named, none).toldTo(audience, asJson.isEmpty());
      }
      case Reading.Found(PlanRecord planRecord, String _) -> {
        display.show(site, named, planRecord, audience);
        yield ExitStatus.DONE;
      }
      case Reading.Unreadable unreadable -> {
        audience.complain("refused: " + unreadable.where() + ": " + unreadable.why());
        yield ExitStatus.REFUSED;
      }
    };
  }
}
