package dev.rollwave.kubernetes.connection.kubeconfig;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollwave.kubernetes.json.MisreadException;
import dev.rollwave.kubernetes.json.ModelReader;
import io.fabric8.kubernetes.api.model.Config;
import java.util.List;

/**
 * Turns the tree of a kubeconfig into its entries. Refuses a value of another kind than its key
 * demands, as kubectl does: a token of digits is a number, and YAML drops its leading zeros.
 */
final class KubeconfigForm {
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

  /** The entries of {@code root}. */
  static Config config(JsonNode root) throws MisshapenException {
    try {
      return ModelReader.read(root, Config.class);
    } catch (MisreadException e) {
      throw misshapen(root, e);
    }
  }

  private static MisshapenException misshapen(JsonNode root, MisreadException e) {
    JsonNode at = root;
    for (Object step : e.steps()) {
      at = step instanceof Integer index ? at.path(index) : at.path(step.toString());
    }
    return new MisshapenException(
        e.steps(),
        "%s is %s; it has to be %s"
            .formatted(MisreadException.path(e.steps()), Texts.shape(at), demand(e.wanted())));
  }

  private static String demand(Class<?> wanted) {
    if (wanted == String.class) {
      return "text: put it in quotes";
    }
    if (wanted == Boolean.class) {
      return "true or false, without quotes";
    }
    return wanted == List.class ? "a list" : "a mapping";
  }
}
