package dev.rollwave.kubernetes.api;

import dev.rollwave.kubernetes.api.Answer.Refused;
import dev.rollwave.kubernetes.api.Answer.Unavailable;
import dev.rollwave.kubernetes.connection.Login;
import dev.rollwave.kubernetes.connection.credentials.CredentialsException;
import java.util.Optional;

/**
 * Sends each request with credentials, or not at all: without, the API server would take it for one
 * of {@code system:anonymous}. After a 401, which says that nothing was done, it is sent once more
 * where there are other credentials by then.
 */
final class Authenticated {
  private static final int UNAUTHORIZED = 401;

  private final Login login;
  private volatile Optional<Login.Passport> last = Optional.empty();

  Authenticated(Login login) {
    this.login = login;
  }

  /** Sends a request. */
  @FunctionalInterface
  interface Sending<T> {
    Answer<T> with(Login.Passport passport) throws InterruptedException;
  }

  /**
   * What came of {@code request}; empty when {@code leave} said that it must not be sent. It is
   * asked after the credentials: a plugin that tells them may take minutes, in which a window is
   * closed.
   */
  <T> Optional<Answer<T>> send(ApiRequest request, ApiServer.Leave leave, Sending<T> sending)
      throws InterruptedException {
    Login.Passport passport;
    try {
      passport = login.passport();
    } catch (CredentialsException e) {
      return Optional.of(
          new Unavailable<>(request + ": " + e.getMessage(), Optional.empty(), Answer.Kind.UNSENT));
    }
    if (!leave.mayBeSent()) {
      return Optional.empty();
    }
    last = Optional.of(passport);
    Answer<T> answer = sending.with(passport);
    return Optional.of(
        answer instanceof Refused<T> refused && refused.code() == UNAUTHORIZED
            ? again(refused, passport, leave, sending)
            : answer);
  }

  private <T> Answer<T> again(
      Refused<T> refused, Login.Passport used, ApiServer.Leave leave, Sending<T> sending)
      throws InterruptedException {
    try {
      Optional<Login.Passport> renewed = login.passportAfter(used);
      if (renewed.isEmpty() || !leave.mayBeSent()) {
        return refused;
      }
      last = renewed;
      return sending.with(renewed.get());
    } catch (CredentialsException e) {
      return new Refused<>(
          refused.code(), refused.message() + "; " + e.getMessage(), refused.ofObject());
    }
  }

  /** What was sent with last; empty before. */
  Optional<Login.Passport> last() {
    return last;
  }
}
