package dev.rollwave.testcluster.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** A watch that the API server has granted. */
public final class OpenWatch {
  private final Call call;
  private final OutputStream client;
  private final Link link;
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private Optional<String> lastVersion = Optional.empty();
  private boolean frozen;
  private boolean ended;

  OpenWatch(Call call, OutputStream client, Link link) {
    this.call = call;
    this.client = client;
    this.link = link;
  }

  /** The request that opened it. */
  public Call call() {
    return call;
  }

  /** The resourceVersion of the last object or bookmark that the client was sent. */
  public synchronized Optional<String> lastVersion() {
    return lastVersion;
  }

  /** The connection stays open, and nothing comes through it any more. */
  public synchronized void freeze() {
    frozen = true;
  }

  /** The connection is reset. */
  public void reset() {
    link.cut();
  }

  /** Sends a line that the API server did not write. */
  public synchronized void inject(String line) {
    try {
      write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Ends the stream in order, as the API server does when a watch has lasted long enough, unless
   * the client has left it before.
   */
  public void end() {
    try {
      finish();
    } catch (IOException clientLeft) {
      link.cut();
    }
  }

  synchronized void finish() throws IOException {
    if (!ended) {
      ended = true;
      client.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      client.flush();
    }
  }

  /** Whether something can still come through it; a frozen one is open. */
  public synchronized boolean isOpen() {
    return !ended && !link.isCut();
  }

  /** Whether its stream has come to its end. */
  synchronized boolean hasEnded() {
    return ended;
  }

  // Whole lines only: what a test injects must not fall into the middle of one.
  synchronized void pass(byte[] bytes) throws IOException {
    for (byte b : bytes) {
      unfinished.write(b);
      if (b == '\n') {
        passLine(unfinished.toByteArray());
        unfinished.reset();
      }
    }
  }

  private void passLine(byte[] line) throws IOException {
    if (frozen || ended) {
      return;
    }
    write(line);
    Instant when = Instant.now();
    String text = new String(line, StandardCharsets.UTF_8);
    link.sent(new SentLine(call, text, when));
    Optional<String> version = Versions.inLine(text);
    lastVersion = version.or(() -> lastVersion);
  }

  private void write(byte[] bytes) throws IOException {
    // At once: a client may leave as soon as it has read the line.
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    chunk.write(bytes);
    chunk.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    client.write(chunk.toByteArray());
    client.flush();
  }
}
