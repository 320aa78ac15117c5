package dev.rollwave.kubernetes.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.kubernetes.Connections;
import dev.rollwave.kubernetes.Json;
import dev.rollwave.kubernetes.KubernetesConnection;
import dev.rollwave.kubernetes.ScriptedApiServer;
import dev.rollwave.kubernetes.ScriptedApiServer.Reply;
import dev.rollwave.kubernetes.ScriptedApiServer.Request;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.planfile.PlanFile;
import dev.rollwave.planfile.PlanReading;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.Resolution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which requests find the workloads of a plan, in a namespace that holds w0 to w11. */
class PlanResolutionTest {
  private static final int THERE = 12;

  @TempDir Path folder;
  private List<String> asked = List.of();

  @Test
  void a_few_names_are_read_one_by_one_and_never_the_whole_namespace() throws Exception {
    Resolution resolution = resolve(PlanResolution.FEW);

    assertThat(resolution.problems()).isEmpty();
    assertThat(resolution.targets().get("only")).hasSize(PlanResolution.FEW);
    assertThat(asked)
        .hasSize(PlanResolution.FEW)
        .allMatch(url -> url.matches(".*/deployments/w\\d+"));
  }

  @Test
  void many_names_are_found_in_pages_of_the_whole() throws Exception {
    Resolution resolution = resolve(PlanResolution.FEW + 1);

    assertThat(resolution.problems()).isEmpty();
    assertThat(resolution.targets().get("only")).hasSize(PlanResolution.FEW + 1);
    assertThat(asked)
        .containsExactly(
            "/apis/apps/v1/namespaces/shop/deployments?limit=500",
            "/apis/apps/v1/namespaces/shop/deployments?limit=500&continue=more");
  }

  @Test
  void a_name_that_is_not_there_is_told_with_its_neighbour() throws Exception {
    Resolution resolution = resolve("w1", "w1l");

    assertThat(resolution.problems())
        .containsExactly(
            "wave only: there is no Deployment w1l in namespace shop; did you mean w1?");
    assertThat(asked).anyMatch(url -> url.endsWith("/deployments?limit=500"));
  }

  private Resolution resolve(int count) throws Exception {
    return resolve(IntStream.range(0, count).mapToObj(i -> "w" + i).toArray(String[]::new));
  }

  private Resolution resolve(String... names) throws Exception {
    try (ScriptedApiServer server = new ScriptedApiServer(PlanResolutionTest::answer);
        KubernetesConnection connection =
            Connections.to(server.kubeconfig(folder, "token: secret"));
        Cluster cluster = Connections.cluster(connection)) {
      Resolution resolution = cluster.resolve(plan(names));
      asked =
          server.requests().stream()
              .map(Request::url)
              .filter(url -> url.contains("/deployments"))
              .toList();
      return resolution;
    }
  }

  private static void answer(Request request, Reply reply) throws IOException {
    String url = request.url();
    if (url.contains("selfsubjectaccessreviews")) {
      reply.json(201, request.body().replaceFirst("}$", ",\"status\":{\"allowed\":true}}"));
    } else if (url.contains("/deployments/")) {
      String name = url.substring(url.lastIndexOf('/') + 1);
      if (name.matches("w\\d+")) {
        reply.json(200, Json.deployment(name, 9));
      } else {
        String details = "\"details\": {\"name\": \"" + name + "\", \"kind\": \"deployments\"}, ";
        String status = Json.status(404, "not found");
        reply.json(404, status.replace("\"code\"", details + "\"code\""));
      }
    } else {
      boolean isFirst = !url.contains("continue=");
      String half =
          IntStream.range(isFirst ? 0 : THERE / 2, isFirst ? THERE / 2 : THERE)
              .mapToObj(i -> Json.deployment("w" + i, 9))
              .collect(Collectors.joining(","));
      reply.json(
          200,
          "{\"metadata\":{\"resourceVersion\":\"10\",\"continue\":\"%s\"},\"items\":[%s]}"
              .formatted(isFirst ? "more" : "", half));
    }
  }

  private static RestartPlan plan(String... names) {
    StringBuilder document =
        new StringBuilder(
            """
            apiVersion: rollwave.dev/v1
            kind: RestartPlan
            metadata: {name: nightly}
            spec:
              reason: Relieve the leak
              waves:
                - name: only
                  workloads:
            """);
    for (String name : names) {
      document.append("        - {kind: Deployment, namespace: shop, name: %s}%n".formatted(name));
    }
    byte[] bytes = document.toString().getBytes(StandardCharsets.UTF_8);
    return ((PlanReading.Sound) PlanFile.read("plan.yaml", bytes)).plan();
  }
}
