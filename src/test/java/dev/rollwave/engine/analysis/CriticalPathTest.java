package dev.rollwave.engine.analysis;

import static dev.rollwave.engine.script.Plans.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.FinalState;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.Sight;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WaveState;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.analysis.CriticalPath.Link;
import dev.rollwave.engine.analysis.CriticalPath.Why;
import dev.rollwave.engine.script.Plans;
import dev.rollwave.engine.spec.RunId;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Throttle;
import dev.rollwave.plan.Wave;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Small schedules, in seconds, whose critical path can be found with a pencil. */
class CriticalPathTest {
  private static final WaveProgress.Timeline UNTOUCHED =
      new WaveProgress.Timeline(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  private static final Instant BEGIN = Instant.parse("2026-11-21T01:00:00Z");

  private final Map<String, List<WorkloadProgress>> played = new HashMap<>();
  private final Map<String, WaveProgress.Timeline> timelines = new HashMap<>();
  private final Map<WorkloadRef, Instant> settled = new TreeMap<>();
  private Set<Instant> continued = Set.of();

  @Test
  void a_chain_of_waves_decides_and_the_branch_beside_it_has_the_rest_as_slack() {
    wave("first", 0, 15).played("first", "a", 0, 10);
    wave("second", 15, 45).played("second", "b", 15, 40);
    wave("beside", 0, 17).played("beside", "c", 0, 12);

    CriticalPath path =
        path(
            new Plans()
                .cooldown(Duration.ofSeconds(5))
                .wave("first", List.of(), "a")
                .wave("second", List.of("first"), "b")
                .wave("beside", List.of(), "c"));

    assertThat(path.links())
        .containsExactly(
            link("a", 0, 10, new Why.AtOnce()),
            link("b", 15, 40, new Why.AfterWave("first", Duration.ofSeconds(5))));
    assertSlack(path, Map.of("a", 0, "b", 0, "c", 28));
  }

  @Test
  void of_two_branches_that_join_the_longer_one_decides() {
    wave("root", 0, 10).played("root", "a", 0, 10);
    wave("left", 10, 20).played("left", "l", 10, 20);
    wave("right", 10, 35).played("right", "r", 10, 35);
    wave("join", 35, 50).played("join", "j", 35, 50);

    CriticalPath path =
        path(
            new Plans()
                .wave("root", List.of(), "a")
                .wave("left", List.of("root"), "l")
                .wave("right", List.of("root"), "r")
                .wave("join", List.of("left", "right"), "j"));

    assertThat(path.links()).extracting(Link::ref).containsExactly(ref("a"), ref("r"), ref("j"));
    assertSlack(path, Map.of("a", 0, "l", 15, "r", 0, "j", 0));
  }

  @Test
  void who_waits_for_a_place_is_decided_by_who_gave_it() {
    wave("all", 0, 50)
        .played("all", "a", 0, 10)
        .played("all", "b", 0, 30)
        .played("all", "c", 10, 50);

    CriticalPath path =
        path(new Plans().throttle(Plans.atMost(2)).wave("all", List.of(), "a", "b", "c"));

    assertThat(path.links())
        .containsExactly(
            link("a", 0, 10, new Why.AtOnce()), link("c", 10, 50, new Why.ForPlace(ref("a"))));
    // b keeps its place for as long as it likes: nobody waits for it.
    assertSlack(path, Map.of("a", 0, "b", 20, "c", 0));
  }

  @Test
  void the_places_of_a_wave_count_like_those_of_the_plan() {
    wave("narrow", 0, 30).played("narrow", "a", 0, 10).played("narrow", "b", 10, 30);
    wave("wide", 0, 25).played("wide", "c", 0, 25);

    CriticalPath path =
        path(
            new Plans()
                .wave("narrow", List.of(), Plans.atMost(1), "a", "b")
                .wave("wide", List.of(), Throttle.NONE, "c"));

    assertSlack(path, Map.of("a", 0, "b", 0, "c", 5));
  }

  @Test
  void an_interval_counts_from_start_to_start_so_that_the_length_of_the_first_does_not() {
    wave("all", 0, 40).played("all", "a", 0, 20).played("all", "b", 5, 40);

    CriticalPath path =
        path(
            new Plans()
                .throttle(Plans.apart(Duration.ofSeconds(5)))
                .wave("all", List.of(), "a", "b"));

    assertThat(path.links())
        .containsExactly(
            link("a", 0, 20, new Why.AtOnce()), link("b", 5, 40, new Why.ForInterval(ref("a"))));
    assertSlack(path, Map.of("a", 20, "b", 0));
  }

  @Test
  void a_wave_in_which_nothing_was_due_hands_on_what_it_waited_for() {
    wave("first", 0, 10).played("first", "a", 0, 10);
    wave("idle", 10, 10);
    wave("last", 10, 20).played("last", "b", 10, 20);

    CriticalPath path =
        path(
            new Plans()
                .wave("first", List.of(), "a")
                .wave("idle", List.of("first"), "asleep")
                .wave("last", List.of("idle"), "b"));

    assertThat(path.links())
        .containsExactly(
            link("a", 0, 10, new Why.AtOnce()),
            link("b", 10, 20, new Why.AfterWave("idle", Duration.ZERO)));
    assertSlack(path, Map.of("a", 0, "b", 0));
  }

  @Test
  void who_is_restarted_when_another_process_goes_on_waited_for_that() {
    wave("all", 0, 120).played("all", "a", 0, 10).played("all", "b", 100, 120);
    continued = Set.of(at(100));

    CriticalPath path = path(new Plans().wave("all", List.of(), "a", "b"));

    assertThat(path.links())
        .containsExactly(
            link("a", 0, 10, new Why.AtOnce()), link("b", 100, 120, new Why.ForContinuation()));
    assertSlack(path, Map.of("a", 110, "b", 0));
  }

  @Test
  void what_never_settled_takes_no_part_and_nothing_restarted_decides_nothing() {
    wave("all", 0, 30).played("all", "a", 0, 30);
    settled.clear();

    CriticalPath path = path(new Plans().wave("all", List.of(), "a"));

    assertThat(path.links()).isEmpty();
    assertThat(path.slack()).isEmpty();
  }

  private CriticalPathTest wave(String name, int ready, int released) {
    played.put(name, new ArrayList<>());
    timelines.put(
        name,
        new WaveProgress.Timeline(
            Optional.of(at(ready)),
            Optional.of(at(ready)),
            Optional.of(at(released)),
            Optional.of(at(released))));
    return this;
  }

  private CriticalPathTest played(String wave, String name, int patched, int until) {
    settled.put(ref(name), at(until));
    played
        .getOrDefault(wave, List.of())
        .add(
            new WorkloadProgress(
                ref(name),
                new FinalState.Skipped("Played", "its state does not matter here"),
                new WorkloadProgress.Timeline(
                    Optional.of(at(patched)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())));
    return this;
  }

  private CriticalPath path(Plans plans) {
    RestartPlan plan = plans.build();
    List<WaveProgress> waves = new ArrayList<>();
    for (Wave wave : plan.waves()) {
      waves.add(
          new WaveProgress(
              wave,
              new WaveState.Released(),
              played.getOrDefault(wave.name(), List.of()),
              timelines.getOrDefault(wave.name(), UNTOUCHED),
              Optional.empty()));
    }
    RunState state =
        new RunState(
            new RunSpec(new RunId("run"), plan, Map.of(), plan.calendar(), plan.reason()),
            BEGIN,
            waves,
            Optional.empty(),
            Sight.CLEAR,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return CriticalPath.of(state, settled, continued);
  }

  private static Link link(String name, int patched, int until, Why why) {
    return new Link(ref(name), at(patched), at(until), why);
  }

  private static void assertSlack(CriticalPath path, Map<String, Integer> seconds) {
    Map<WorkloadRef, Duration> expected = new TreeMap<>();
    seconds.forEach((name, slack) -> expected.put(ref(name), Duration.ofSeconds(slack)));
    assertThat(path.slack()).isEqualTo(expected);
  }

  private static Instant at(int second) {
    return BEGIN.plusSeconds(second);
  }
}
