package dev.rollwave.testcluster.controlplane;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * etcd, API server, controller manager and scheduler, run from their binaries on free loopback
 * ports.
 */
public final class ControlPlane implements AutoCloseable {
  private static final int MAX_ATTEMPTS = 2;

  private final Path binaries;
  private final ControlPlaneFiles files;
  private final Watchdog watchdog;
  private final Component etcd;
  private final Component apiServer;
  private final Component controllerManager;
  private final Component scheduler;
  private final String server;
  private final List<Component> beside = new CopyOnWriteArrayList<>();
  private final Thread killer = new Thread(this::kill, "control-plane-killer");

  private ControlPlane(Path binaries) throws IOException {
    this.binaries = binaries;
    files = new ControlPlaneFiles();
    watchdog = Watchdog.over(files.folder());
    String etcdUrl = "http://127.0.0.1:" + freePort();
    int port = freePort();
    server = "https://127.0.0.1:" + port;
    ControlPlaneCommands commands = new ControlPlaneCommands(binaries, files);
    etcd =
        new Component(
            "etcd", commands.etcd(etcdUrl), files.log("etcd"), () -> answers(etcdUrl), watchdog);
    apiServer =
        new Component(
            "kube-apiserver",
            commands.apiServer(etcdUrl, port),
            files.log("kube-apiserver"),
            this::apiServerIsReady,
            watchdog);
    controllerManager =
        new Component(
            "kube-controller-manager",
            commands.controllerManager(),
            files.log("kube-controller-manager"),
            this::controllersWork,
            watchdog);
    scheduler =
        new Component(
            "kube-scheduler",
            commands.scheduler(),
            files.log("kube-scheduler"),
            () -> true,
            watchdog);
  }

  /**
   * Starts a control plane from the folder {@code binaries}. It is stopped by {@link #close}, and
   * for sure when the JVM ends.
   */
  public static ControlPlane start(Path binaries) throws IOException {
    for (int attempt = 1; ; attempt++) {
      ControlPlane controlPlane = new ControlPlane(binaries);
      Runtime.getRuntime().addShutdownHook(controlPlane.killer);
      try {
        controlPlane.startAll();
        return controlPlane;
      } catch (IOException | RuntimeException e) {
        controlPlane.close();
        // A port that was free may be another's by the time that it is used.
        if (attempt == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void startAll() throws IOException {
    etcd.launch();
    apiServer.launch();
    etcd.awaitReady();
    apiServer.awaitReady();
    files.machineryKubeconfig(server);
    controllerManager.launch();
    scheduler.launch();
    controllerManager.awaitReady();
    scheduler.awaitReady();
  }

  private static boolean answers(String etcdUrl) throws IOException {
    try (InputStream answer = URI.create(etcdUrl + "/health").toURL().openStream()) {
      return answer.read() >= 0;
    }
  }

  private boolean apiServerIsReady() throws IOException {
    if (!Files.exists(files.serverCertificate())) {
      return false;
    }
    try (KubernetesClient client = connect()) {
      return "ok".equals(client.raw("/readyz"));
    }
  }

  // The service account controller is one of the last to start, and pods need what it makes.
  private boolean controllersWork() throws IOException {
    try (KubernetesClient client = connect()) {
      return Optional.ofNullable(
              client.serviceAccounts().inNamespace("default").withName("default").get())
          .isPresent();
    }
  }

  private KubernetesClient connect() throws IOException {
    return Clients.impatient(files.machineryKubeconfig(server), Duration.ofSeconds(2));
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The kubeconfig of the user {@code admin}, of the group {@code system:masters}. */
  public Path adminKubeconfig() throws IOException {
    return files.adminKubeconfig(server);
  }

  /** The kubeconfig of the user that plays the nodes, whose requests no audit log has. */
  public Path kubeletKubeconfig() throws IOException {
    return files.kubeletKubeconfig(server);
  }

  /** The API server. Restarted, it keeps its port and certificate. */
  public Component apiServer() {
    return apiServer;
  }

  /** Runs the controllers of all workloads; without it nothing observes a generation. */
  public Component controllerManager() {
    return controllerManager;
  }

  /** The program kubectl, of the same version. */
  public Path kubectl() {
    return program("kubectl");
  }

  /** What lies under that name beside the programs of the control plane, if anything does. */
  Path program(String name) {
    return binaries.resolve(name);
  }

  /** Starts a further program and waits until it serves. It is stopped with the control plane. */
  void startBeside(String name, List<String> command, Component.Ready ready) {
    Component further = new Component(name, command, files.log(name), ready, watchdog);
    beside.add(further);
    further.start();
  }

  /** Writes a file that lasts as long as the control plane. */
  Path write(String name, String text) throws IOException {
    return Files.writeString(files.folder().resolve(name), text);
  }

  /** What the API server recorded of requests, save those of the control plane and the kubelet. */
  public AuditLog auditLog() {
    return new AuditLog(files.auditLog(), 0);
  }

  private List<Component> all() {
    return Stream.concat(beside.stream(), Stream.of(scheduler, controllerManager, apiServer, etcd))
        .toList();
  }

  private void kill() {
    all().forEach(Component::kill);
    files.delete();
  }

  @Override
  public void close() {
    all().forEach(Component::resumeIfAlive);
    all().forEach(Component::stop);
    watchdog.close();
    Runtime.getRuntime().removeShutdownHook(killer);
    files.delete();
  }
}
