package dev.rollwave.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.recording.Observations.ObservedStep;
import dev.rollwave.recording.Recording.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final String TWO_READY = "updated=1 ready=2 Progressing=True/ReplicaSetUpdated";
  private static final String ONE_READY = "updated=1 ready=1 Progressing=True/ReplicaSetUpdated";
  private static final String NO_READY = "updated=1 ready=0 Progressing=True/ReplicaSetUpdated";
  private static final String THREE_READY = "updated=1 ready=3 Progressing=True/ReplicaSetUpdated";
  private static final String COMPLETE = "updated=1 ready=0 Progressing=True/Complete";

  private final Observations known =
      new Observations(
          List.of(
              new ObservedStep("restarted", List.of(List.of(TWO_READY))),
              new ObservedStep(
                  "it is gone", List.of(List.of(ONE_READY, NO_READY), List.of(NO_READY)))));

  @Test
  void a_variant_seen_before_is_no_difference() {
    assertThat(differences(NO_READY)).isEmpty();
    assertThat(differences(ONE_READY, NO_READY)).isEmpty();
  }

  @Test
  void another_status_on_the_way_is_none_as_long_as_its_numbers_are_between_the_known_ones() {
    assertThat(differences(TWO_READY, NO_READY)).isEmpty();
  }

  @Test
  void a_number_beyond_the_known_ones_is_a_difference() {
    assertThat(differences(THREE_READY, NO_READY)).hasSize(1);
  }

  @Test
  void a_reason_never_seen_in_the_step_is_a_difference() {
    assertThat(differences(COMPLETE, NO_READY)).hasSize(1);
  }

  @Test
  void another_end_is_a_difference() {
    assertThat(differences(NO_READY, ONE_READY)).hasSize(1);
    assertThat(differences()).hasSize(1);
  }

  @Test
  void where_one_variant_was_seen_there_is_no_freedom() {
    Recording other =
        new Recording(
            List.of(
                new Step("restarted", List.of(ONE_READY, TWO_READY)),
                new Step("it is gone", List.of(NO_READY))));

    assertThat(Comparison.differences(known, other)).hasSize(1);
  }

  @Test
  void other_acts_are_a_difference() {
    Recording other = new Recording(List.of(new Step("restarted", List.of(TWO_READY))));

    assertThat(Comparison.differences(known, other)).hasSize(1);
  }

  @Test
  void at_rest_only_the_end_of_a_step_counts() {
    Recording sameRest =
        new Recording(
            List.of(
                new Step("restarted", List.of(THREE_READY, TWO_READY)),
                new Step("it is gone", List.of(THREE_READY, NO_READY))));
    Recording otherRest =
        new Recording(
            List.of(
                new Step("restarted", List.of(TWO_READY)),
                new Step("it is gone", List.of(NO_READY, ONE_READY))));

    assertThat(Comparison.differencesAtRest(known, sameRest)).isEmpty();
    assertThat(Comparison.differencesAtRest(known, otherRest)).hasSize(1);
  }

  @Test
  void what_was_written_down_is_read_as_it_was() {
    assertThat(ObservationsText.read("# a comment\n" + ObservationsText.write(known)))
        .isEqualTo(known);
    Observations silent =
        new Observations(
            List.of(
                new ObservedStep("a pod starts", List.of(List.of())),
                new ObservedStep("it is gone", List.of(List.of(NO_READY), List.of()))));
    assertThat(ObservationsText.read(ObservationsText.write(silent))).isEqualTo(silent);
  }

  private List<String> differences(String... statuses) {
    return Comparison.differences(
        known,
        new Recording(
            List.of(
                new Step("restarted", List.of(TWO_READY)),
                new Step("it is gone", List.of(statuses)))));
  }
}
