package dev.rollwave.testcluster.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultProxyTest {
  private static final String CART = "/apis/apps/v1/namespaces/shop/deployments/cart";
  private static final String WATCH = "/apis/apps/v1/namespaces/shop/deployments?watch=true";

  @TempDir private Path folder;
  private Upstream upstream;
  private FaultProxy proxy;
  private HttpClient client;
  private String url;

  @BeforeEach
  void start() throws Exception {
    upstream = new Upstream();
    Path direct = upstream.kubeconfig(folder, ProxyCertificate.ofThisJvm().pem());
    proxy = FaultProxy.before(direct);
    String through = Files.readString(proxy.kubeconfig(direct, folder.resolve("through")));
    url = through.replaceAll("(?s).*server: \"?(https://[^\"\\s]+).*", "$1");
    client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(trust()).build();
  }

  @AfterEach
  void stop() throws Exception {
    client.shutdownNow();
    proxy.close();
    upstream.close();
  }

  private static SSLContext trust() throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream pem =
        new ByteArrayInputStream(
            ProxyCertificate.ofThisJvm().pem().getBytes(StandardCharsets.US_ASCII))) {
      trusted.setCertificateEntry(
          "proxy", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private HttpResponse<String> patch() throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + CART))
            .header("User-Agent", "rollwave/test")
            .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"a\": 1}"))
            .timeout(Duration.ofSeconds(5));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private BufferedReader watch() throws IOException, InterruptedException {
    InputStream body =
        client
            .send(
                HttpRequest.newBuilder(URI.create(url + WATCH)).build(),
                BodyHandlers.ofInputStream())
            .body();
    BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    assertThat(lines.readLine() + "\n").isEqualTo(Upstream.LINE);
    return lines;
  }

  private OpenWatch theWatch() {
    return proxy.watches(Calls.any()).getLast();
  }

  @Test
  void what_no_rule_is_for_goes_through_and_is_written_down() throws Exception {
    HttpResponse<String> answer = patch();

    assertThat(answer.body()).isEqualTo(Upstream.OBJECT);
    assertThat(upstream.requests()).containsExactly("PATCH " + CART + " {\"a\": 1}");
    Exchange exchange = proxy.traffic().exchanges(Calls.restartsOf("cart")).getFirst();
    assertThat(exchange.call().sender().agent()).isEqualTo("rollwave/test");
    assertThat(exchange.call().target().namespace()).isEqualTo("shop");
    assertThat(exchange.call().body()).isEqualTo("{\"a\": 1}");
    assertThat(exchange.code()).isEqualTo(200);
    assertThat(exchange.resourceVersion()).contains("7");
    assertThat(exchange.wasForwarded()).isTrue();
  }

  @Test
  void a_reset_before_is_never_heard_of_and_a_reset_after_is_done() {
    proxy.when(Calls.restarts()).then(Faults.resetBefore());
    assertThatThrownBy(this::patch).isInstanceOf(IOException.class);
    assertThat(upstream.requests()).isEmpty();

    proxy.when(Calls.restarts()).then(Faults.resetAfter());
    assertThatThrownBy(this::patch).isInstanceOf(IOException.class);
    assertThat(upstream.requests()).hasSize(1);

    assertThat(proxy.traffic().exchanges(Calls.any()))
        .extracting(Exchange::code, Exchange::wasForwarded)
        .containsExactly(tuple(0, false), tuple(0, true));
  }

  @Test
  void a_rule_may_be_for_one_turn_alone_and_what_it_does_is_done_at_that_turn() throws Exception {
    AtomicInteger done = new AtomicInteger();
    Rule rule = proxy.when(Calls.mutating()).nth(2).then(Faults.resetBefore(done::incrementAndGet));

    assertThat(patch().statusCode()).isEqualTo(200);
    assertThatThrownBy(this::patch).isInstanceOf(IOException.class);
    assertThat(patch().statusCode()).isEqualTo(200);

    assertThat(done).hasValue(1);
    assertThat(rule.struck()).isEqualTo(1);
    assertThat(upstream.requests()).hasSize(2);
  }

  @Test
  void a_later_rule_goes_before_an_earlier_one_until_it_is_withdrawn() throws Exception {
    proxy.when(Calls.any()).then(Faults.status(500));
    Rule later = proxy.when(Calls.any()).then(Faults.status(503));

    assertThat(patch().statusCode()).isEqualTo(503);
    later.withdraw();
    assertThat(patch().statusCode()).isEqualTo(500);
    proxy.clear();
    assertThat(patch().statusCode()).isEqualTo(200);
  }

  @Test
  void an_answer_in_the_servers_place_is_a_status_with_its_headers() throws Exception {
    Reply busy = Reply.status(429, "too many").retryAfter(Duration.ofSeconds(3));
    proxy.when(Calls.any()).then(Faults.answer(busy));

    HttpResponse<String> answer = patch();

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("3");
    assertThat(answer.body()).contains("\"kind\":\"Status\"", "\"reason\":\"TooManyRequests\"");
    assertThat(upstream.requests()).isEmpty();
  }

  @Test
  void silence_keeps_the_connection_open_and_the_request_away_from_the_server() {
    proxy.when(Calls.any()).then(Faults.silence());

    assertThatThrownBy(() ->
            client.send(
                HttpRequest.newBuilder(URI.create(url + CART))
                    .timeout(Duration.ofMillis(300))
                    .build(),
                BodyHandlers.ofString()))
        .isInstanceOf(HttpTimeoutException.class);

    assertThat(upstream.requests()).isEmpty();
    Awaitility.await().until(() -> proxy.connections() == 0);
  }

  @Test
  void a_watch_shows_what_comes_and_what_a_test_puts_into_it() throws Exception {
    try (BufferedReader lines = watch()) {
      theWatch().inject(Reply.watchError(410, "too old resource version"));

      assertThat(lines.readLine()).contains("ERROR", "\"code\":410");
      assertThat(theWatch().lastVersion()).contains("7");
      theWatch().end();
      assertThat(lines.readLine()).isNull();
    }
  }

  @Test
  void a_watch_can_be_reset() throws Exception {
    try (BufferedReader lines = watch()) {
      theWatch().reset();

      assertThatThrownBy(lines::readLine).isInstanceOf(IOException.class);
    }
    Awaitility.await().until(() -> proxy.connections() == 0);
  }

  @Test
  void connections_are_refused_for_as_long_as_a_test_says() throws Exception {
    proxy.refuse(true);
    assertThatThrownBy(this::patch).isInstanceOf(IOException.class);
    proxy.refuse(false);
    assertThat(patch().statusCode()).isEqualTo(200);
  }

  @Test
  void random_faults_are_the_same_from_the_same_seed() throws Exception {
    assertThat(codes(11)).isEqualTo(codes(11)).contains(200, 503);
  }

  private List<Integer> codes(long seed) throws IOException, InterruptedException {
    Rule rule =
        proxy
            .when(Calls.any())
            .then(Faults.now(new Random(seed), 0.5, List.of(Faults.status(503))));
    List<Integer> codes = new ArrayList<>();
    for (int sent : IntStream.range(0, 12).toArray()) {
      assertThat(codes).hasSize(sent);
      codes.add(patch().statusCode());
    }
    rule.withdraw();
    return codes;
  }

  @Test
  void a_server_whose_certificate_is_not_trusted_is_not_spoken_to() throws Exception {
    ProxyCertificate stranger = ProxyCertificate.another();
    try (FaultProxy distrustful = FaultProxy.before(upstream.kubeconfig(folder, stranger.pem()))) {
      Path through =
          distrustful.kubeconfig(folder.resolve("upstream"), folder.resolve("distrustful"));
      url = Files.readString(through).replaceAll("(?s).*server: \"?(https://[^\"\\s]+).*", "$1");

      assertThatThrownBy(this::patch).isInstanceOf(IOException.class);

      assertThat(upstream.requests()).isEmpty();
    }
  }

  @Test
  void forgets_what_came_and_the_watches_that_are_over_when_it_is_told_to() throws Exception {
    patch();
    try (BufferedReader _ = watch();
        BufferedReader _ = watch()) {
      proxy.watches(Calls.any()).getFirst().reset();

      proxy.forget();

      assertThat(proxy.traffic().calls(Calls.any())).isEmpty();
      assertThat(proxy.traffic().exchanges(Calls.any())).isEmpty();
      assertThat(proxy.watches(Calls.any())).singleElement().matches(OpenWatch::isOpen);
    }
  }
}
