package dev.rollwave.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.rollwave.kubernetes.connection.Fixtures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManagerFactory;

/** An API server that has no object, and tells who asked. */
final class TlsApiServer implements AutoCloseable {
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  /** What a request showed: names asked for and certificate in the handshake, and headers. */
  record Seen(List<String> names, String subject, Headers headers) {}

  /** Answers a request. */
  interface Script {
    void answer(HttpExchange exchange) throws IOException;
  }

  /** With a certificate of {@code tls/}. */
  TlsApiServer(String certificate) throws Exception {
    this(certificate, exchange -> reply(exchange, 404, notFound()));
  }

  TlsApiServer(String certificate, Script script) throws Exception {
    SSLContext context = context(certificate);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = context.getDefaultSSLParameters();
            wanted.setWantClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle((HttpsExchange) exchange, script));
    server.start();
  }

  /** What a server shows {@code certificate} of {@code tls/} with, and knows clients by. */
  static SSLContext context(String certificate) throws GeneralSecurityException, IOException {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(
        new ByteArrayInputStream(Fixtures.bytes(certificate + ".p12")),
        Fixtures.PASSWORD.toCharArray());
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, Fixtures.PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Fixtures.bytes("ca.crt"))));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private void handle(HttpsExchange exchange, Script script) throws IOException {
    try (exchange) {
      seen.add(new Seen(names(exchange), subject(exchange), exchange.getRequestHeaders()));
      script.answer(exchange);
    }
  }

  private static List<String> names(HttpsExchange exchange) {
    return ((ExtendedSSLSession) exchange.getSSLSession())
        .getRequestedServerNames().stream()
            .map(name -> ((SNIHostName) name).getAsciiName())
            .toList();
  }

  private static String subject(HttpsExchange exchange) {
    try {
      return exchange.getSSLSession().getPeerPrincipal().getName();
    } catch (SSLPeerUnverifiedException e) {
      return "nobody";
    }
  }

  /** Sends an answer. */
  static void reply(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** As an API server says that there is no such ConfigMap. */
  static String notFound() {
    return """
    {"apiVersion":"v1","kind":"Status","status":"Failure","message":"configmaps not found",\
    "reason":"NotFound","details":{"name":"rollwave-plan","kind":"configmaps"},"code":404}\
    """;
  }

  /** Who asked so far. */
  List<Seen> seen() {
    return List.copyOf(seen);
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "https://127.0.0.1:" + port();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
