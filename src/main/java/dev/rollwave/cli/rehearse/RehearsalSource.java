package dev.rollwave.cli.rehearse;

import dev.rollwave.cli.options.ClusterOptions;
import dev.rollwave.cli.options.ManifestInput;
import dev.rollwave.cli.run.Preflight;
import dev.rollwave.console.preview.HealthTable;
import dev.rollwave.kubernetes.KubernetesConnection;
import dev.rollwave.kubernetes.manifest.ManifestSurvey;
import dev.rollwave.kubernetes.manifest.Manifests;
import dev.rollwave.kubernetes.manifest.UnreadableManifestException;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.simulation.rehearsal.InventedWorld;
import dev.rollwave.simulation.rehearsal.RehearsalCluster;
import dev.rollwave.simulation.rehearsal.SurveyedWorld;
import dev.rollwave.workload.survey.SurveyedWorkload;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a rehearsal's cluster comes from. */
final class RehearsalSource {
  @Option(
      names = "--snapshot",
      paramLabel = "FILE",
      description = {
        "Play on the cluster of FILE, which `kubectl get deploy,sts,ds,rs,pods -A -o json` wrote,"
            + " or yaml; - reads standard input. How long pods take is measured from when they were"
            + " created, ran and were Ready."
      })
  private Optional<String> snapshot = Optional.empty();

  @Option(
      names = "--cluster",
      paramLabel = "live",
      description =
          "Play on the workloads of the cluster of --kubeconfig and --context as they are; it is"
              + " only read, and nothing is touched.")
  private Optional<Cluster> cluster = Optional.empty();

  @Mixin private ClusterOptions options = new ClusterOptions();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Which cluster is read. */
  enum Cluster {
    LIVE
  }

  /**
   * What a rehearsal is played on.
   *
   * @param cluster the cluster
   * @param setting where it comes from, a sentence
   * @param refusals why a run would not begin there, one sentence each
   */
  record Found(RehearsalCluster cluster, String setting, List<String> refusals) {
    Found {
      refusals = List.copyOf(refusals);
    }
  }

  /**
   * The cluster for {@code plan}.
   *
   * @throws ParameterException when the snapshot cannot be read
   * @throws ClusterException when the live cluster refuses or cannot be reached
   */
  Found find(RestartPlan plan) throws ClusterException, InterruptedException {
    if (snapshot.isPresent() && cluster.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "Say where the workloads come from: either --snapshot or --cluster.");
    }
    if (snapshot.isPresent()) {
      return surveyed(plan, read(snapshot.get()), setting(snapshot.get()));
    }
    return cluster.isPresent()
        ? live(plan)
        : new Found(
            new InventedWorld(plan).cluster(),
            "An invented cluster and a clock that jumps; no cluster was asked or touched.",
            List.of());
  }

  private Found live(RestartPlan plan) throws ClusterException, InterruptedException {
    try (KubernetesConnection connection = KubernetesConnection.open(options.connection())) {
      return surveyed(
          plan,
          connection.survey(new SplittableRandom()).read(plan),
          "The cluster at "
              + connection.server()
              + " as it is, in memory, and a clock that jumps; it was read, and not touched.");
    }
  }

  private static Found surveyed(
      RestartPlan plan, List<SurveyedWorkload> workloads, String setting) {
    SurveyedWorld world = new SurveyedWorld(plan, workloads, "as found");
    return new Found(world.cluster(), setting, Preflight.of(plan, world.resolution()).refusals());
  }

  private List<SurveyedWorkload> read(String path) {
    try {
      ManifestSurvey survey = Manifests.survey(ManifestInput.read(path, System.in));
      survey.notes().forEach(note -> tell(ManifestInput.shown(path) + ": " + note));
      return survey.workloads();
    } catch (UnreadableManifestException | ManifestInput.UnreadableFile e) {
      throw new ParameterException(
          spec.commandLine(),
          "--snapshot: " + HealthTable.shown(ManifestInput.shown(path) + ": " + e.getMessage()));
    }
  }

  private void tell(String note) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("rollwave: --snapshot: " + HealthTable.shown(note));
    err.flush();
  }

  private static String setting(String path) {
    return "The cluster of "
        + ManifestInput.shown(path)
        + " in memory, and a clock that jumps; no cluster was asked or touched.";
  }
}
