package dev.rollwave.testcluster.controlplane;

import java.nio.file.Path;
import java.util.List;

/** The command lines of the control plane's programs, tuned for two shared cores. */
record ControlPlaneCommands(Path binaries, ControlPlaneFiles files) {
  List<String> etcd(String url) {
    return List.of(
        program("etcd"),
        "--data-dir=" + files.folder().resolve("etcd"),
        "--listen-client-urls=" + url,
        "--advertise-client-urls=" + url,
        "--listen-peer-urls=http://127.0.0.1:0",
        "--unsafe-no-fsync",
        "--log-level=warn",
        "--logger=zap");
  }

  List<String> apiServer(String etcdUrl, int port) {
    return List.of(
        program("kube-apiserver"),
        "--etcd-servers=" + etcdUrl,
        "--bind-address=127.0.0.1",
        // The certificate that it makes for itself is for this address.
        "--advertise-address=127.0.0.1",
        "--secure-port=" + port,
        "--cert-dir=" + files.certificates(),
        "--token-auth-file=" + files.tokens(),
        "--authorization-mode=RBAC",
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=" + files.serviceAccountPublicKey(),
        "--service-account-signing-key-file=" + files.serviceAccountKey(),
        "--service-cluster-ip-range=10.0.0.0/16",
        // An endpoint on the loopback address is refused, and no test looks for it.
        "--endpoint-reconciler-type=none",
        "--allow-privileged=true",
        "--audit-policy-file=" + files.auditPolicy(),
        "--audit-log-path=" + files.auditLog(),
        // At 100 MB it would be moved aside, and what tests count in it would be gone.
        "--audit-log-maxsize=100000",
        "--profiling=false");
  }

  List<String> controllerManager() {
    return List.of(
        program("kube-controller-manager"),
        "--kubeconfig=" + files.folder().resolve("control-plane.kubeconfig"),
        "--leader-elect=false",
        "--secure-port=0",
        "--controllers=deployment,replicaset,statefulset,daemonset,namespace,serviceaccount,"
            + "serviceaccount-token,garbagecollector,resourcequota,nodelifecycle,disruption,"
            + "job,cronjob,podgc,ttl-after-finished,root-ca-cert-publisher",
        "--service-account-private-key-file=" + files.serviceAccountKey(),
        "--root-ca-file=" + files.serverCertificate(),
        "--concurrent-deployment-syncs=3",
        "--concurrent-replicaset-syncs=3",
        "--concurrent-statefulset-syncs=3",
        "--concurrent-gc-syncs=3",
        "--concurrent-namespace-syncs=3",
        "--kube-api-qps=200",
        "--kube-api-burst=400",
        // A paused API server must not make nodes look lost: the nodes are not what is tested.
        "--node-monitor-grace-period=24h",
        "--profiling=false");
  }

  List<String> scheduler() {
    return List.of(
        program("kube-scheduler"),
        "--kubeconfig=" + files.folder().resolve("control-plane.kubeconfig"),
        "--leader-elect=false",
        "--secure-port=0",
        "--kube-api-qps=200",
        "--kube-api-burst=400",
        "--profiling=false");
  }

  private String program(String name) {
    return binaries.resolve(name).toString();
  }
}
