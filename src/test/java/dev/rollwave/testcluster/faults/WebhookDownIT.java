package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.OnSharedCluster;
import dev.rollwave.testcluster.process.JarProcess;
import dev.rollwave.testcluster.workloads.Manifests;
import dev.rollwave.testcluster.workloads.Rollouts;
import dev.rollwave.testcluster.workloads.TestNamespace;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A webhook that is asked about the Deployments of one namespace, and whose service is down. */
@OnSharedCluster
class WebhookDownIT extends FaultIT {
  private static final Duration SOAK = Duration.ofSeconds(5);

  /** For requests and answers, on a machine that has more to do. */
  private static final Duration A_WHILE = Duration.ofSeconds(4);

  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private TestNamespace calm = new TestNamespace("not yet");
  private WorkloadRef behindTheWebhook = calm.deployment("one");
  private WorkloadRef unrelated = calm.deployment("two");

  @BeforeEach
  void create(TestNamespace other) {
    calm = other;
    behindTheWebhook = bench().one();
    unrelated = calm.deployment("two");
    bench().create(Manifests.deployment(bench().namespace(), "one", 1));
    bench().client().resource(Manifests.deployment(calm, "two", 1)).create();
    Rollouts.awaitAll(bench().client(), calm);
    // Without a selector it gets no endpoints, so that its address leads nowhere.
    bench()
        .client()
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName("policy")
                .withNamespace(bench().namespace().name())
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withPort(443)
                .endPort()
                .endSpec()
                .build())
        .create();
    bench().client().resource(webhook()).create();
  }

  @AfterEach
  void takeTheWebhookAway() {
    bench().client().resource(webhook()).delete();
  }

  private ValidatingWebhookConfiguration webhook() {
    String namespace = bench().namespace().name();
    return new ValidatingWebhookConfigurationBuilder()
        .withNewMetadata()
        .withName("policy-of-" + namespace)
        .endMetadata()
        .addNewWebhook()
        .withName("policy.rollwave.dev")
        .withAdmissionReviewVersions("v1")
        .withSideEffects("None")
        .withFailurePolicy("Fail")
        .withTimeoutSeconds(1)
        .withNewNamespaceSelector()
        .addToMatchLabels("kubernetes.io/metadata.name", namespace)
        .endNamespaceSelector()
        .addNewRule()
        .withApiGroups("apps")
        .withApiVersions("v1")
        .withOperations("UPDATE")
        .withResources("deployments")
        .endRule()
        .withNewClientConfig()
        .withNewService()
        .withNamespace(namespace)
        .withName("policy")
        .endService()
        .endClientConfig()
        .endWebhook()
        .build();
  }

  private JarProcess start() throws IOException {
    return bench()
        .start(
            bench()
                .planOf(
                    """
                    health: {timeout: 60s, soak: %ds}
                    onFailure: continue
                    waves:
                      - name: behind-the-webhook
                        workloads: [{kind: Deployment, namespace: HERE, name: one}]
                      - name: unrelated
                        dependsOn: []
                        workloads: [{kind: Deployment, namespace: %s, name: two}]
                    """
                        .formatted(SOAK.toSeconds(), calm.name())));
  }

  @Test
  void f11_a_webhook_that_is_down_in_one_namespace_holds_up_no_soak_in_another()
      throws IOException {
    try (JarProcess run = start()) {
      Bench.await("the soak", () -> run.output().contains(" soak      " + unrelated));
      Instant begun = Instant.now();
      Bench.await(
          "the unrelated wave",
          () ->
              run.output().contains(" healthy   wave/unrelated")
                  || Instant.now().isAfter(begun.plus(TIMEOUT.dividedBy(3))));
      Duration took = Duration.between(begun, Instant.now());
      boolean wasUnderWay = !run.output().contains(" failed    " + behindTheWebhook);

      assertThat(took).as(run::transcript).isLessThan(SOAK.plus(A_WHILE));
      assertThat(wasUnderWay).as(run::transcript).isTrue();
      assertThat(bench().truth().facts(behindTheWebhook).stamp()).isEmpty();
      takeTheWebhookAway();
      assertThat(run.awaitExit(TIMEOUT)).as(run::transcript).isZero();
      assertThat(run.output()).doesNotContain(" outage ");
    }
    assertThat(bench().truth().facts(behindTheWebhook).stamp()).isPresent();
  }
}
