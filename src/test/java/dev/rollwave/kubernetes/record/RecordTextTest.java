package dev.rollwave.kubernetes.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollwave.engine.Settled;
import dev.rollwave.engine.WorkloadProgress.Timeline;
import dev.rollwave.runner.record.PlanRecord;
import dev.rollwave.runner.record.RunSummary;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RecordTextTest {
  private static final long SEED = 20261121;
  private static final int RECORDS = 500;
  private static final KubernetesSerialization WIRE = new KubernetesSerialization();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DrawnRecords planRecords = new DrawnRecords(new Random(SEED));

  @Test
  void what_was_written_is_read_again_to_the_last_character() {
    for (int i = 0; i < RECORDS; i++) {
      PlanRecord planRecord = planRecords.planRecord();

      assertThat(RecordText.read(sent(planRecord)))
          .as("record %d of seed %d", i, SEED)
          .isEqualTo(planRecord);
    }
  }

  @Test
  void the_instants_of_workloads_are_kept_to_a_tenth_of_a_second_on_the_safe_side() {
    Instant start = Instant.parse("2026-11-21T01:00:00.123456789Z");
    Random random = new Random(SEED);
    for (int i = 0; i < RECORDS; i++) {
      Instant patched = start.plusNanos(random.nextLong(-5_000_000_000L, 80_000_000_000_000L));
      Instant current = patched.plusNanos(random.nextLong(60_000_000_000L));
      ArrayNode kept = JSON.createArrayNode().add("Healthy");
      RecordTimes.add(
          kept,
          new Timeline(
              Optional.of(patched), Optional.empty(), Optional.of(current), Optional.empty()),
          start);

      RecordTimes.addSoak(kept, Optional.of(current), start);
      Timeline read = RecordTimes.read(kept, start);

      assertThat(read.patched().orElseThrow()).isBetween(patched.minusMillis(100), patched);
      assertThat(read.current().orElseThrow()).isBetween(current.minusMillis(100), current);
      assertThat(read.observed()).isEmpty();
      // A soak that was found shorter than it is would make an unproven workload healthy.
      assertThat(RecordTimes.readSoak(kept, read, start).orElseThrow())
          .isBetween(current, current.plusMillis(100));
    }
  }

  @Test
  void a_workload_with_an_entry_too_few_or_of_another_type_is_refused_and_named() {
    ConfigMap whole = sent(fullBook());
    for (String entry :
        List.of(
            "[]",
            "{}",
            "[\"Healthy\", 1, 2, 3]",
            "[\"Healthy\", 1, 2, 3, \"x\"]",
            "[\"Healthy\", 1, 2, 3, 99999999999999999999]",
            "[\"Healthy\", 9223372036854775807, 2, 3, 4]",
            "[\"Healthy\", 1, 2, 3, 4, [5, 6]]",
            "[\"Failed\", 1, 2, 3, 4, \"Timeout\"]",
            "[\"Failed\", 1, 2, 3, 4, \"Timeout\", \"not healthy\", \"x\"]",
            "[\"UnderWay\", 1, 2, 3, 4, null, null, []]",
            "[\"UnderWay\", 1, 2, 3, 4, null, null, \"x\"]",
            "[\"Dancing\", 1, 2, 3, 4]")) {
      ConfigMap torn =
          with(whole, RecordText.WORKLOADS, Gzip.pack("{\"shop/Deployment/cart\": " + entry + "}"));

      assertThatThrownBy(() -> RecordText.read(torn))
          .as(entry)
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("shop/Deployment/cart");
    }
  }

  @Test
  void a_rollout_whose_progress_an_older_build_did_not_keep_is_read_without_any() {
    ConfigMap older =
        with(
            sent(fullBook()),
            RecordText.WORKLOADS,
            Gzip.pack("{\"shop/Deployment/cart\": [\"UnderWay\", 1, 2, 3, 4, null, null]}"));

    assertThat(RecordText.read(older).newest().checkpoint().underWay().values())
        .singleElement()
        .satisfies(way -> assertThat(way.kept()).isEmpty());
  }

  @Test
  void what_failed_in_a_record_that_does_not_tell_when_is_read_without_that() {
    ConfigMap older =
        with(
            sent(fullBook()),
            RecordText.WORKLOADS,
            Gzip.pack("{\"shop/Deployment/cart\": [\"Failed\", 1, 2, null, null, \"T\", \"m\"]}"));

    assertThat(RecordText.read(older).newest().checkpoint().settled().values())
        .singleElement()
        .isInstanceOfSatisfying(
            Settled.Failed.class,
            failed -> {
              assertThat(failed.timeline().observed()).isPresent();
              assertThat(failed.timeline().failed()).isEmpty();
            });
  }

  @Test
  void what_was_healthy_in_a_record_that_does_not_tell_whether_it_holds_a_gate_holds_none() {
    ConfigMap older =
        with(
            sent(fullBook()),
            RecordText.WORKLOADS,
            Gzip.pack("{\"shop/Deployment/cart\": [\"Healthy\", 1, 2, 3, 4]}"));

    assertThat(RecordText.read(older).newest().checkpoint().settled().values())
        .singleElement()
        .isInstanceOfSatisfying(
            Settled.Healthy.class, healthy -> assertThat(healthy.holding()).isEmpty());
  }

  @Test
  void a_value_cut_off_anywhere_is_refused_and_named() {
    PlanRecord planRecord = fullBook();
    ConfigMap whole = sent(planRecord);
    values(whole)
        .forEach((key, value) -> {
          // Neither the last line break nor padding says anything.
          int end = value.stripTrailing().replaceAll("=+$", "").length();
          for (int length = 0; length < end; length++) {
            ConfigMap torn = with(whole, key, value.substring(0, length));

            assertThatThrownBy(() -> RecordText.read(torn))
                .as("%s, %d of %d characters", key, length, value.length())
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key);
          }
        });
  }

  @Test
  void a_value_that_is_not_there_is_refused_and_named() {
    ConfigMap whole = sent(fullBook());
    for (String key : values(whole).keySet()) {
      ConfigMap torn = copy(whole);
      torn.getData().remove(key);
      torn.getBinaryData().remove(key);

      assertThatThrownBy(() -> RecordText.read(torn))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(key);
    }
    assertThatThrownBy(() -> RecordText.read(new ConfigMap()))
        .isExactlyInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_field_that_is_missing_or_of_another_type_is_refused_and_named() {
    ConfigMap whole = sent(fullBook());
    JsonNode head = json(values(whole).getOrDefault(RecordText.HEAD, ""));
    List<String> pointers = new ArrayList<>();
    collect(head, "", pointers);
    assertThat(pointers).hasSizeGreaterThan(40);
    for (String pointer : pointers) {
      String key = pointer.substring(pointer.lastIndexOf('/') + 1);

      assertRefused(whole, head, pointer, parent -> parent.remove(key));
      assertRefused(whole, head, pointer, parent -> parent.put(key, true));
    }
  }

  @Test
  void a_damaged_archive_is_refused_whatever_bytes_it_ends_in() {
    ConfigMap whole = sent(fullBook());
    for (String key : List.of(RecordText.WORKLOADS, RecordText.PLAN)) {
      for (String damage : List.of("", "!", "AAAA", "H4sI", "bm8gZ3ppcA==")) {
        assertThatThrownBy(() -> RecordText.read(with(whole, key, damage)))
            .isExactlyInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(key);
      }
      assertThatThrownBy(() -> RecordText.read(with(whole, key, Gzip.pack("[1, {"))))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(key);
    }
  }

  private static void assertRefused(
      ConfigMap whole, JsonNode head, String pointer, Consumer<ObjectNode> damage) {
    JsonNode changed = head.deepCopy();
    damage.accept((ObjectNode) changed.at(pointer.substring(0, pointer.lastIndexOf('/'))));
    ConfigMap torn = with(whole, RecordText.HEAD, changed.toString());
    assertThatThrownBy(() -> RecordText.read(torn))
        .as(pointer)
        .isExactlyInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void
      a_run_of_the_past_whose_record_does_not_tell_when_its_workloads_failed_is_read_without_that() {
    ConfigMap whole = sent(fullBook());
    JsonNode head = json(values(whole).getOrDefault(RecordText.HEAD, ""));
    head.path("history").forEach(run -> ((ObjectNode) run).remove("failedAt"));

    assertThat(RecordText.read(with(whole, RecordText.HEAD, head.toString())).history())
        .isNotEmpty()
        .allSatisfy(run ->
            assertThat(run.failed())
                .extracting(RunSummary.Failure::at)
                .allMatch(Optional::isEmpty));
  }

  /**
   * All fields but the plan's name, which is for people, the names of waves, and what earlier
   * versions did not write.
   */
  private static void collect(JsonNode node, String at, List<String> pointers) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String pointer = at + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
      if (!pointer.equals("/plan") && !at.equals("/waves") && !pointer.endsWith("/failedAt")) {
        pointers.add(pointer);
      }
      collect(field.getValue(), pointer, pointers);
    }
    for (int i = 0; i < (node.isArray() ? node.size() : 0); i++) {
      collect(node.get(i), at + "/" + i, pointers);
    }
  }

  /** One in which there is something of everything. */
  private PlanRecord fullBook() {
    while (true) {
      PlanRecord planRecord = planRecords.planRecord();
      if (!planRecord.history().isEmpty()
          && !planRecord.instructions().all().isEmpty()
          && !planRecord.newest().checkpoint().settled().isEmpty()
          && !planRecord.newest().checkpoint().waves().isEmpty()
          && planRecord.newest().ending().isPresent()) {
        return planRecord;
      }
    }
  }

  /** {@code planRecord} as it comes back from an API server. */
  private static ConfigMap sent(PlanRecord planRecord) {
    return copy(RecordText.write(planRecord, "nightly", new ConfigMap()));
  }

  private static ConfigMap copy(ConfigMap map) {
    return WIRE.unmarshal(WIRE.asJson(map), ConfigMap.class);
  }

  private static Map<String, String> values(ConfigMap map) {
    Map<String, String> values = new TreeMap<>(map.getData());
    values.putAll(map.getBinaryData());
    return values;
  }

  private static ConfigMap with(ConfigMap map, String key, String value) {
    ConfigMap changed = copy(map);
    (key.equals(RecordText.HEAD) ? changed.getData() : changed.getBinaryData()).put(key, value);
    return changed;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
