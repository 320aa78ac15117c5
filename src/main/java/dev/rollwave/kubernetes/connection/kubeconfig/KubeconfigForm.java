package dev.rollwave.kubernetes.connection.kubeconfig;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.NamedExtension;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the tree of a kubeconfig into its entries. Refuses a value of another kind than its key
 * demands, as kubectl does: a token of digits is a number, and YAML drops its leading zeros.
 */
final class KubeconfigForm {
  private static final JsonMapper MAPPER = mapper();

  private KubeconfigForm() {}

  /** A value that its key does not allow; the message never quotes it. */
  static final class MisshapenException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<Object> steps;

    /** At {@code steps} from the top stands {@code what}. */
    MisshapenException(List<Object> steps, String what) {
      super(what);
      this.steps = List.copyOf(steps);
    }

    /** The path to the value: a key, or the index of an item, for each step. */
    List<Object> steps() {
      return steps;
    }
  }

  /** Keeps an extension as it is written, since a plugin gets it unchanged. */
  private interface AsWritten {
    @JsonProperty
    @JsonDeserialize(using = JsonDeserializer.None.class)
    void setExtension(Object extension);
  }

  private static JsonMapper mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(NamedExtension.class, AsWritten.class);
    for (CoercionInputShape other :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      builder.withCoercionConfig(
          LogicalType.Textual, config -> config.setCoercion(other, CoercionAction.Fail));
    }
    return builder.build();
  }

  /** The entries of {@code root}. */
  static Config config(JsonNode root) throws MisshapenException {
    try {
      return MAPPER.treeToValue(root, Config.class);
    } catch (JsonMappingException e) {
      throw misshapen(root, e);
    } catch (JsonProcessingException e) {
      // Without its words, which quote.
      throw new MisshapenException(List.of(), "this does not have the form of a kubeconfig");
    }
  }

  private static MisshapenException misshapen(JsonNode root, JsonMappingException e) {
    List<Object> steps = new ArrayList<>();
    JsonNode at = root;
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        steps.add(step.getIndex());
        at = at.path(step.getIndex());
        path.append('[').append(step.getIndex()).append(']');
      } else {
        steps.add(step.getFieldName());
        at = at.path(step.getFieldName());
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    Class<?> wanted = e instanceof MismatchedInputException form ? form.getTargetType() : null;
    return new MisshapenException(
        steps, "%s is %s; it has to be %s".formatted(path, Texts.shape(at), demand(wanted)));
  }

  private static String demand(@Nullable Class<?> wanted) {
    if (wanted == null) {
      return "something else";
    }
    if (wanted == String.class) {
      return "text: put it in quotes";
    }
    if (wanted == Boolean.class || wanted == boolean.class) {
      return "true or false, without quotes";
    }
    return Collection.class.isAssignableFrom(wanted) ? "a list" : "a mapping";
  }
}
