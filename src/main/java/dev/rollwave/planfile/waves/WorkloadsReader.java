package dev.rollwave.planfile.waves;

import dev.rollwave.document.Position;
import dev.rollwave.document.YamlNode;
import dev.rollwave.plan.WorkloadSelection;
import dev.rollwave.plan.WorkloadSelection.ByName;
import dev.rollwave.plan.WorkloadSelection.BySelector;
import dev.rollwave.planfile.fields.Fields;
import dev.rollwave.planfile.fields.ObjectNames;
import dev.rollwave.planfile.fields.Parsed;
import dev.rollwave.planfile.fields.PlanLimits;
import dev.rollwave.planfile.fields.Problems;
import dev.rollwave.planfile.fields.ScalarParsers;
import dev.rollwave.planfile.fields.Section;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.label.LabelSelector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the workloads of all waves, and refuses one that is named twice. */
final class WorkloadsReader {
  private final Problems problems;
  private final Map<WorkloadSelection, Mention> mentions = new HashMap<>();
  private int entries;

  private record Mention(String wave, Position position) {}

  WorkloadsReader(Problems problems) {
    this.problems = problems;
  }

  /** The workloads in {@code fields}, a wave called {@code wave} in messages. */
  List<WorkloadSelection> read(Fields fields, String wave) {
    List<YamlNode> items = fields.list("workloads").map(YamlNode.Sequence::items).orElse(List.of());
    if (fields.isEmptyList("workloads")) {
      problems.add(
          fields.positionOf("workloads"),
          "wave " + wave + " has no workloads",
          "name a workload, or remove the wave");
    }
    List<WorkloadSelection> workloads = new ArrayList<>();
    for (YamlNode item : items) {
      entries++;
      if (entries > PlanLimits.MOST_WORKLOADS) {
        refuseMore(item);
        break;
      }
      Optional<WorkloadSelection> workload =
          Fields.of(item, Section.WORKLOAD, problems).flatMap(this::workload);
      workload.ifPresent(selection -> noteOnce(selection, wave, item.position()));
      workload.ifPresent(workloads::add);
    }
    return workloads;
  }

  private void refuseMore(YamlNode item) {
    if (entries == PlanLimits.MOST_WORKLOADS + 1) {
      problems.add(
          item.position(),
          "the plan names more than " + PlanLimits.MOST_WORKLOADS + " workloads",
          "use selectors, or split the plan");
    }
  }

  private Optional<WorkloadSelection> workload(Fields fields) {
    Optional<WorkloadKind> kind = fields.parsed("kind", ScalarParsers::kind);
    Optional<String> namespace = fields.parsed("namespace", ObjectNames::label);
    Optional<String> name = fields.parsed("name", ObjectNames::subdomain);
    Optional<LabelSelector> selector = fields.parsed("selector", WorkloadsReader::selector);
    if (fields.isMeant("name") == fields.isMeant("selector")) {
      problems.add(
          fields.isMeant("name") ? fields.positionOf("selector") : fields.position(),
          fields.isMeant("name")
              ? "a workload has both `name` and `selector`"
              : "a workload has neither `name` nor `selector`",
          fields.isMeant("name") ? "keep exactly one of the two" : "add exactly one of the two");
      return Optional.empty();
    }
    if (kind.isEmpty() || namespace.isEmpty()) {
      return Optional.empty();
    }
    Optional<WorkloadSelection> byName =
        name.map(n -> new ByName(new WorkloadRef(kind.get(), namespace.get(), n)));
    return byName.or(() -> selector.map(s -> new BySelector(kind.get(), namespace.get(), s)));
  }

  private static Parsed<LabelSelector> selector(String text) {
    return switch (LabelSelector.read(text)) {
      case LabelSelector.Reading.Valid(LabelSelector selector) -> Parsed.good(selector);
      case LabelSelector.Reading.Invalid(String what, String fix) -> Parsed.bad(what, fix);
    };
  }

  private void noteOnce(WorkloadSelection workload, String wave, Position position) {
    Mention first = mentions.putIfAbsent(workload, new Mention(wave, position));
    if (first == null) {
      return;
    }
    boolean sameWave = first.wave().equals(wave);
    problems.add(
        position,
        called(workload)
            + (sameWave
                ? " is twice in wave " + wave
                : " is in wave "
                    + first.wave()
                    + " (line "
                    + first.position().line()
                    + ") and in wave "
                    + wave),
        "keep one of the two; a run restarts a workload at most once");
  }

  private static String called(WorkloadSelection workload) {
    return switch (workload) {
      case ByName(WorkloadRef ref) -> ref.toString();
      case BySelector(WorkloadKind kind, String namespace, LabelSelector selector) ->
          namespace + "/" + kind.kind() + " with " + Problems.quoted(selector.toString());
    };
  }
}
