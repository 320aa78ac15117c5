package dev.rollwave.testcluster;

import dev.rollwave.testcluster.controlplane.Component;
import dev.rollwave.testcluster.controlplane.ControlPlane;
import dev.rollwave.testcluster.controlplane.Kwok;
import dev.rollwave.testcluster.kubelet.FakeKubelet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** A live Kubernetes API with controllers, and nodes that a {@link NodePlayer} plays. */
public interface TestCluster extends AutoCloseable {

  /** The kubeconfig of an administrator. Its certificate authority is verified. */
  Path kubeconfig();

  /** A client with an administrator's rights. The cluster closes it. */
  KubernetesClient client();

  /** Plays the pods, unless {@link Kwok} does. */
  Optional<FakeKubelet> fakeKubelet();

  /** As {@link #fakeKubelet}; where kwok plays the pods, the test is aborted. */
  default FakeKubelet kubelet() {
    return fakeKubelet().orElseThrow(() -> new TestAbortedException(NodePlayer.NO_FAKE_KUBELET));
  }

  /** The processes of the control plane, where the test started them. */
  Optional<ControlPlane> controlPlane();

  /** As {@link #controlPlane}; where the tests did not start it, the test is aborted. */
  default ControlPlane ownControlPlane() {
    return controlPlane()
        .orElseThrow(() ->
            new TestAbortedException(
                "this test needs a control plane of its own, built or from KUBEBUILDER_ASSETS"));
  }

  /** The API server, to be stopped, paused and started again; else the test is aborted. */
  default Component apiServer() {
    return ownControlPlane().apiServer();
  }

  /** The controller manager, to be stopped and started again; else the test is aborted. */
  default Component controllerManager() {
    return ownControlPlane().controllerManager();
  }

  @Override
  void close();
}
