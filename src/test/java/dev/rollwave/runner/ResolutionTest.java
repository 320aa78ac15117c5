package dev.rollwave.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.workload.WorkloadSnapshot;
import dev.rollwave.workload.WorkloadSnapshot.DeploymentSnapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResolutionTest {
  private static final WorkloadSnapshot CART = MarkedWorkloads.of("cart", Optional.empty(), 2);
  private static final WorkloadSnapshot MAIL = paused("mail");

  @Test
  void a_run_may_begin_where_each_workload_can_be_restarted() {
    assertThat(new Resolution(Map.of("one", List.of(CART)), List.of()).refusals()).isEmpty();
  }

  @Test
  void problems_come_first_and_a_workload_that_cannot_be_restarted_is_refused_once() {
    Map<String, List<WorkloadSnapshot>> targets = new LinkedHashMap<>();
    targets.put("one", List.of(CART, MAIL));
    targets.put("two", List.of(MAIL));

    assertThat(new Resolution(targets, List.of("shop/Deployment/mail is twice")).refusals())
        .containsExactly(
            "shop/Deployment/mail is twice",
            "shop/Deployment/mail: it is paused, so a restart would do nothing; resume it with"
                + " `kubectl rollout resume deployment/mail -n shop` (Paused)");
  }

  private static WorkloadSnapshot paused(String name) {
    DeploymentSnapshot it = (DeploymentSnapshot) MarkedWorkloads.of(name, Optional.empty(), 2);
    return new DeploymentSnapshot(
        it.object(),
        it.desired(),
        it.replicas(),
        it.updated(),
        it.ready(),
        it.available(),
        true,
        it.strategy(),
        it.conditions(),
        it.minReadySeconds(),
        it.surgeObstacles());
  }
}
