package dev.rollwave.testcluster.cronjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.controlplane.AuditEvent;
import dev.rollwave.testcluster.controlplane.ControlPlane;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A kubelet exchanges a service account's token long before it expires; a run may take longer. */
class RotatedTokenIT extends ShippedCronJobIT {

  private List<String> credentialsOfRestarts(ControlPlane controlPlane, WorkloadRef workload) {
    return controlPlane
        .auditLog()
        .events(it -> it.isRestartOf(workload.namespace(), workload.name()) && it.code() == 200)
        .stream()
        .map(AuditEvent::caller)
        .map(AuditEvent.Caller::credential)
        .toList();
  }

  @Test
  void a_token_that_is_exchanged_in_the_middle_of_a_run_is_used_from_then_on(TestCluster cluster)
      throws IOException {
    assumeThat(cluster.controlPlane()).as("a control plane with an audit log").isPresent();
    ControlPlane controlPlane = cluster.controlPlane().orElseThrow();
    FakeKubelet.Withdrawal heldUp = scene().holdUp(scene().backend());
    JobWatch job = scene().createJob("by-hand");
    Pod pod = job.awaitPodThatSays(" restarted " + scene().backend());

    scene().kubelet().renewVolumes(pod);
    heldUp.withdraw();

    assertThat(job.awaitEnd().getType()).as(scene().kubelet()::logs).isEqualTo("Complete");
    assertThat(scene().restarts()).isEqualTo(scene().eachOnce());
    Awaitility.await("the last restart in the audit log")
        .until(() -> !credentialsOfRestarts(controlPlane, scene().spooler()).isEmpty());
    String before = credentialsOfRestarts(controlPlane, scene().backend()).getFirst();
    assertThat(before).startsWith("JTI=");
    assertThat(credentialsOfRestarts(controlPlane, scene().cache())).containsExactly(before);
    assertThat(credentialsOfRestarts(controlPlane, scene().spooler()))
        .singleElement()
        .asString()
        .startsWith("JTI=")
        .isNotEqualTo(before);
  }
}
