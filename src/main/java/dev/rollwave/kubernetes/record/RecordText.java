package dev.rollwave.kubernetes.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollwave.engine.Checkpoint;
import dev.rollwave.kubernetes.json.ModelWriter;
import dev.rollwave.plan.CanonicalPlan;
import dev.rollwave.runner.record.PlanDigest;
import dev.rollwave.runner.record.PlanRecord;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import java.util.Map;

/**
 * The record of a plan as a ConfigMap keeps it: the head as readable JSON, the workloads and the
 * plan's print packed, so that ten thousand workloads stay far below what a ConfigMap may hold.
 */
final class RecordText {
  /** The form of the record; another one is not read. */
  static final String API_VERSION = "rollwave.dev/record/v1";

  static final String HEAD = "record.json";
  static final String WORKLOADS = "workloads.json.gz";
  static final String PLAN = "plan.txt.gz";

  /** Unpacked; twenty thousand workloads with long messages stay below. */
  private static final int MOST_BYTES = 32 << 20;

  private static final List<Integer> SHORTER_MESSAGES = List.of(60, 0);

  private RecordText() {}

  /** {@code into} with {@code planRecord} in it; messages that do not fit are cut shorter. */
  static ConfigMap write(PlanRecord planRecord, String plan, ConfigMap into) {
    ConfigMap written = write(planRecord, plan, into, RecordWriting.LONGEST_MESSAGE);
    for (int longest : SHORTER_MESSAGES) {
      if (RecordSize.of(written) > RecordSize.MOST_BYTES) {
        written = write(planRecord, plan, into, longest);
      }
    }
    return written;
  }

  private static ConfigMap write(PlanRecord planRecord, String plan, ConfigMap into, int longest) {
    Checkpoint checkpoint = planRecord.newest().checkpoint();
    return new ConfigMapBuilder(into)
        .withData(Map.of(HEAD, ModelWriter.pretty(RecordWriting.head(planRecord, plan)) + "\n"))
        .withBinaryData(
            Map.of(
                WORKLOADS,
                Gzip.pack(ModelWriter.write(RecordWriting.workloads(checkpoint, longest))),
                PLAN,
                Gzip.pack(String.join("\n", planRecord.newest().plan().lines()))))
        .build();
  }

  /**
   * The record in {@code map}.
   *
   * @throws IllegalArgumentException when there is none that can be read, saying what is wrong
   */
  static PlanRecord read(ConfigMap map) {
    JsonNode head = json(value(map.getData(), HEAD), HEAD);
    String version = head.path("apiVersion").asText();
    if (!version.equals(API_VERSION)) {
      throw new IllegalArgumentException(
          HEAD + " is of the form \"" + version + "\", and this version reads " + API_VERSION);
    }
    JsonNode workloads = json(unpacked(map, WORKLOADS), WORKLOADS);
    CanonicalPlan plan = RecordReading.plan(unpacked(map, PLAN));
    String digest = head.path("run").path("planDigest").asText();
    if (!PlanDigest.of(plan).equals(digest)) {
      throw new IllegalArgumentException("its " + PLAN + " does not go with its planDigest");
    }
    return new RecordReading(head, workloads, plan).planRecord();
  }

  private static String unpacked(ConfigMap map, String key) {
    try {
      return Gzip.unpack(value(map.getBinaryData(), key), MOST_BYTES);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
    }
  }

  private static String value(Map<String, String> data, String key) {
    String value = data == null ? null : data.get(key);
    if (value == null) {
      throw new IllegalArgumentException("it has no " + key);
    }
    return value;
  }

  private static JsonNode json(String text, String key) {
    try {
      return Strict.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(key + " is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Set up when a record is read; a plan's first run reads none. */
  private static final class Strict {
    private static final ObjectMapper MAPPER =
        new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  }
}
