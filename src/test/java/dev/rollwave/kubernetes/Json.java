package dev.rollwave.kubernetes;

/** What an API server says, as text. */
public final class Json {
  private Json() {}

  public static String deployment(String name, long version) {
    return """
    {"apiVersion": "apps/v1", "kind": "Deployment",
     "metadata": {"name": "%s", "namespace": "shop", "uid": "uid-%s", "generation": 1, \
    "resourceVersion": "%d"},
     "spec": {"replicas": 1, "selector": {"matchLabels": {"app": "%s"}},
              "template": {"metadata": {"labels": {"app": "%s"}}, "spec": {"containers": []}}},
     "status": {"observedGeneration": 1, "replicas": 1, "updatedReplicas": 1, \
    "availableReplicas": 1}}
    """
        .formatted(name, name, version, name, name)
        .replace("\n", "");
  }

  static String deployments(long version, String... items) {
    return """
    {"apiVersion": "apps/v1", "kind": "DeploymentList", "metadata": {"resourceVersion": "%d"},
     "items": [%s]}
    """
        .formatted(version, String.join(",", items));
  }

  public static String status(int code, String message) {
    return """
    {"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": "%s", "code": %d}
    """
        .formatted(message, code)
        .replace("\n", "");
  }

  static String event(String type, String object) {
    return "{\"type\": \"" + type + "\", \"object\": " + object + "}\n";
  }
}
