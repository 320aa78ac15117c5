package dev.rollwave.kubernetes;

import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiServer;
import dev.rollwave.kubernetes.api.HttpConnections;
import dev.rollwave.kubernetes.api.Lifetime;
import dev.rollwave.kubernetes.api.Reachability;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.kubernetes.api.Ticker;
import dev.rollwave.kubernetes.cluster.KubernetesCluster;
import dev.rollwave.kubernetes.cluster.Rereads;
import dev.rollwave.kubernetes.cluster.ResourceVersions;
import dev.rollwave.kubernetes.cluster.WorkloadWatch;
import dev.rollwave.kubernetes.config.ClosingHttpClients;
import dev.rollwave.kubernetes.config.ClusterConfig;
import dev.rollwave.kubernetes.config.ConnectionOptions;
import dev.rollwave.kubernetes.connection.Login;
import dev.rollwave.kubernetes.connection.credentials.CredentialsException;
import dev.rollwave.kubernetes.lease.LeaseLock;
import dev.rollwave.kubernetes.lease.LeaseWatch;
import dev.rollwave.kubernetes.preflight.AccessReviews;
import dev.rollwave.kubernetes.preflight.OwnName;
import dev.rollwave.kubernetes.preflight.Permission;
import dev.rollwave.kubernetes.record.ConfigMapRecords;
import dev.rollwave.kubernetes.record.RecordSearches;
import dev.rollwave.kubernetes.record.RecordWatch;
import dev.rollwave.kubernetes.survey.NodeReadings;
import dev.rollwave.kubernetes.survey.PlanSurvey;
import dev.rollwave.kubernetes.survey.WorkloadLookup;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.ClusterAccess;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.LockWatch;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.record.PlanRecordStore;
import dev.rollwave.runner.record.RecordSearch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A way to one API server, with the credentials of a login. Nothing is sent until it is used. */
public final class KubernetesConnection implements AutoCloseable {
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  /** With five tries a server that is just being restarted is forgiven. */
  private static final int MAX_ATTEMPTS = 5;

  private final Login login;
  private final ClosingHttpClients clients;
  private final HttpConnections http;
  private final ApiServer server;

  private KubernetesConnection(Login login, Login.Passport first, Duration requestTimeout) {
    this.login = login;
    clients = new ClosingHttpClients(login);
    http = new HttpConnections(clients::make, first.certificate());
    server = new ApiServer(login, http, requestTimeout);
  }

  /**
   * Finds the cluster that {@code options} mean.
   *
   * @throws ClusterException.Unreachable when there is nothing that describes a cluster; it says
   *     where it was looked for
   * @throws ClusterException.Refused when the context is unknown, or a file of it cannot be used
   */
  public static KubernetesConnection open(ConnectionOptions options) throws ClusterException {
    return open(options, REQUEST_TIMEOUT);
  }

  static KubernetesConnection open(ConnectionOptions options, Duration requestTimeout)
      throws ClusterException {
    Login login = ClusterConfig.find(options);
    try {
      // Whoever has no credentials hears of it before anything is shown, and while a plugin may
      // ask.
      return new KubernetesConnection(login, login.passport(), requestTimeout);
    } catch (CredentialsException e) {
      throw new ClusterException.Refused(Objects.requireNonNullElse(e.getMessage(), ""));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException.Unreachable("interrupted while asking for credentials");
    }
  }

  /** The URL of the API server. */
  public String server() {
    return login.target().server();
  }

  /** The context of the kubeconfig; empty for a pod's service account. */
  public Optional<String> context() {
    return login.target().context();
  }

  /**
   * Which cluster it is, and as whom it is asked; the API server is asked for the latter.
   *
   * @param random for waits between tries
   */
  public ClusterAccess access(RandomGenerator random) {
    return new ClusterAccess(context(), shown(login.target().server()), user(random));
  }

  private Optional<String> user(RandomGenerator random) {
    Requests requests = new Requests(server, Reachability.untold(), new Lifetime(), random);
    try {
      return new OwnName(requests).ask().or(() -> login.target().user());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return login.target().user();
    }
  }

  // The slash at its end is for paths.
  private static String shown(String url) {
    return url.replaceFirst("/$", "");
  }

  /** The namespace of the context or the service account, {@code default} when it names none. */
  public String namespace() {
    return login.target().namespace();
  }

  /**
   * The cluster. To be closed before this connection.
   *
   * @param clock that says when it is too late for a restart
   * @param random for waits between tries
   */
  public Cluster cluster(InstantSource clock, RandomGenerator random) {
    return cluster(clock, random, WorkloadWatch.SILENCE);
  }

  Cluster cluster(InstantSource clock, RandomGenerator random, Duration silence) {
    return new KubernetesCluster(server, clock, random, silence);
  }

  /**
   * The lock of runs, kept in {@code namespace}. To be given back before this connection is closed.
   *
   * @param clock for the times in its record
   * @param random for waits between tries
   */
  public RunLock lock(String namespace, InstantSource clock, RandomGenerator random) {
    return lock(namespace, clock, random, Ticker.system());
  }

  public RunLock lock(
      String namespace, InstantSource clock, RandomGenerator random, Ticker ticker) {
    Requests requests = new Requests(server, Reachability.untold(), new Lifetime(), random);
    return new LeaseLock(new LeaseLock.Surroundings(requests, clock, ticker), namespace);
  }

  /**
   * Looks at the locks of runs in {@code namespace}. Of no use once this connection is closed.
   *
   * @param random for waits between tries
   */
  public LockWatch lockWatch(String namespace, RandomGenerator random) {
    return new LeaseWatch(
        new Requests(server, Reachability.untold(), new Lifetime(), random),
        namespace,
        Ticker.system());
  }

  /**
   * The records of runs, kept in {@code namespace}. Of no use once this connection is closed.
   *
   * @param random for waits between tries
   */
  public PlanRecordStore records(String namespace, RandomGenerator random) {
    return new ConfigMapRecords(
        new Requests(server, Reachability.untold(), new Lifetime(), random), namespace);
  }

  /**
   * Which plans have a record, where {@code namespace} holds none that was looked for.
   *
   * @param random for waits between tries
   * @throws ClusterException when the cluster cannot be reached
   */
  public RecordSearch recordsAround(String namespace, RandomGenerator random)
      throws ClusterException {
    Requests requests = new Requests(server, Reachability.untold(), new Lifetime(), random);
    try {
      return new RecordSearches(requests).around(namespace);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException.Unreachable("interrupted while looking for records");
    }
  }

  /**
   * What a run of {@code plan} may not do with its lock and its record in {@code namespace}: one
   * sentence each, with its fix.
   *
   * @param random for waits between tries
   * @throws ClusterException when the cluster cannot be reached
   */
  public List<String> missingRights(String namespace, String plan, RandomGenerator random)
      throws ClusterException {
    Requests requests = new Requests(server, Reachability.untold(), new Lifetime(), random);
    try {
      return new AccessReviews(requests, MAX_ATTEMPTS)
          .missing(Permission.toKeepRuns(plan, namespace));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException.Unreachable("interrupted while asking for the rights of a run");
    }
  }

  /**
   * Reads single workloads. Of no use once this connection is closed.
   *
   * @param random for waits between tries
   */
  public WorkloadLookup lookup(RandomGenerator random) {
    return new WorkloadLookup(new Requests(server, Reachability.untold(), new Lifetime(), random));
  }

  /**
   * Reads what a rehearsal has to know. Of no use once this connection is closed.
   *
   * @param random for waits between tries
   */
  public PlanSurvey survey(RandomGenerator random) {
    return new PlanSurvey(new Requests(server, Reachability.untold(), new Lifetime(), random));
  }

  /** As a run watches its record in {@code namespace}, by a ticker of its own. */
  public RecordWatch watch(
      String namespace, String plan, RandomGenerator random, RecordWatch.Told told, Ticker ticker) {
    return new RecordWatch(
        new Requests(server, Reachability.untold(), new Lifetime(), random),
        ApiPath.configMaps(namespace).named(StatePlace.nameFor(plan)),
        told,
        ticker);
  }

  /** Reads nodes, by a ticker of its own. */
  public NodeReadings nodes(RandomGenerator random, Ticker ticker) {
    return new NodeReadings(
        new Requests(server, Reachability.untold(), new Lifetime(), random), ticker);
  }

  /** Reads workloads again, as a cluster does that {@code lifetime} belongs to. */
  public Rereads rereads(ResourceVersions versions, Lifetime lifetime, RandomGenerator random) {
    return new Rereads(
        new Requests(server, Reachability.untold(), lifetime, random), versions, lifetime);
  }

  @Override
  public void close() {
    http.get().close();
    clients.close();
  }
}
