package dev.rollwave.testcluster.workloads;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A public shop of twelve Deployments, as its authors ship it, and the plan that restarts it. */
public final class OnlineBoutique {
  private static final Path PLAN = Path.of("config/online-boutique.yaml");
  private static final String PLANNED_NAMESPACE = "namespace: default,";

  private OnlineBoutique() {}

  /**
   * Who calls whom, read from the {@code *_ADDR} variables of the manifest and not from the plan,
   * which is judged by it.
   */
  public static Map<String, List<String>> calls() {
    Map<String, List<String>> calls = new LinkedHashMap<>();
    calls.put("redis-cart", List.of());
    calls.put("adservice", List.of());
    calls.put("currencyservice", List.of());
    calls.put("emailservice", List.of());
    calls.put("paymentservice", List.of());
    calls.put("shippingservice", List.of());
    calls.put("productcatalogservice", List.of());
    calls.put("cartservice", List.of("redis-cart"));
    calls.put("recommendationservice", List.of("productcatalogservice"));
    calls.put(
        "checkoutservice",
        List.of(
            "cartservice",
            "currencyservice",
            "emailservice",
            "paymentservice",
            "productcatalogservice",
            "shippingservice"));
    calls.put(
        "frontend",
        List.of(
            "adservice",
            "cartservice",
            "checkoutservice",
            "currencyservice",
            "productcatalogservice",
            "recommendationservice",
            "shippingservice"));
    calls.put("loadgenerator", List.of("frontend"));
    return calls;
  }

  /** Creates the shop and waits until it runs; where its manifest is absent the test is aborted. */
  public static void open(KubernetesClient client, TestNamespace shop) {
    RealManifest.find("online-boutique.yaml").applyTo(client, shop);
    Rollouts.awaitAll(client, shop);
  }

  /** Writes the shipped plan into {@code folder}, for this namespace instead of its own. */
  public static Path planFor(TestNamespace shop, Path folder) throws IOException {
    String plan = Files.readString(PLAN);
    if (!plan.contains(PLANNED_NAMESPACE)) {
      throw new IllegalStateException(PLAN + " no longer says " + PLANNED_NAMESPACE);
    }
    return Files.writeString(
        folder.resolve("online-boutique.yaml"),
        plan.replace(PLANNED_NAMESPACE, "namespace: " + shop.name() + ","));
  }
}
