package dev.rollwave.cli.rehearse;

import dev.rollwave.plan.NearestName;
import dev.rollwave.planfile.PlanDurations;
import dev.rollwave.simulation.rehearsal.InjectedFaults;
import dev.rollwave.simulation.time.Outage;
import dev.rollwave.workload.WorkloadRef;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is to go wrong in a rehearsal. */
final class FaultOptions {
  @Option(
      names = "--fail",
      paramLabel = "NS/KIND/NAME",
      description = "Let this workload's new pods crash; may be given again.")
  private List<String> failing = List.of();

  @Option(
      names = "--slow",
      paramLabel = "NS/KIND/NAME=TIME",
      description = "Let each new pod of this workload take TIME to get Ready; may be given again.")
  private Map<String, String> slow = new LinkedHashMap<>();

  @Option(
      names = "--outage",
      paramLabel = "FROM-TO",
      description =
          "Let the API server be out of reach from FROM to TO, such as 01:10-01:14 on the clocks of"
              + " the plan's zone, the next time from the start on; may be given again.")
  private List<String> outages = List.of();

  @Option(
      names = "--kill-at",
      paramLabel = "TIME",
      description =
          "Kill the process that runs the plan at TIME, such as 01:20; a fresh one continues the"
              + " run 30 s later. May be given again.")
  private List<String> kills = List.of();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * The injected faults that are asked for.
   *
   * @param known workloads of the plan
   * @throws ParameterException when something is none of them, or no time
   */
  InjectedFaults of(Set<WorkloadRef> known, RehearsalTimes times) {
    TreeSet<WorkloadRef> fails = new TreeSet<>();
    failing.forEach(name -> fails.add(among(known, name)));
    Map<WorkloadRef, Duration> slows = new TreeMap<>();
    slow.forEach((name, time) -> slows.put(among(known, name), duration(time)));
    return new InjectedFaults(fails, slows, outages(times), kills(times));
  }

  private List<Outage> outages(RehearsalTimes times) {
    List<Outage> all = new ArrayList<>();
    for (String text : outages) {
      try {
        all.add(times.outage(text));
      } catch (DateTimeException e) {
        throw usage("--outage " + text + " is not an interval such as 01:10-01:14.");
      }
    }
    return all;
  }

  private List<Instant> kills(RehearsalTimes times) {
    List<Instant> all = new ArrayList<>();
    for (String text : kills) {
      try {
        all.add(times.next(text));
      } catch (DateTimeException e) {
        throw usage("--kill-at " + text + " is not a time of day such as 01:20.");
      }
    }
    return all;
  }

  private Duration duration(String text) {
    return PlanDurations.parse(text)
        .orElseThrow(
            () -> usage("--slow: '" + text + "' is not a duration; write 90s, 5m or 1h30m."));
  }

  private WorkloadRef among(Set<WorkloadRef> known, String name) {
    List<String> names = known.stream().map(WorkloadRef::toString).toList();
    return known.stream()
        .filter(ref -> ref.toString().equals(name))
        .findFirst()
        .orElseThrow(() ->
            usage(
                "the plan restarts no "
                    + name
                    + NearestName.to(name, names)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("; it restarts " + String.join(", ", names))));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
