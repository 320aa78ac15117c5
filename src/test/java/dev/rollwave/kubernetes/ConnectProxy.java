package dev.rollwave.kubernetes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy that tunnels to one server, whatever it is asked for, and keeps what it was asked. */
final class ConnectProxy implements AutoCloseable {
  private final ServerSocket socket;
  private final int target;
  private final String refusal;
  private final Map<String, String> needed;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /**
   * A proxy.
   *
   * @param target port that it leads to
   * @param needed headers that it has to be asked with
   * @param refusal what it answers otherwise
   */
  ConnectProxy(int target, Map<String, String> needed, String refusal) throws IOException {
    this.target = target;
    this.needed = Map.copyOf(needed);
    this.refusal = refusal;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var _ = threads.submit(this::accept);
  }

  private Void accept() throws IOException {
    while (!socket.isClosed()) {
      Socket client = socket.accept();
      var _ = threads.submit(() -> serve(client));
    }
    return null;
  }

  private Void serve(Socket client) throws IOException {
    try (client) {
      String head = head(client.getInputStream());
      asked.add(head);
      boolean isKnown =
          needed.entrySet().stream()
              .allMatch(it -> head.contains(it.getKey() + ": " + it.getValue() + "\r\n"));
      OutputStream out = client.getOutputStream();
      if (!isKnown) {
        out.write(("HTTP/1.1 " + refusal + "\r\nContent-Length: 0\r\n\r\n").getBytes(ISO_8859_1));
        return null;
      }
      try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
        out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(ISO_8859_1));
        var _ = threads.submit(() -> client.getInputStream().transferTo(server.getOutputStream()));
        server.getInputStream().transferTo(out);
      }
    }
    return null;
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.write(next);
    }
    return head.toString(ISO_8859_1);
  }

  /** The heads of what it was asked. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
