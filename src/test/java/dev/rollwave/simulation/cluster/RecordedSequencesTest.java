package dev.rollwave.simulation.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.recording.Comparison;
import dev.rollwave.recording.Director;
import dev.rollwave.recording.Experiment;
import dev.rollwave.recording.Observations;
import dev.rollwave.recording.Recording;
import dev.rollwave.recording.RecordingFiles;
import java.io.IOException;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays on the simulated controllers what was recorded of real ones. Each step has to have exactly
 * the statuses, in number, order and every figure, that a real controller was seen to write there.
 */
class RecordedSequencesTest {
  static List<Experiment> experiments() {
    return Experiment.all();
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void the_simulated_controllers_write_what_real_ones_wrote(Experiment experiment)
      throws IOException {
    Observations real = RecordingFiles.of(experiment).orElseThrow();
    Recording simulated = Director.play(experiment, new SimulatedStage(experiment));

    assertThat(simulated.acts()).isEqualTo(real.acts());
    SoftAssertions.assertSoftly(softly -> {
      for (int i = 0; i < real.steps().size(); i++) {
        softly
            .assertThat(simulated.steps().get(i).statuses())
            .as("step %d: %s", i, real.steps().get(i).act())
            .isIn(real.steps().get(i).variants());
      }
    });
  }

  static List<Experiment> scaledExperiments() {
    return Experiment.scaled();
  }

  @ParameterizedTest
  @MethodSource("scaledExperiments")
  void a_deployment_scaled_in_the_middle_of_a_rollout_comes_to_rest_as_a_real_one(
      Experiment experiment) throws IOException {
    Observations real = RecordingFiles.of(experiment).orElseThrow();
    Recording simulated = Director.play(experiment, new SimulatedStage(experiment));

    assertThat(Comparison.differencesAtRest(real, simulated)).isEmpty();
  }
}
