package dev.rollwave.kubernetes.config;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/**
 * Makes TLS ready. Its first hello takes a process as long as reading its options and its plan,
 * most of it for the tables of an elliptic curve, so that it is done at the same time.
 */
public final class FirstHello {
  private FirstHello() {}

  /** Begins on a thread of its own, and sends nothing; the first connection waits for the end. */
  public static void prepare() {
    var _ = CompletableFuture.runAsync(FirstHello::write);
  }

  private static void write() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[0], null);
      SSLEngine engine = context.createSSLEngine();
      engine.setUseClientMode(true);
      engine.beginHandshake();
      engine.wrap(
          ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
    } catch (GeneralSecurityException | SSLException e) {
      // A connection that needs it tells why there is none.
      return;
    }
  }
}
