package dev.rollwave.cli;

import dev.rollwave.cli.options.ClusterOptions;
import dev.rollwave.cli.options.ManifestInput;
import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.console.preview.HealthTable;
import dev.rollwave.kubernetes.manifest.ManifestReading;
import dev.rollwave.kubernetes.manifest.Manifests;
import dev.rollwave.kubernetes.manifest.UnreadableManifestException;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.rollout.JudgedWorkload;
import dev.rollwave.workload.rollout.ObservedWorkload;
import dev.rollwave.workload.rollout.RolloutStatus;
import dev.rollwave.workload.rollout.Status;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollwave health}: what a run would judge of workloads as they are. */
@Command(
    name = "health",
    header = "Judge rollouts by the rules of a run, and change nothing.",
    description = {
      "",
      "Prints status, reason and message of each Deployment, StatefulSet and DaemonSet. From a file"
          + " they are judged by their counts, and proven by their pods too where the file holds"
          + " the pods, with the ReplicaSets or ControllerRevisions that tell which are the newest."
          + " From a cluster the pods are always asked.",
      ""
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all are Current",
      "1:at least one is not",
      "2:wrong usage, or the input cannot be read or holds no workload",
      "3:the cluster refused",
      "6:the cluster could not be reached"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kubectl get deploy,sts,ds -o yaml | rollwave health -f -",
      "  kubectl get deploy,sts,ds,rs,controllerrevisions,pods -o json | rollwave health -f -",
      "  rollwave health deployment/cart statefulset/session-cache -n shop"
    })
final class HealthCommand implements Callable<Integer> {
  /** How the verdicts are written. */
  enum Output {
    TABLE,
    JSON
  }

  private final InputStream in;
  private final WorkloadSource.Opening opening;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "KIND/NAME",
      arity = "0..*",
      description = "Workloads to read from the cluster, such as deployment/cart.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE",
      description = "YAML or JSON to read instead; - is standard input.")
  private Optional<String> file = Optional.empty();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "Namespace of KIND/NAME; else that of the context or service account.")
  private Optional<String> namespace = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table (the default) or json.")
  private Output output = Output.TABLE;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  /** As the process has it. */
  HealthCommand() {
    this(System.in, ConnectedSource::open);
  }

  HealthCommand(InputStream in, WorkloadSource.Opening opening) {
    this.in = in;
    this.opening = opening;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (file.isPresent() == !names.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Say what to judge: either -f FILE, or KIND/NAME of the cluster.");
    }
    if (file.isPresent() && namespace.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "-n goes with KIND/NAME; a file names the namespaces itself.");
    }
    return (file.isPresent() ? judgeFile(file.get()) : judgeCluster()).code();
  }

  private ExitStatus judgeFile(String path) {
    try {
      ManifestReading reading = Manifests.read(ManifestInput.read(path, in));
      reading.notes().forEach(note -> complain(ManifestInput.shown(path) + ": " + note));
      if (!reading.ignored().isEmpty()) {
        complain("ignored, as it tells nothing of a rollout: " + ManifestInput.counted(reading));
      }
      if (reading.workloads().isEmpty()) {
        complain(ManifestInput.shown(path) + ": no Deployment, StatefulSet or DaemonSet in it");
        return ExitStatus.INVALID;
      }
      return print(reading.workloads().stream().map(ObservedWorkload::judged).toList());
    } catch (UnreadableManifestException | ManifestInput.UnreadableFile e) {
      complain(ManifestInput.shown(path) + ": " + e.getMessage());
      return ExitStatus.INVALID;
    }
  }

  private ExitStatus judgeCluster() throws InterruptedException {
    List<WorkloadNames.Named> asked =
        names.stream().map(name -> WorkloadNames.parse(spec.commandLine(), name)).toList();
    namespace.ifPresent(it -> WorkloadNames.requireNamespace(spec.commandLine(), it));
    try (WorkloadSource source = opening.open(cluster)) {
      String where = namespace.orElseGet(source::namespace);
      WorkloadNames.requireNamespace(spec.commandLine(), where);
      List<JudgedWorkload> judged = new ArrayList<>();
      for (WorkloadNames.Named name : asked) {
        WorkloadRef ref = name.in(where);
        judged.add(source.read(ref).map(ObservedWorkload::judged).orElseGet(() -> notFound(ref)));
      }
      return print(judged);
    } catch (ClusterException.Refused e) {
      complain(String.valueOf(e.getMessage()));
      return ExitStatus.REFUSED;
    } catch (ClusterException e) {
      complain(String.valueOf(e.getMessage()));
      return ExitStatus.UNREACHABLE;
    }
  }

  private static JudgedWorkload notFound(WorkloadRef ref) {
    return new JudgedWorkload(
        ref, new RolloutStatus(Status.NOT_FOUND, "NotFound", "the cluster has no such workload"));
  }

  private ExitStatus print(List<JudgedWorkload> judged) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        switch (output) {
          case TABLE -> HealthTable.text(judged);
          case JSON -> HealthTable.json(judged);
        });
    out.flush();
    boolean allCurrent = judged.stream().allMatch(w -> w.status().status() == Status.CURRENT);
    return allCurrent ? ExitStatus.DONE : ExitStatus.WORKLOAD_FAILED;
  }

  private void complain(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("rollwave: " + HealthTable.shown(message));
    err.flush();
  }
}
