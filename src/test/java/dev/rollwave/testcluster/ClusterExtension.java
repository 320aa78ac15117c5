package dev.rollwave.testcluster;

import dev.rollwave.testcluster.kubelet.FakeKubelet;
import dev.rollwave.testcluster.workloads.TestNamespace;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Carries out what {@link OnCluster} promises. */
final class ClusterExtension implements ExecutionCondition, ParameterResolver, AfterEachCallback {
  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(ClusterExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return availability(context).source().isPresent() && isMissingItsKubelet(context)
        ? ConditionEvaluationResult.disabled(NodePlayer.NO_FAKE_KUBELET)
        : availability(context).verdict();
  }

  // JUnit takes an abort while it resolves a parameter for a failure, so it is asked before.
  private static boolean isMissingItsKubelet(ExtensionContext context) {
    return NodePlayer.of(System.getenv()) == NodePlayer.KWOK
        && context.getTestMethod().filter(test -> takesFakeKubelet(test, context)).isPresent();
  }

  private static boolean takesFakeKubelet(Method test, ExtensionContext context) {
    return Stream.<Class<?>>iterate(
            context.getRequiredTestClass(), Objects::nonNull, Class::getSuperclass)
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(method -> method.equals(test) || method.isAnnotationPresent(BeforeEach.class))
        .anyMatch(method -> List.of(method.getParameterTypes()).contains(FakeKubelet.class));
  }

  private static ClusterAvailability availability(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(STORE)
        .computeIfAbsent(
            ClusterAvailability.class,
            _ -> ClusterAvailability.of(System.getenv()),
            ClusterAvailability.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == TestCluster.class || type == FakeKubelet.class || type == TestNamespace.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    TestCluster cluster = cluster(context);
    Class<?> type = parameter.getParameter().getType();
    if (type == TestCluster.class) {
      return cluster;
    }
    return type == FakeKubelet.class
        ? kubeletOf(cluster, context)
        : freshNamespace(cluster, context);
  }

  private static TestCluster cluster(ExtensionContext context) {
    ExtensionContext outermost = outermostClass(context);
    return outermost
        .getStore(STORE)
        .computeIfAbsent(
            ClusterPool.Lease.class,
            _ -> pool(context).lease(isShared(outermost)),
            ClusterPool.Lease.class)
        .cluster();
  }

  private static ClusterPool pool(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(STORE)
        .computeIfAbsent(
            ClusterPool.class,
            _ -> availability(context).source().orElseThrow().pool(),
            ClusterPool.class);
  }

  private static ExtensionContext outermostClass(ExtensionContext context) {
    return context
        .getParent()
        .filter(parent -> parent.getTestClass().isPresent())
        .map(ClusterExtension::outermostClass)
        .orElse(context);
  }

  // A test's rules end with it, and not with the one beside it.
  private static FakeKubelet kubeletOf(TestCluster cluster, ExtensionContext context) {
    return context.getTestMethod().isEmpty()
        ? cluster.kubelet()
        : context
            .getStore(STORE)
            .computeIfAbsent(Hand.class, _ -> new Hand(cluster.kubelet().forOneTest()), Hand.class)
            .kubelet();
  }

  /** Keeps the kubelet from being closed with the test, as a store closes what it holds itself. */
  private record Hand(FakeKubelet kubelet) {}

  private static TestNamespace freshNamespace(TestCluster cluster, ExtensionContext context) {
    if (context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException("a TestNamespace belongs to one test, not to a class");
    }
    TestNamespace namespace = TestNamespace.createdIn(cluster.client());
    namespaces(context).add(namespace);
    return namespace;
  }

  private static List<TestNamespace> namespaces(ExtensionContext context) {
    return context.getStore(STORE).computeIfAbsent(NamespaceList.class).names;
  }

  /** The namespaces of one test. */
  private static final class NamespaceList {
    private final List<TestNamespace> names = new ArrayList<>();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<TestNamespace> used = namespaces(context);
    if (used.isEmpty()) {
      return;
    }
    TestCluster cluster = cluster(context);
    if (cluster.fakeKubelet().isPresent()) {
      kubeletOf(cluster, context).reset();
      if (!isShared(context)) {
        cluster.kubelet().reset();
      }
    }
    used.forEach(namespace -> cluster.client().namespaces().withName(namespace.name()).delete());
  }

  private static boolean isShared(ExtensionContext context) {
    return outermostClass(context)
        .getRequiredTestClass()
        .isAnnotationPresent(OnSharedCluster.class);
  }
}
