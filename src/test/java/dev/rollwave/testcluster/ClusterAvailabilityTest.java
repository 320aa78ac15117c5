package dev.rollwave.testcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

class ClusterAvailabilityTest {
  @Test
  void a_given_cluster_goes_before_binaries() {
    assertThat(
            ClusterSource.first(Map.of("ROLLWAVE_TEST_KUBECONFIG", "a", "KUBEBUILDER_ASSETS", "b")))
        .contains(ClusterSource.KUBECONFIG);
  }

  @Test
  void a_version_that_is_asked_for_goes_before_everything_that_is_there() {
    assertThat(
            ClusterSource.first(
                Map.of("ROLLWAVE_TEST_KUBERNETES", "1.34", "ROLLWAVE_TEST_KUBECONFIG", "a")))
        .contains(ClusterSource.VERSION);
  }

  @Test
  void binaries_serve_when_the_kubeconfig_variable_is_set_to_nothing() {
    assertThat(
            ClusterSource.first(Map.of("ROLLWAVE_TEST_KUBECONFIG", "", "KUBEBUILDER_ASSETS", "b")))
        .contains(ClusterSource.BINARIES);
  }

  @Test
  void kwok_plays_the_nodes_of_our_own_control_plane_and_never_those_of_a_given_cluster() {
    assertThat(
            ClusterSource.first(
                Map.of(
                    "ROLLWAVE_TEST_KUBELET",
                    "kwok",
                    "ROLLWAVE_TEST_KUBECONFIG",
                    "a",
                    "KUBEBUILDER_ASSETS",
                    "b")))
        .contains(ClusterSource.BINARIES);
  }

  @Test
  void a_kubelet_that_there_is_none_of_is_a_failure_that_says_what_there_is() {
    Map<String, String> misspelt = Map.of("ROLLWAVE_TEST_KUBELET", "kwock");

    assertThatThrownBy(() -> ClusterSource.first(misspelt))
        .hasMessageContainingAll("kwock", "kwok");
  }

  @Test
  void with_a_cluster_the_tests_run() {
    assertThat(new ClusterAvailability(Optional.of(ClusterSource.BINARIES), "", true).verdict())
        .matches(verdict -> !verdict.isDisabled());
  }

  @Test
  void without_a_cluster_the_tests_are_skipped_and_the_reason_says_what_to_set() {
    ConditionEvaluationResult verdict =
        new ClusterAvailability(Optional.empty(), "needs Go 1.26", false).verdict();

    assertThat(verdict.isDisabled()).isTrue();
    assertThat(verdict.getReason().orElseThrow())
        .contains("KUBEBUILDER_ASSETS", "ROLLWAVE_TEST_KUBECONFIG", "Docker", "needs Go 1.26");
  }

  @Test
  void under_ci_a_missing_cluster_is_a_failure() {
    assertThatThrownBy(() -> new ClusterAvailability(Optional.empty(), "", true).verdict())
        .hasMessageContaining("KUBEBUILDER_ASSETS");
  }
}
