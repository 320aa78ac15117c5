package dev.rollwave.planfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rollwave.planfile.fields.PlanLimits;
import dev.rollwave.planfile.fields.ScalarParsers;
import dev.rollwave.planfile.fields.Section;
import dev.rollwave.workload.DnsNames;
import dev.rollwave.workload.WorkloadKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the schema that editors get against what is really read. */
class PlanSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(PlanSchema.text());

  @Test
  void the_schema_is_a_schema() throws IOException {
    JsonNode schema = JSON.readTree(PlanSchema.text());
    Schema metaschema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                com.networknt.schema.SchemaLocation.of(
                    "https://json-schema.org/draft/2020-12/schema"));

    assertThat(metaschema.validate(schema)).isEmpty();
    assertThat(schema.get("$schema").asText())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
  }

  @ParameterizedTest
  @EnumSource
  void a_section_has_the_keys_of_the_reader_and_no_others(Section section) throws IOException {
    JsonNode definition = JSON.readTree(PlanSchema.text()).at("/$defs/" + section.name());

    assertThat(names(definition.get("properties")))
        .containsExactlyInAnyOrderElementsOf(section.keys());
    assertThat(texts(definition.path("required")))
        .containsExactlyInAnyOrderElementsOf(section.required());
    assertThat(definition.get("additionalProperties").asBoolean(true)).isFalse();
  }

  @Test
  void every_mapping_of_the_schema_is_a_section_of_the_reader() throws IOException {
    JsonNode definitions = JSON.readTree(PlanSchema.text()).get("$defs");
    List<String> mappings =
        names(definitions).stream()
            .filter(name -> definitions.get(name).path("type").asText().equals("object"))
            .toList();

    assertThat(mappings)
        .containsExactlyInAnyOrderElementsOf(Stream.of(Section.values()).map(Enum::name).toList());
  }

  @ParameterizedTest
  @EnumSource
  void every_key_is_described(Section section) throws IOException {
    JsonNode schema = JSON.readTree(PlanSchema.text());
    JsonNode properties = schema.at("/$defs/" + section.name() + "/properties");

    for (String key : section.keys()) {
      JsonNode property = properties.get(key);
      JsonNode described =
          property.has("description")
              ? property
              : schema.at(property.path("$ref").asText("#/none").substring(1));
      assertThat(described.path("description").asText()).as(key).isNotBlank();
    }
  }

  @Test
  void words_and_limits_are_those_of_the_reader() throws IOException {
    JsonNode definitions = JSON.readTree(PlanSchema.text()).get("$defs");

    assertThat(texts(definitions.at("/WORKLOAD/properties/kind/enum")))
        .containsExactlyElementsOf(
            Stream.of(WorkloadKind.values()).map(WorkloadKind::kind).toList());
    assertThat(texts(definitions.at("/SPEC/properties/onFailure/enum")))
        .containsExactlyElementsOf(ScalarParsers.ON_FAILURE.keySet());
    assertThat(texts(definitions.at("/HEALTH/properties/onForeignChange/enum")))
        .containsExactlyElementsOf(ScalarParsers.ON_FOREIGN_CHANGE.keySet());
    assertThat(definitions.at("/SPEC/properties/waves/maxItems").asInt())
        .isEqualTo(PlanLimits.MOST_WAVES);
    assertThat(definitions.at("/WAVE/properties/workloads/maxItems").asInt())
        .isEqualTo(PlanLimits.MOST_WORKLOADS);
    assertThat(definitions.at("/SPEC/properties/reason/maxLength").asInt())
        .isEqualTo(PlanLimits.LONGEST_REASON);
    assertThat(definitions.at("/label/maxLength").asInt()).isEqualTo(DnsNames.LONGEST_LABEL);
    assertThat(definitions.at("/WORKLOAD/properties/name/maxLength").asInt())
        .isEqualTo(DnsNames.LONGEST_SUBDOMAIN);
    assertThat(definitions.at("/DOCUMENT/properties/apiVersion/const").asText())
        .isEqualTo(PlanReader.API_VERSION);
    assertThat(definitions.at("/DOCUMENT/properties/kind/const").asText())
        .isEqualTo(PlanReader.KIND);
  }

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("config"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_plans_are_sound_to_both(Path example) throws IOException {
    assertThat(schemaErrors(Files.readString(example))).isEmpty();
    assertThat(PlanFile.read(example))
        .isInstanceOfSatisfying(
            PlanReading.Sound.class, sound -> assertThat(sound.warnings()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cooldown: 5m",
        "stateNamespace: rollwave",
        "cooldown: PT1H30M",
        "cooldown: P7DT1.5S",
        "throttle: {}",
        "health: {timeout: 1d, total: 36h, soak: 0s, grace: 5s, onForeignChange: fail}",
        "health: {grace: 5s, pendingGrace: 1m}",
        "timeZone: America/Argentina/Buenos_Aires",
        "timeZone: Etc/GMT+3",
        "{timeZone: UTC, schedule: 30 1 * * MON-FRI}",
        "{timeZone: UTC, schedule: '@daily'}",
        "{timeZone: UTC, windows: [{from: 23:00, to: 24:00}]}",
        "{timeZone: UTC, windows: [{days: [mon, Tuesday, SUN], from: 23:00, to: 05:00}]}",
        "{timeZone: UTC, windows: [{cron: '0 1 * * *', duration: 7d}]}",
        "{timeZone: UTC, freezes: [{name: x, from: 2026-11-26, to: 2026-11-26}]}"
      })
  void sound_values_are_sound_to_both(String lines) throws IOException {
    String document = Documents.withSpec(unfolded(lines));

    assertThat(Documents.problems(document)).isEmpty();
    assertThat(schemaErrors(document)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "colour: red",
        "cooldown: 5 minutes",
        "cooldown: 90",
        "cooldown: -5m",
        "cooldown: PT-5M",
        "cooldown: P1Y",
        "cooldown: P",
        "cooldown: PT",
        "cooldown: ''",
        "cooldown: [5m]",
        "cooldown:",
        "onFailure: stop",
        "throttle: 4",
        "throttle: {maxInFlight: 0}",
        "throttle: {maxInFlight: '4'}",
        "throttle: {maxInFlight: 2.5}",
        "throttle: {maxInFlight: 99999999999}",
        "health: {timeout: 0s}",
        "health: {timeout: PT0S}",
        "health: {onForeignChange: ignore}",
        "health: {deadline: 5m}",
        "timeZone: +02:00",
        "schedule: 30 1 * * *",
        "{timeZone: UTC, schedule: 30 1 * *}",
        "{timeZone: UTC, schedule: '@every 1h'}",
        "windows: [{from: 23:00, to: 05:00}]",
        "freezes: [{name: x, from: 2026-01-01, to: 2026-01-01}]",
        "{timeZone: UTC, windows: [{from: 24:00, to: 05:00}]}",
        "{timeZone: UTC, windows: [{from: 9:00, to: 17:00}]}",
        "{timeZone: UTC, windows: [{from: 09:00}]}",
        "{timeZone: UTC, windows: [{days: [], from: 01:00, to: 02:00}]}",
        "{timeZone: UTC, windows: [{days: [Mo], from: 01:00, to: 02:00}]}",
        "{timeZone: UTC, windows: [{days: [Mon, Mon], from: 01:00, to: 02:00}]}",
        "{timeZone: UTC, windows: [{cron: '0 1 * * *'}]}",
        "{timeZone: UTC, windows: [{cron: '0 1 * * *', duration: 0s}]}",
        "{timeZone: UTC, windows: [{cron: '0 1 * * *', duration: 1h, to: 05:00}]}",
        "{timeZone: UTC, freezes: [{name: ' ', from: 2026-01-01, to: 2026-01-01}]}",
        "{timeZone: UTC, freezes: [{name: x, from: 26-01-01, to: 2026-01-01}]}",
        "{timeZone: UTC, freezes: [{name: x, from: 2026-13-01, to: 2026-12-01}]}"
      })
  void faulty_values_are_faulty_to_both(String lines) throws IOException {
    String document = Documents.withSpec(unfolded(lines));

    assertThat(Documents.problems(document)).isNotEmpty();
    assertThat(schemaErrors(document)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: a}",
        "{name: a, workloads: []}",
        "{name: A, workloads: [{kind: Deployment, namespace: n, name: a}]}",
        "{name: a, dependsOn: b, workloads: [{kind: Deployment, namespace: n, name: a}]}",
        "{name: a, allowEmpty: 'yes', workloads: [{kind: Deployment, namespace: n, name: a}]}",
        "{name: a, workloads: [{kind: deployment, namespace: n, name: a}]}",
        "{name: a, workloads: [{kind: Deployment, name: a}]}",
        "{name: a, workloads: [{kind: Deployment, namespace: n}]}",
        "{name: a, workloads: [{kind: Deployment, namespace: n, name: a, selector: b}]}",
        "{name: a, workloads: [{kind: Deployment, namespace: n.x, name: a}]}",
        "{name: a, workloads: [{kind: Deployment, namespace: n, name: a_b}]}",
        "{name: a, workloads: [{kind: Deployment, namespace: n, selector: ' '}]}",
        "{name: a, workloads: [cart]}",
        "a"
      })
  void faulty_waves_are_faulty_to_both(String wave) throws IOException {
    String document = Documents.withWaves("- " + wave);

    assertThat(Documents.problems(document)).isNotEmpty();
    assertThat(schemaErrors(document)).isNotEmpty();
  }

  /** {@code {a: 1, b: 2}} as lines of a block, for one flow mapping that is not nested. */
  private static String unfolded(String lines) throws IOException {
    if (!lines.startsWith("{")) {
      return lines;
    }
    int comma = lines.indexOf(", ");
    return lines.substring(1, comma) + "\n" + lines.substring(comma + 2, lines.length() - 1);
  }

  private static List<Error> schemaErrors(String document) throws IOException {
    return SCHEMA.validate(YAML.readTree(document));
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new java.util.ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }
}
