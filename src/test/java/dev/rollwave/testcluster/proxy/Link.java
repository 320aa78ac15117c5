package dev.rollwave.testcluster.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;

/** One connection of a client, and the requests that come through it, one after the other. */
final class Link {
  private final FaultProxy proxy;
  private final int number;
  private final Socket wire;
  private final SSLSocket client;
  private final Set<Socket> servers = ConcurrentHashMap.newKeySet();
  private final CountDownLatch gone = new CountDownLatch(1);
  private volatile boolean isLast;

  Link(FaultProxy proxy, int number, Socket wire, SSLSocket client) {
    this.proxy = proxy;
    this.number = number;
    this.wire = wire;
    this.client = client;
  }

  /** Serves requests until one side goes away. */
  void serve() {
    try {
      HttpReader in = new HttpReader(client.getInputStream());
      while (!isLast && !isCut()) {
        Optional<Head> head = in.head();
        if (head.isEmpty()) {
          break;
        }
        pass(head.get(), in.body(head.get(), false));
      }
    } catch (IOException e) {
      // One side is gone, so the other one has to go.
    } finally {
      end();
    }
  }

  private void pass(Head head, byte[] body) throws IOException {
    Call call = proxy.came(count -> Call.of(count, Instant.now(), number, head, body));
    Passage passage = new Passage(this, call, head, body);
    try {
      proxy.faultFor(call).strike(passage);
    } finally {
      if (!passage.isOver()) {
        passage.reset();
      }
    }
  }

  Socket connect() throws IOException {
    Socket server = proxy.connect();
    servers.add(server);
    if (isCut()) {
      server.close();
    }
    return server;
  }

  void write(byte[] bytes) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  OpenWatch watch(Call call) throws IOException {
    OpenWatch watch = new OpenWatch(call, client.getOutputStream(), this);
    proxy.opened(watch);
    return watch;
  }

  void sent(SentLine line) {
    proxy.sent(line);
  }

  void went(Exchange exchange) {
    proxy.traffic().went(exchange);
  }

  /** No request comes after this one. */
  void endAfterThis() {
    isLast = true;
  }

  /** A client that waits says nothing: whatever is read from it is its end. */
  void cutWhenClientLeaves() {
    proxy.inBackground(() -> {
      try {
        InputStream in = client.getInputStream();
        var _ = in.read();
      } catch (IOException e) {
        // It is gone either way.
      }
      if (!isLast) {
        cut();
      }
    });
  }

  void awaitCut() {
    try {
      gone.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isCut() {
    return gone.getCount() == 0;
  }

  /** Resets both sides. */
  void cut() {
    gone.countDown();
    try {
      // Without lingering, a close is a reset.
      wire.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed already.
    }
    close(wire);
    servers.forEach(Link::close);
  }

  private void end() {
    if (!isCut()) {
      close(client);
    }
    gone.countDown();
    servers.forEach(Link::close);
    proxy.ended(this);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // The other side was quicker.
    }
  }
}
