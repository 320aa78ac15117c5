package dev.rollwave.testcluster.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.testcluster.proxy.Call.Sender;
import dev.rollwave.testcluster.proxy.Call.Target;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallsTest {

  @ParameterizedTest
  @CsvSource({
    "create, /apis/authorization.k8s.io/v1/selfsubjectaccessreviews,  false",
    "create, /apis/authentication.k8s.io/v1/selfsubjectreviews,       false",
    "list,   /apis/apps/v1/namespaces/shop/deployments,               false",
    "create, /api/v1/namespaces/shop/configmaps,                      true",
    "patch,  /apis/apps/v1/namespaces/shop/deployments/cart,          true"
  })
  void a_question_changes_nothing_though_it_is_sent_as_a_creation(
      String verb, String path, boolean changes) {
    Call call =
        new Call(1, Instant.EPOCH, verb, Target.of(path), Map.of(), new Sender("", "", 1), "");

    assertThat(Calls.mutating().test(call)).isEqualTo(changes);
  }
}
