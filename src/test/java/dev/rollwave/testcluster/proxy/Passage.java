package dev.rollwave.testcluster.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One request on its way through the proxy. One thread's. */
public final class Passage {
  private final Link link;
  private final Call call;
  private final Head head;
  private final byte[] body;
  private boolean wasForwarded;
  private boolean isOver;

  Passage(Link link, Call call, Head head, byte[] body) {
    this.link = link;
    this.call = call;
    this.head = head;
    this.body = body;
  }

  /** What was asked. */
  public Call call() {
    return call;
  }

  /**
   * Sends the request to the API server and reads the whole answer; for anything but a watch.
   *
   * @throws IOException when the API server is not there or goes away
   */
  public Reply forward() throws IOException {
    try (Socket server = link.connect()) {
      HttpReader in = send(server);
      Head answer = answerHead(in);
      return Reply.of(answer, in.body(answer, true));
    }
  }

  /** Gives the sender {@code reply}. */
  public void answer(Reply reply) throws IOException {
    note(reply.code(), reply.resourceVersion());
    link.write(reply.bytes());
  }

  /** Sends the request and gives the sender what comes, until a watch ends. */
  public void relay() throws IOException {
    if (!call.isWatch()) {
      answer(forward());
      return;
    }
    try (Socket server = link.connect()) {
      HttpReader in = send(server);
      Head answer = answerHead(in);
      if (answer.isChunked() && answer.code() == 200) {
        stream(in, answer);
      } else {
        answer(Reply.of(answer, in.body(answer, true)));
      }
    }
  }

  private void stream(HttpReader in, Head answer) throws IOException {
    note(answer.code(), call.resourceVersion());
    link.write(answer.with("Connection", "close").bytes());
    OpenWatch watch = link.watch(call);
    link.cutWhenClientLeaves();
    for (Optional<byte[]> chunk = in.chunk();
        chunk.isPresent() && !watch.hasEnded();
        chunk = in.chunk()) {
      watch.pass(chunk.get());
    }
    watch.finish();
    link.endAfterThis();
  }

  /** Resets the sender's connection. */
  public void reset() {
    note(0, Optional.empty());
    link.cut();
  }

  /** Keeps the request, unanswered, until its sender goes away or the proxy is closed. */
  public void park() {
    link.cutWhenClientLeaves();
    link.awaitCut();
    note(0, Optional.empty());
  }

  /** Waits; returns early when the proxy is closed. */
  public void waitFor(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isOver() {
    return isOver;
  }

  private HttpReader send(Socket server) throws IOException {
    wasForwarded = true;
    server.getOutputStream().write(forServer().bytes());
    server.getOutputStream().write(body);
    server.getOutputStream().flush();
    return new HttpReader(server.getInputStream());
  }

  // One request a connection, so that none can go twice; and nothing packed, so that it can be
  // read.
  private Head forServer() {
    Head plain = head.without("Transfer-Encoding").without("Accept-Encoding").without("Expect");
    return plain.with("Connection", "close").with("Content-Length", Integer.toString(body.length));
  }

  private static Head answerHead(HttpReader in) throws IOException {
    return in.head().orElseThrow(() -> new EOFException("the API server has hung up"));
  }

  private void note(int code, Optional<String> resourceVersion) {
    if (!isOver) {
      isOver = true;
      link.went(new Exchange(call, wasForwarded, code, resourceVersion, Instant.now()));
    }
  }
}
