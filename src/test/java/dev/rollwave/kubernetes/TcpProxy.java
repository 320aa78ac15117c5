package dev.rollwave.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between a client and an API server and passes bytes on, until a test has it cut its
 * connections, keep silent, or swallow what the server answers. TLS goes through it untouched.
 */
final class TcpProxy implements AutoCloseable {
  private final URI server;
  private final ServerSocket entrance;
  private final List<Link> links = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean swallowsAnswers;
  private volatile boolean refuses;

  TcpProxy(String server) throws IOException {
    this.server = URI.create(server);
    entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** The kubeconfig of an API server, in {@code folder}, changed to go through a new proxy. */
  static TcpProxy before(Path kubeconfig) throws IOException {
    String text = Files.readString(kubeconfig);
    return new TcpProxy(text.replaceAll("(?s).*server: \"?(https://[^\"\\s}]+).*", "$1"));
  }

  /** {@code kubeconfig}, leading through this. */
  Path leadingThrough(Path kubeconfig, Path folder) throws IOException {
    String through = "https://127.0.0.1:" + entrance.getLocalPort();
    String text = Files.readString(kubeconfig).replace(server.toString(), through);
    return Files.writeString(folder.resolve("through-proxy"), text);
  }

  private static final class Link {
    private final Socket client;
    private final Socket server;
    private volatile boolean silent;

    Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    synchronized void cut() {
      reset(client);
      reset(server);
    }

    private static void reset(Socket socket) {
      if (socket.isClosed()) {
        return;
      }
      try {
        // Without lingering, a close is a reset.
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        if (refuses) {
          client.close();
          continue;
        }
        Link link = new Link(client, new Socket(server.getHost(), server.getPort()));
        links.add(link);
        threads.execute(() -> pump(link, client, link.server, false));
        threads.execute(() -> pump(link, link.server, client, true));
      } catch (IOException e) {
        // The entrance was closed, or the server is away; the next one may have more luck.
      }
    }
  }

  private void pump(Link link, Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[16 * 1024];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (answers && swallowsAnswers) {
          link.cut();
          return;
        }
        if (!link.silent) {
          out.write(buffer, 0, read);
          out.flush();
        }
      }
    } catch (IOException e) {
      // One side is gone, so the other one has to go.
    }
    link.cut();
  }

  /** Resets all connections; new ones are let through. */
  void cut() {
    links.forEach(Link::cut);
    links.clear();
  }

  /** Keeps today's connections open and passes nothing on; new ones are let through. */
  void silence() {
    links.forEach(link -> link.silent = true);
  }

  /** From now on whatever the server answers is lost, and its connection reset. */
  void swallowAnswers(boolean swallow) {
    swallowsAnswers = swallow;
  }

  /** Whether new connections are closed at once; the old ones are reset. */
  void refuse(boolean refuse) {
    refuses = refuse;
    if (refuse) {
      cut();
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    cut();
    threads.shutdownNow();
  }
}
