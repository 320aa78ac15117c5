package dev.rollwave.planfile;

import dev.rollwave.document.YamlNode;
import dev.rollwave.plan.FailurePolicy;
import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.ResumeWithin;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.planfile.calendar.CalendarReader;
import dev.rollwave.planfile.calendar.GapWarnings;
import dev.rollwave.planfile.calendar.ResumeWarnings;
import dev.rollwave.planfile.fields.Fields;
import dev.rollwave.planfile.fields.ObjectNames;
import dev.rollwave.planfile.fields.Problems;
import dev.rollwave.planfile.fields.ScalarParsers;
import dev.rollwave.planfile.fields.Section;
import dev.rollwave.planfile.waves.PolicyReader;
import dev.rollwave.planfile.waves.WavesReader;
import dev.rollwave.window.CronSchedule;
import dev.rollwave.window.WindowCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the whole document; continues after a problem, so that it finds all of them at once. */
final class PlanReader {
  /** The version of the plan format that is understood. */
  static final String API_VERSION = "rollwave.dev/v1";

  /** The kind of document that is understood. */
  static final String KIND = "RestartPlan";

  private final Problems problems;
  private final GapWarnings gaps;
  private final ResumeWarnings resumes;

  /** Warnings look at what comes after {@code now}. */
  PlanReader(Problems problems, Instant now) {
    this.problems = problems;
    this.gaps = new GapWarnings(problems, now);
    this.resumes = new ResumeWarnings(problems, now);
  }

  /** The plan; empty when there is a problem. */
  Optional<RestartPlan> read(YamlNode root) {
    Optional<Fields> document = Fields.of(root, Section.DOCUMENT, problems);
    if (document.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = document.get();
    fields.parsed("apiVersion", text -> ScalarParsers.exactly(API_VERSION, text));
    fields.parsed("kind", text -> ScalarParsers.exactly(KIND, text));
    Optional<String> name =
        fields
            .section("metadata", Section.METADATA)
            .flatMap(metadata -> metadata.parsed("name", ObjectNames::label));
    return fields.section("spec", Section.SPEC).flatMap(spec -> plan(name, spec));
  }

  private Optional<RestartPlan> plan(Optional<String> name, Fields spec) {
    Optional<String> reason = spec.parsed("reason", text -> ScalarParsers.sentence("reason", text));
    CalendarReader calendars = new CalendarReader(spec, problems, gaps);
    Optional<CronSchedule> schedule = calendars.schedule();
    WindowCalendar calendar = calendars.calendar();
    PolicyReader policies = new PolicyReader(problems);
    Throttle throttle = policies.throttle(spec);
    Duration cooldown = policies.cooldown(spec, Duration.ZERO);
    HealthPolicy health = policies.health(spec, HealthPolicy.DEFAULT);
    FailurePolicy onFailure =
        spec.parsed("onFailure", text -> ScalarParsers.oneOf(ScalarParsers.ON_FAILURE, text))
            .orElse(FailurePolicy.HALT);
    ResumeWithin resumeWithin = policies.resumeWithin(spec);
    Optional<String> stateNamespace = spec.parsed("stateNamespace", ObjectNames::label);
    WavesReader.Usual usual = new WavesReader.Usual(throttle, cooldown, health);
    List<Wave> waves = new WavesReader(problems, policies, usual).read(spec);
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    resumes.check(spec, resumeWithin, calendar);
    return Optional.of(
        new RestartPlan(
            name.orElseThrow(),
            reason.orElseThrow(),
            calendar,
            schedule,
            throttle,
            onFailure,
            resumeWithin,
            waves,
            stateNamespace));
  }
}
