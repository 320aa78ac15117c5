package dev.rollwave.planfile.waves;

import dev.rollwave.document.YamlNode;
import dev.rollwave.document.YamlNode.Sequence;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.planfile.fields.Fields;
import dev.rollwave.planfile.fields.ObjectNames;
import dev.rollwave.planfile.fields.PlanLimits;
import dev.rollwave.planfile.fields.Problems;
import dev.rollwave.planfile.fields.ScalarParsers;
import dev.rollwave.planfile.fields.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the waves of a plan. */
public final class WavesReader {
  private final Problems problems;
  private final PolicyReader policies;
  private final WorkloadsReader workloads;
  private final Usual usual;

  /** What the plan says for all of its waves. */
  public record Usual(Throttle throttle, Duration cooldown, HealthPolicy health) {}

  /** Notes what is wrong in {@code problems}; a wave without a policy has the {@code usual} one. */
  public WavesReader(Problems problems, PolicyReader policies, Usual usual) {
    this.problems = problems;
    this.policies = policies;
    this.workloads = new WorkloadsReader(problems);
    this.usual = usual;
  }

  /** The waves under {@code spec}; empty when any problem is known by then. */
  public List<Wave> read(Fields spec) {
    Optional<Sequence> list = spec.list("waves");
    List<YamlNode> items = list.map(Sequence::items).orElse(List.of());
    if (list.isPresent() && items.isEmpty()) {
      problems.add(spec.positionOf("waves"), "the plan has no waves", "add a wave with a workload");
    }
    if (items.size() > PlanLimits.MOST_WAVES) {
      problems.add(
          items.get(PlanLimits.MOST_WAVES).position(),
          "the plan has more than " + PlanLimits.MOST_WAVES + " waves",
          "put workloads that may restart together into one wave, or split the plan");
    }
    List<WaveDraft> drafts = new ArrayList<>();
    for (YamlNode item : items.subList(0, Math.min(items.size(), PlanLimits.MOST_WAVES))) {
      int number = drafts.size() + 1;
      Fields.of(item, Section.WAVE, problems).map(f -> draft(f, number)).ifPresent(drafts::add);
    }
    List<List<String>> dependencies = new WaveOrder(drafts, problems).dependencies();
    List<Wave> waves = new ArrayList<>();
    for (int i = 0; problems.isEmpty() && i < drafts.size(); i++) {
      waves.add(drafts.get(i).toWave(dependencies.get(i)));
    }
    return List.copyOf(waves);
  }

  private WaveDraft draft(Fields fields, int number) {
    Optional<String> name = fields.parsed("name", ObjectNames::label);
    return new WaveDraft(
        fields.positionOf("name"),
        name,
        fields.has("dependsOn")
            ? Optional.of(fields.scalars("dependsOn").orElse(List.of()))
            : Optional.empty(),
        policies.throttle(fields, usual.throttle()),
        policies.cooldown(fields, usual.cooldown()),
        policies.health(fields, usual.health()),
        workloads.read(fields, name.orElse("number " + number)),
        fields.value("allowEmpty", ScalarParsers::bool).orElse(false));
  }
}
