package dev.rollwave.kubernetes.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import java.net.URLEncoder;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where an object or a collection is found on the API server.
 *
 * @param group API group, empty for the core
 * @param resource plural name, {@code deployments}
 * @param namespace empty for what has none
 * @param name empty for the collection
 * @param subresource empty for none
 */
public record ApiPath(
    String group, String resource, String namespace, String name, String subresource) {

  /** A workload. */
  public static ApiPath of(WorkloadRef ref) {
    return of(ref.kind(), ref.namespace()).named(ref.name());
  }

  /** The workloads of a kind in a namespace. */
  public static ApiPath of(WorkloadKind kind, String namespace) {
    return new ApiPath(kind.apiGroup(), kind.plural(), namespace, "", "");
  }

  /** A resource of the group apps in a namespace. */
  public static ApiPath apps(String resource, String namespace) {
    return new ApiPath("apps", resource, namespace, "", "");
  }

  /** A resource of the core group in a namespace. */
  public static ApiPath core(String resource, String namespace) {
    return new ApiPath("", resource, namespace, "", "");
  }

  /** The Leases of a namespace. */
  public static ApiPath leases(String namespace) {
    return new ApiPath("coordination.k8s.io", "leases", namespace, "", "");
  }

  /** The ConfigMaps of a namespace. */
  public static ApiPath configMaps(String namespace) {
    return core("configmaps", namespace);
  }

  /** Where a user asks what they may do. */
  public static ApiPath accessReviews() {
    return new ApiPath("authorization.k8s.io", "selfsubjectaccessreviews", "", "", "");
  }

  /** Where a user asks who they are. */
  public static ApiPath selfSubjectReviews() {
    return new ApiPath("authentication.k8s.io", "selfsubjectreviews", "", "", "");
  }

  /** One object of this collection. */
  public ApiPath named(String object) {
    return new ApiPath(group, resource, namespace, object, subresource);
  }

  /** A subresource of this object. */
  public ApiPath sub(String part) {
    return new ApiPath(group, resource, namespace, name, part);
  }

  /**
   * Every API that is used here has been at v1 since Kubernetes 1.16, but for SelfSubjectReview,
   * which came with 1.28.
   */
  String path() {
    StringBuilder path = new StringBuilder(group.isEmpty() ? "api/v1" : "apis/" + group + "/v1");
    if (!namespace.isEmpty()) {
      path.append("/namespaces/").append(encode(namespace));
    }
    path.append('/').append(resource);
    if (!name.isEmpty()) {
      path.append('/').append(encode(name));
    }
    if (!subresource.isEmpty()) {
      path.append('/').append(subresource);
    }
    return path.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  /** What whoever may not do {@code verbs} with it needs of RBAC, a clause. */
  public String neededRule(List<String> verbs) {
    String quoted = verbs.stream().map(v -> '"' + v + '"').collect(Collectors.joining(", "));
    return "%s needs the rule {apiGroups: [\"%s\"], resources: [\"%s\"], verbs: [%s]}"
        .formatted(
            namespace.isEmpty() ? "a ClusterRole" : "a Role there",
            group,
            subresource.isEmpty() ? resource : resource + "/" + subresource,
            quoted);
  }

  /** {@code deployments.apps/cart in namespace shop}. */
  @Override
  public String toString() {
    String qualified = group.isEmpty() ? resource : resource + "." + group;
    String object = name.isEmpty() ? qualified : qualified + "/" + name;
    String part = subresource.isEmpty() ? object : object + "/" + subresource;
    return namespace.isEmpty() ? part : part + " in namespace " + namespace;
  }
}
