package dev.rollwave.planfile.waves;

import dev.rollwave.plan.HealthPolicy;
import dev.rollwave.plan.Lengths;
import dev.rollwave.plan.ResumeWithin;
import dev.rollwave.plan.Throttle;
import dev.rollwave.planfile.fields.DurationText;
import dev.rollwave.planfile.fields.Fields;
import dev.rollwave.planfile.fields.Parsed;
import dev.rollwave.planfile.fields.Problems;
import dev.rollwave.planfile.fields.ScalarParsers;
import dev.rollwave.planfile.fields.Section;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the policies of the plan and of a wave: throttle, cooldown, health and resumeWithin. */
public final class PolicyReader {
  private final Problems problems;

  /** Notes what is wrong in {@code problems}. */
  public PolicyReader(Problems problems) {
    this.problems = problems;
  }

  /** The plan's throttle. */
  public Throttle throttle(Fields spec) {
    return spec.section("throttle", Section.THROTTLE).map(this::read).orElse(Throttle.NONE);
  }

  /** A wave's throttle, which may be tighter than the {@code plan}'s and never looser. */
  public Throttle throttle(Fields wave, Throttle plan) {
    Optional<Fields> fields = wave.section("throttle", Section.THROTTLE);
    if (fields.isEmpty()) {
      return Throttle.NONE;
    }
    Throttle own = read(fields.get());
    if (own.maxInFlight().isPresent()
        && plan.maxInFlight().isPresent()
        && own.maxInFlight().getAsInt() > plan.maxInFlight().getAsInt()) {
      problems.add(
          fields.get().positionOfValue("maxInFlight"),
          "the wave allows "
              + own.maxInFlight().getAsInt()
              + " in flight, the plan only "
              + plan.maxInFlight().getAsInt(),
          "write "
              + plan.maxInFlight().getAsInt()
              + " or less; a wave may only tighten the plan's throttle");
    }
    if (fields.get().has("minInterval") && own.minInterval().compareTo(plan.minInterval()) < 0) {
      problems.add(
          fields.get().positionOfValue("minInterval"),
          "the wave's minInterval is shorter than the plan's",
          "write the plan's or a longer one; a wave may only tighten the plan's throttle");
    }
    return own;
  }

  private Throttle read(Fields fields) {
    Optional<Integer> most = fields.value("maxInFlight", ScalarParsers::count);
    Duration apart = fields.parsed("minInterval", DurationText::parse).orElse(Duration.ZERO);
    return new Throttle(most.map(OptionalInt::of).orElse(OptionalInt.empty()), apart);
  }

  /** The cooldown; {@code usual} when none is written. */
  public Duration cooldown(Fields fields, Duration usual) {
    return fields.parsed("cooldown", DurationText::parse).orElse(usual);
  }

  /** The health policy; what is not written is as in {@code usual}. */
  public HealthPolicy health(Fields fields, HealthPolicy usual) {
    Optional<Fields> health = fields.section("health", Section.HEALTH);
    if (health.isEmpty()) {
      return usual;
    }
    Fields written = health.get();
    Duration timeout = written.parsed("timeout", PolicyReader::timeout).orElse(usual.timeout());
    return new HealthPolicy(
        timeout,
        written.parsed("soak", DurationText::parse).orElse(usual.soak()),
        written.parsed("grace", DurationText::parse).orElse(usual.grace()),
        written.parsed("pendingGrace", DurationText::parse).or(usual::pendingGrace),
        written
            .parsed(
                "onForeignChange",
                text -> ScalarParsers.oneOf(ScalarParsers.ON_FOREIGN_CHANGE, text))
            .orElse(usual.onForeignChange()),
        total(written, timeout, usual));
  }

  // One that is shorter would always end a rollout before the timeout does.
  private Optional<Duration> total(Fields written, Duration timeout, HealthPolicy usual) {
    Optional<Duration> total = written.parsed("total", PolicyReader::timeout).or(usual::total);
    if (total.filter(all -> all.compareTo(timeout) < 0).isEmpty()) {
      return total;
    }
    problems.add(
        written.positionOfValue(written.has("total") ? "total" : "timeout"),
        "a rollout may stand still for %s, and take only %s in all"
            .formatted(Lengths.of(timeout), Lengths.of(total.orElseThrow())),
        "write a total that is as long as the timeout or longer, or a shorter timeout");
    return Optional.empty();
  }

  /** How long an unfinished run is continued. */
  public ResumeWithin resumeWithin(Fields fields) {
    return fields
        .parsed("resumeWithin", PolicyReader::forSomeTime)
        .<ResumeWithin>map(ResumeWithin.Fixed::new)
        .orElseGet(ResumeWithin.OpeningAfterNext::new);
  }

  private static Parsed<Duration> forSomeTime(String text) {
    Parsed<Duration> parsed = DurationText.parse(text);
    if (parsed instanceof Parsed.Good<Duration>(Duration value) && value.isZero()) {
      return Parsed.bad(
          "with a `resumeWithin` of 0 no run is ever continued",
          "remove it, or write a time such as `24h`");
    }
    return parsed;
  }

  private static Parsed<Duration> timeout(String text) {
    Parsed<Duration> parsed = DurationText.parse(text);
    if (parsed instanceof Parsed.Good<Duration>(Duration value) && value.isZero()) {
      return Parsed.bad("a timeout of 0 fails every rollout", "write a timeout such as `10m`");
    }
    return parsed;
  }
}
