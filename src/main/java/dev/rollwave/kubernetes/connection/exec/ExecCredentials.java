package dev.rollwave.kubernetes.connection.exec;

import dev.rollwave.kubernetes.connection.credentials.ClientCertificate;
import dev.rollwave.kubernetes.connection.credentials.Credentials;
import dev.rollwave.kubernetes.connection.credentials.CredentialsException;
import dev.rollwave.kubernetes.connection.credentials.Identity;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Credentials from a plugin: kept until they expire or a 401 refuses them. One request at a time
 * runs the plugin, since it may ask a person.
 */
public final class ExecCredentials implements Credentials {
  private final ExecPlugin plugin;
  private final Optional<ClientCertificate> written;
  private final InstantSource clock;
  private final ReentrantLock asking = new ReentrantLock();
  private Optional<Kept> kept = Optional.empty();

  private record Kept(Identity identity, ExecAnswer answer) {}

  /**
   * Credentials of {@code plugin}.
   *
   * @param written a certificate in the kubeconfig, which takes precedence over the plugin's
   * @param clock that expiry goes by
   */
  public ExecCredentials(
      ExecPlugin plugin, Optional<ClientCertificate> written, InstantSource clock) {
    this.plugin = plugin;
    this.written = written;
    this.clock = clock;
  }

  @Override
  public Identity current() throws CredentialsException, InterruptedException {
    asking.lockInterruptibly();
    try {
      Optional<Kept> good = kept.filter(it -> !isExpired(it.answer()));
      return good.isPresent() ? good.get().identity() : ask();
    } finally {
      asking.unlock();
    }
  }

  @Override
  public Identity renewed(Identity refused) throws CredentialsException, InterruptedException {
    asking.lockInterruptibly();
    try {
      Optional<Identity> renewed =
          kept.map(Kept::identity).filter(identity -> !identity.equals(refused));
      return renewed.isPresent() ? renewed.get() : ask();
    } finally {
      asking.unlock();
    }
  }

  private boolean isExpired(ExecAnswer answer) {
    return answer.expires().filter(at -> at.isBefore(clock.instant())).isPresent();
  }

  // A person is there at the start; later on the terminal shows a run.
  private Identity ask() throws CredentialsException, InterruptedException {
    ExecAnswer answer = plugin.run(kept.isEmpty());
    Identity identity =
        new Identity(
            answer.token().map(token -> "Bearer " + token.strip()),
            written.or(answer::certificate));
    kept = Optional.of(new Kept(identity, answer));
    return identity;
  }

  @Override
  public String words() {
    return "what the " + plugin.words() + " told";
  }
}
