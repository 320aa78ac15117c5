package dev.rollwave.testcluster.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocket;

/**
 * Stands between clients and an API server and speaks TLS to both: it writes down every request,
 * and lets happen to it what the rules of a test say.
 *
 * <pre>{@code
 * proxy.when(Calls.restarts()).nth(3).then(Faults.resetAfter(process::kill));
 * proxy.when(Calls.any()).then(Faults.now(random, 0.1, List.of(Faults.status(503))));
 * }</pre>
 */
public final class FaultProxy implements AutoCloseable {
  private final ProxyTls tls;
  private final ServerSocket entrance;
  private final Rules rules = new Rules();
  private final Traffic traffic = new Traffic();
  private final AtomicInteger came = new AtomicInteger();
  private final AtomicInteger letIn = new AtomicInteger();
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final List<OpenWatch> watches = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean refuses;
  private volatile Consumer<SentLine> listener = _ -> {};

  private FaultProxy(ProxyTls tls) throws IOException {
    this.tls = tls;
    entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** Starts a proxy before the API server that {@code kubeconfig} means. */
  public static FaultProxy before(Path kubeconfig) throws IOException {
    return new FaultProxy(ProxyTls.to(kubeconfig));
  }

  /**
   * A copy of {@code kubeconfig} that leads through this, written to {@code file}: for any user of
   * the same cluster, in this JVM or another process.
   */
  public Path kubeconfig(Path kubeconfig, Path file) throws IOException {
    return tls.lead(kubeconfig, "https://127.0.0.1:" + entrance.getLocalPort(), file);
  }

  /** Begins a rule for the requests that {@code calls} matches. */
  public Rule.Choice when(Predicate<Call> calls) {
    return rules.when(calls);
  }

  /**
   * Lets {@code hears} hear of each line of a watch as soon as the client was sent it, on the
   * thread that sends it; no other hears of them any more.
   */
  public void onWatchLine(Consumer<SentLine> hears) {
    listener = hears;
  }

  /** Drops all rules. */
  public void clear() {
    rules.clear();
  }

  /** What came so far. */
  public Traffic traffic() {
    return traffic;
  }

  /** Forgets what came so far; a test of many runs would keep them all in memory. */
  public void forget() {
    traffic.forget();
    watches.removeIf(watch -> !watch.isOpen());
  }

  /** The watches that were granted so far and that {@code wanted} matches, oldest first. */
  public List<OpenWatch> watches(Predicate<Call> wanted) {
    return watches.stream().filter(watch -> wanted.test(watch.call())).toList();
  }

  /** How many connections of clients there are. */
  public int connections() {
    return links.size();
  }

  /** Resets all connections; new ones are let in. */
  public void cut() {
    links.forEach(Link::cut);
  }

  /** Whether new connections are closed at once; the old ones are reset. */
  public void refuse(boolean refuse) {
    refuses = refuse;
    if (refuse) {
      cut();
    }
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket wire = entrance.accept();
        if (refuses) {
          wire.close();
        } else {
          wire.setTcpNoDelay(true);
          SSLSocket client = tls.welcome(wire);
          Link link = new Link(this, letIn.incrementAndGet(), wire, client);
          links.add(link);
          threads.execute(link::serve);
        }
      } catch (IOException e) {
        // The entrance was closed, or a client changed its mind.
      }
    }
  }

  Call came(IntFunction<Call> numbered) {
    Call call = numbered.apply(came.incrementAndGet());
    traffic.came(call);
    return call;
  }

  Fault faultFor(Call call) {
    return rules.faultFor(call);
  }

  Socket connect() throws IOException {
    return tls.connect();
  }

  void sent(SentLine line) {
    listener.accept(line);
  }

  void opened(OpenWatch watch) {
    watches.add(watch);
  }

  void inBackground(Runnable work) {
    threads.execute(work);
  }

  void ended(Link link) {
    links.remove(link);
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    threads.shutdownNow();
    cut();
  }
}
