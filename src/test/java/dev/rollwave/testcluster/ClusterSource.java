package dev.rollwave.testcluster;

import dev.rollwave.testcluster.controlplane.ControlPlane;
import dev.rollwave.testcluster.controlplane.ControlPlaneBuild;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** Where the cluster of the integration tests comes from: the first of these that is to be had. */
enum ClusterSource {
  /** A control plane of the version that was asked for, whatever else there is. */
  VERSION {
    @Override
    boolean isAvailable(Map<String, String> environment) {
      return value(environment, VERSION_VARIABLE).isPresent();
    }

    @Override
    TestCluster start(Map<String, String> environment) throws IOException {
      return built(new ControlPlaneBuild(value(environment, VERSION_VARIABLE)), environment);
    }
  },
  /** A cluster that is there already. */
  KUBECONFIG {
    @Override
    boolean isAvailable(Map<String, String> environment) {
      return mayHaveNodesOfItsOwn(environment)
          && value(environment, KUBECONFIG_VARIABLE).isPresent();
    }

    @Override
    TestCluster start(Map<String, String> environment) throws IOException {
      return RunningCluster.on(
          Path.of(value(environment, KUBECONFIG_VARIABLE).orElseThrow()), () -> {});
    }
  },
  /** Binaries, as Kubernetes' own envtest finds them. */
  BINARIES {
    @Override
    boolean isAvailable(Map<String, String> environment) {
      return value(environment, BINARIES_VARIABLE).isPresent();
    }

    @Override
    TestCluster start(Map<String, String> environment) throws IOException {
      return RunningCluster.on(
          ControlPlane.start(Path.of(value(environment, BINARIES_VARIABLE).orElseThrow())),
          NodePlayer.of(environment));
    }
  },
  /** A k3s container. */
  DOCKER {
    @Override
    boolean isAvailable(Map<String, String> environment) {
      return mayHaveNodesOfItsOwn(environment)
          && DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    TestCluster start(Map<String, String> environment) throws IOException {
      return DockerCluster.start();
    }
  },
  /** A control plane that is built with Go, once for all checkouts. */
  BUILD {
    @Override
    boolean isAvailable(Map<String, String> environment) {
      return USUAL_BUILD.obstacle().isEmpty();
    }

    @Override
    TestCluster start(Map<String, String> environment) throws IOException {
      return built(USUAL_BUILD, environment);
    }
  };

  /** Of the Kubernetes that the tests are made for. */
  static final ControlPlaneBuild USUAL_BUILD = new ControlPlaneBuild(Optional.empty());

  static final String VERSION_VARIABLE = "ROLLWAVE_TEST_KUBERNETES";

  static final String KUBECONFIG_VARIABLE = "ROLLWAVE_TEST_KUBECONFIG";
  static final String BINARIES_VARIABLE = "KUBEBUILDER_ASSETS";

  abstract boolean isAvailable(Map<String, String> environment);

  abstract TestCluster start(Map<String, String> environment) throws IOException;

  /** The first source that is to be had, or empty. */
  static Optional<ClusterSource> first(Map<String, String> environment) {
    for (ClusterSource source : values()) {
      if (source.isAvailable(environment)) {
        return Optional.of(source);
      }
    }
    return Optional.empty();
  }

  private static TestCluster built(ControlPlaneBuild build, Map<String, String> environment)
      throws IOException {
    NodePlayer player = NodePlayer.of(environment);
    return RunningCluster.on(ControlPlane.start(build.programs(player.programs())), player);
  }

  // kwok plays the nodes of a control plane that has none.
  private static boolean mayHaveNodesOfItsOwn(Map<String, String> environment) {
    return NodePlayer.of(environment) == NodePlayer.FAKE_KUBELET;
  }

  /**
   * As many clusters as classes of tests can have for themselves: of control planes that are
   * started here three, which two cores carry, and of another's cluster one.
   */
  ClusterPool pool() {
    return new ClusterPool(
        this::startHere,
        switch (this) {
          case KUBECONFIG, DOCKER -> 1;
          case VERSION, BINARIES, BUILD -> 3;
        });
  }

  private TestCluster startHere() {
    try {
      return start(System.getenv());
    } catch (IOException e) {
      throw new UncheckedIOException("no cluster from " + this, e);
    }
  }

  // A variable that is set to nothing is not set.
  private static Optional<String> value(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }
}
