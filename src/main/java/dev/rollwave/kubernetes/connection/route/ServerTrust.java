package dev.rollwave.kubernetes.connection.route;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rollwave.kubernetes.connection.credentials.ClientCertificate;
import dev.rollwave.kubernetes.connection.kubeconfig.EntryData;
import dev.rollwave.kubernetes.connection.kubeconfig.KubeconfigEntry;
import dev.rollwave.kubernetes.connection.kubeconfig.SmallFile;
import dev.rollwave.runner.ClusterException;
import io.fabric8.kubernetes.api.model.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Decides which certificates of an API server are trusted, as a kubeconfig's cluster says. */
public final class ServerTrust {
  private ServerTrust() {}

  /**
   * A manager that trusts what {@code cluster} says: every certificate with {@code
   * insecure-skip-tls-verify}, the given authorities and no others, or those of this machine.
   *
   * @throws ClusterException.Refused when what it says cannot be used
   */
  public static X509ExtendedTrustManager of(KubeconfigEntry<Cluster> cluster)
      throws ClusterException.Refused {
    Optional<EntryData> authorities = EntryData.authorities(cluster);
    if (Boolean.TRUE.equals(cluster.value().getInsecureSkipTlsVerify())) {
      if (authorities.isPresent()) {
        throw cluster.refused(
            "insecure-skip-tls-verify",
            "cannot stand beside "
                + EntryData.AUTHORITY
                + ", as kubectl says too: drop one of them");
      }
      return new AnyServer();
    }
    return authorities.isPresent()
        ? of(authorities.get())
        : new KnownServer(
            manager(null),
            "which this machine does not trust; name its authority under "
                + cluster.key(EntryData.AUTHORITY));
  }

  /**
   * Trusts the authorities in {@code file}; where it holds none, those of this machine.
   *
   * @throws ClusterException.Refused when the file holds no certificates in PEM, or a damaged one
   */
  public static X509ExtendedTrustManager ofFile(Path file) throws ClusterException.Refused {
    try {
      String pem = new String(SmallFile.read(file), ISO_8859_1);
      if (!pem.isBlank()) {
        return of(new EntryData(file.toString(), pem));
      }
    } catch (SmallFile.UnreadableException e) {
      return new KnownServer(manager(null), "and there is no authority in " + file);
    }
    return new KnownServer(manager(null), "and there is no authority in " + file);
  }

  private static X509ExtendedTrustManager of(EntryData authorities)
      throws ClusterException.Refused {
    return new KnownServer(
        manager(store(authorities)), "which is not the one of " + authorities.key());
  }

  private static KeyStore store(EntryData authorities) throws ClusterException.Refused {
    List<X509Certificate> certificates;
    try {
      certificates = ClientCertificate.chain(authorities.text());
    } catch (CertificateException e) {
      throw authorities.refused("holds no certificates in PEM, or a damaged one");
    }
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < certificates.size(); i++) {
        store.setCertificateEntry("authority-" + i, certificates.get(i));
      }
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the JDK keeps certificates in memory", e);
    }
  }

  private static X509ExtendedTrustManager manager(@Nullable KeyStore store) {
    try {
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager extended) {
          return extended;
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK checks chains of certificates", e);
    }
    throw new IllegalStateException("the JDK checks chains of certificates");
  }
}
