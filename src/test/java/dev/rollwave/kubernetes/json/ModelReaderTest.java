package dev.rollwave.kubernetes.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.EventList;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimList;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionList;
import io.fabric8.kubernetes.api.model.apps.DaemonSetList;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentList;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetList;
import io.fabric8.kubernetes.api.model.apps.StatefulSetList;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against fabric8's own reader and writer. */
class ModelReaderTest {
  private static final KubernetesSerialization FABRIC8 = new KubernetesSerialization();

  @ParameterizedTest
  @ValueSource(
      classes = {
        DeploymentList.class,
        StatefulSetList.class,
        DaemonSetList.class,
        ReplicaSetList.class,
        PodList.class,
        EventList.class,
        Namespace.class,
        ConfigMapList.class,
        PersistentVolumeClaimList.class,
        Lease.class,
        SelfSubjectAccessReview.class,
        SelfSubjectReview.class,
        Status.class
      })
  void each_field_of_what_is_asked_for_is_read_as_fabric8_reads_it(Class<?> type) {
    JsonNode json = fabric8Json(WholeObjects.of(type));

    assertThat(ModelReader.read(json, type)).isEqualTo(FABRIC8.convertValue(json, type));
  }

  /** Fabric8 looks for an object of the model behind what may be anything, which nobody asks. */
  @ParameterizedTest
  @ValueSource(classes = {ControllerRevisionList.class, Node.class, Config.class})
  void what_may_be_anything_stays_as_it_is_written(Class<?> type) {
    JsonNode json = fabric8Json(WholeObjects.of(type));

    assertThat(fabric8Json(ModelReader.read(json, type))).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        DeploymentList.class,
        StatefulSetList.class,
        DaemonSetList.class,
        ConfigMapList.class,
        Lease.class,
        SelfSubjectAccessReview.class,
        SelfSubjectReview.class
      })
  void what_is_sent_is_written_as_fabric8_writes_it(Class<?> type) {
    Object whole = WholeObjects.of(type);

    assertThat(JsonText.object(ModelWriter.write(whole))).isEqualTo(fabric8Json(whole));
  }

  @Test
  void what_says_nothing_is_written_as_fabric8_writes_it() {
    for (Object empty : List.of(new Deployment(), new Lease(), new SelfSubjectReview())) {
      assertThat(JsonText.object(ModelWriter.write(empty))).isEqualTo(fabric8Json(empty));
    }
  }

  @Test
  void a_key_that_the_model_does_not_know_is_kept_and_written_again() {
    JsonNode json =
        JsonText.object(
            """
            {"apiVersion": "apps/v1", "kind": "Deployment",
             "spec": {"fromTheFuture": {"a": [1, true, null, 2.5], "b": 12345678901}}}\
            """);

    Deployment read = ModelReader.read(json, Deployment.class);

    assertThat(read.getSpec().getAdditionalProperties())
        .isEqualTo(
            FABRIC8.convertValue(json, Deployment.class).getSpec().getAdditionalProperties());
    assertThat(ModelWriter.write(read)).contains("[1,true,null,2.5]", "12345678901");
  }

  @Test
  void null_is_the_same_as_nothing() {
    Deployment read =
        ModelReader.read(
            JsonText.object(
                "{\"metadata\": {\"name\": \"cart\", \"labels\": null}, \"status\": null}"),
            Deployment.class);

    assertThat(read.getStatus()).isNull();
    assertThat(read.getMetadata().getLabels()).isNullOrEmpty();
    assertThat(read.getKind()).isEqualTo("Deployment");
  }

  @Test
  void a_value_of_another_kind_is_refused_with_its_place_and_without_its_content() {
    JsonNode json =
        JsonText.object(
            """
            {"spec": {"template": {"spec": {"containers": [{"name": "a"}, {"name": 7}]}}}}\
            """);

    assertThatThrownBy(() -> ModelReader.read(json, Deployment.class))
        .isInstanceOfSatisfying(
            MisreadException.class,
            misread -> {
              assertThat(misread.steps())
                  .isEqualTo(List.of("spec", "template", "spec", "containers", 1, "name"));
              assertThat(misread.wanted()).isEqualTo(String.class);
              assertThat(misread).hasMessage("spec.template.spec.containers[1].name is no String");
            });
  }

  @Test
  void a_list_in_the_place_of_an_object_is_refused() {
    for (String json : List.of("{\"spec\": []}", "{\"spec\": \"a\"}", "{\"metadata\": 1}")) {
      assertThatThrownBy(() -> ModelReader.read(JsonText.object(json), Deployment.class))
          .isInstanceOf(MisreadException.class);
    }
  }

  @Test
  void what_is_equal_is_written_alike_whatever_the_order_of_its_keys() {
    assertThat(ModelWriter.write(Map.of("b", 1, "a", Map.of("d", 1, "c", 2))))
        .isEqualTo("{\"a\":{\"c\":2,\"d\":1},\"b\":1}");
  }

  @Test
  void text_is_read_and_written_as_jacksons_mapper_does() throws JsonProcessingException {
    JsonMapper jackson = new JsonMapper();
    for (String json :
        List.of(
            "{}",
            " {\"a\": [], \"b\": {}, \"c\": [1, -2, 12345678901, 123456789012345678901], \"d\":"
                + " 1.5e3}",
            "{\"t\": true, \"f\": false, \"n\": null, \"s\": \"\\u00e9\\n\\\"\"}",
            "{\"twice\": 1, \"twice\": {\"last\": 2}} and more")) {
      JsonNode tree = jackson.readTree(json);

      assertThat(JsonText.object(json)).isEqualTo(tree);
      assertThat(ModelWriter.pretty(tree)).isEqualTo(tree.toPrettyString());
    }
  }

  @Test
  void what_is_no_object_or_is_cut_off_is_refused() {
    for (String broken :
        List.of(
            "", "[]", "<html>", "{\"a\": ", "{\"a\": [1, ", "{\"a\"", "{\"a\": nul}", "{a: 1}")) {
      assertThatThrownBy(() -> JsonText.object(broken))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static JsonNode fabric8Json(Object object) {
    return FABRIC8.convertValue(object, JsonNode.class);
  }
}
