package dev.rollwave.testcluster.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/** The files that a control plane is started with, in a temporary folder of its own. */
final class ControlPlaneFiles {
  /** User names: by them the audit log tells the fixture's own requests from those under test. */
  static final String ADMIN = "admin";

  static final String KUBELET = "fake-kubelet";
  private static final String MACHINERY = "control-plane";

  private final Path folder;
  private final String run = UUID.randomUUID().toString();

  ControlPlaneFiles() throws IOException {
    folder = Files.createTempDirectory("rollwave-control-plane-");
    Files.writeString(
        tokens(),
        """
        %s,admin,admin,"system:masters"
        %s,fake-kubelet,fake-kubelet,"system:masters"
        %s,control-plane,control-plane,"system:masters"
        """
            .formatted(token(ADMIN), token(KUBELET), token(MACHINERY)));
    Files.writeString(auditPolicy(), AUDIT_POLICY);
    writeServiceAccountKey();
  }

  // The control plane's own traffic and the fixture's would bury what the tests look for, and cost
  // time to write.
  private static final String AUDIT_POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
        - level: None
          users: [control-plane, fake-kubelet, "system:apiserver", "system:anonymous"]
        - level: RequestResponse
          verbs: [patch]
          resources:
            - group: apps
              resources: [deployments, statefulsets, daemonsets]
        - level: RequestResponse
          verbs: [create, update]
          resources:
            - group: ""
              resources: [configmaps]
            - group: coordination.k8s.io
              resources: [leases]
        - level: Metadata
      """;

  private void writeServiceAccountKey() throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      Files.writeString(serviceAccountKey(), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
      Files.writeString(
          serviceAccountPublicKey(), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK knows RSA", e);
    }
  }

  private static String pem(String what, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
  }

  /** The bearer token of a user of {@link #tokens}. */
  String token(String user) {
    return user + "-" + run;
  }

  Path folder() {
    return folder;
  }

  Path tokens() {
    return folder.resolve("tokens.csv");
  }

  Path auditPolicy() {
    return folder.resolve("audit-policy.yaml");
  }

  Path auditLog() {
    return folder.resolve("audit.log");
  }

  Path serviceAccountKey() {
    return folder.resolve("service-account.key");
  }

  Path serviceAccountPublicKey() {
    return folder.resolve("service-account.pub");
  }

  Path certificates() {
    return folder.resolve("certificates");
  }

  /** The API server writes here its certificate and the authority that it made to sign it. */
  Path serverCertificate() {
    return certificates().resolve("apiserver.crt");
  }

  Path log(String component) {
    return folder.resolve(component + ".log");
  }

  Path kubeconfig(String server, String user) throws IOException {
    String authority = Files.readString(serverCertificate());
    return new Kubeconfig(server, authority, token(user), "default")
        .writeTo(folder.resolve(user + ".kubeconfig"));
  }

  Path adminKubeconfig(String server) throws IOException {
    return kubeconfig(server, ADMIN);
  }

  Path kubeletKubeconfig(String server) throws IOException {
    return kubeconfig(server, KUBELET);
  }

  Path machineryKubeconfig(String server) throws IOException {
    return kubeconfig(server, MACHINERY);
  }

  /** Deletes the folder with all that the control plane wrote, as far as that goes. */
  void delete() {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("left behind: " + folder + ": " + e);
    }
  }
}
