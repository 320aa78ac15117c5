package dev.rollwave.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadKindTest {
  @ParameterizedTest
  @CsvSource({
    "Deployment, DEPLOYMENT",
    "deployments, DEPLOYMENT",
    "deploy, DEPLOYMENT",
    "STATEFULSET, STATEFUL_SET",
    "StatefulSets, STATEFUL_SET",
    "sts, STATEFUL_SET",
    "daemonset, DAEMON_SET",
    "daemonsets, DAEMON_SET",
    "DS, DAEMON_SET",
  })
  void a_kind_is_known_by_every_name_that_kubectl_takes_in_any_case(
      String text, WorkloadKind meant) {
    assertThat(WorkloadKind.named(text)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pod", "deployment.apps", "DEPLOYMENT_", " sts"})
  void what_is_no_name_of_a_kind_names_none(String text) {
    assertThat(WorkloadKind.named(text)).isEmpty();
  }

  @Test
  void rights_are_given_for_the_plural() {
    assertThat(WorkloadKind.STATEFUL_SET.plural()).isEqualTo("statefulsets");
  }
}
