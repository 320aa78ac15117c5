package dev.rollwave.console.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollwave.console.words.ClusterWords;
import dev.rollwave.console.words.NextSteps;
import dev.rollwave.console.words.OutcomeWords;
import dev.rollwave.console.words.Tally;
import dev.rollwave.console.words.WorkloadAccount;
import dev.rollwave.engine.FinalState;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.WaveProgress;
import dev.rollwave.engine.WorkloadProgress;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.window.WindowCalendar;
import dev.rollwave.workload.WorkloadRef;
import dev.rollwave.workload.rollout.Serving;
import dev.rollwave.workload.trouble.PodTrouble;
import java.time.Instant;
import java.util.Optional;

/**
 * A run as JSON, for machines and auditors: what was asked, what was done to which workload and
 * when, and how it ended.
 *
 * <p>Every key is always there, in the same order; what does not apply is {@code null}. Instants
 * are RFC 3339 in UTC. {@link #API_VERSION} changes when a reader of the old form would be misled.
 */
public final class RunReport {
  /** The version of the report's form. */
  public static final String API_VERSION = "rollwave.dev/report/v1";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private RunReport() {}

  /**
   * The report of a run.
   *
   * @param end how it ended
   * @param exitStatus of the process, 0 to 7
   */
  public static JsonNode of(RunEnd end, int exitStatus) {
    RunState state = end.state();
    ObjectNode report = JSON.objectNode();
    report.put("apiVersion", API_VERSION).put("kind", "RunReport");
    report.put("runId", state.spec().runId().value());
    report.put("plan", state.spec().plan().name());
    report.put("reason", state.spec().reason());
    report.set("cluster", ClusterWords.json(end.access()));
    report.set("keptIn", keptIn(state.spec().plan().place()));
    report.put("startedAt", state.startedAt().toString());
    report.put("endedAt", end.at().toString());
    report.put("outcome", state.outcome().map(RunOutcome::word).orElse("Running"));
    report.put("exitStatus", exitStatus);
    report.set("cause", text(cause(state)));
    report.set("overriddenWindows", overridden(state));
    report.set("counts", counts(Tally.of(state)));
    ArrayNode waves = report.putArray("waves");
    state.waves().forEach(wave -> waves.add(wave(wave)));
    return report;
  }

  /** {@code report} as text, indented, with a line end at its end. */
  public static String text(JsonNode report) {
    return report.toPrettyString() + "\n";
  }

  private static String cause(RunState state) {
    Optional<RunOutcome> outcome = state.outcome();
    String said = outcome.map(RunOutcome::cause).orElse("");
    return said.isEmpty() ? state.stopping().map(OutcomeWords::cause).orElse("") : said;
  }

  // A person who ignored the windows is part of the evidence, and so is what was ignored.
  private static JsonNode overridden(RunState state) {
    WindowCalendar planned = state.spec().plan().calendar();
    if (state.spec().calendar().equals(planned)) {
      return JSON.nullNode();
    }
    ObjectNode node = JSON.objectNode();
    node.put("timeZone", planned.zone().getId());
    ArrayNode windows = node.putArray("windows");
    planned.windows().forEach(window -> windows.add(WindowWords.of(window)));
    ArrayNode freezes = node.putArray("freezes");
    planned.freezes().forEach(freeze -> freezes.add(WindowWords.of(freeze)));
    return node;
  }

  /** The lock and the record, by namespace and names; {@code null} where none are kept. */
  static JsonNode keptIn(Optional<StatePlace> place) {
    return place
        .<JsonNode>map(kept ->
            JSON.objectNode()
                .put("namespace", kept.namespace())
                .put("lease", kept.name())
                .put("configMap", kept.name()))
        .orElseGet(JSON::nullNode);
  }

  private static JsonNode counts(Tally tally) {
    return JSON.objectNode()
        .put("workloads", tally.total())
        .put("healthy", tally.healthy())
        .put("skipped", tally.skipped())
        .put("failed", tally.failed())
        .put("inFlight", tally.inFlight())
        .put("unproven", tally.unproven())
        .put("left", tally.left());
  }

  private static JsonNode wave(WaveProgress wave) {
    ObjectNode node = JSON.objectNode();
    node.put("name", wave.wave().name());
    node.put("state", OutcomeWords.word(wave.state()));
    node.set("reason", text(OutcomeWords.reason(wave.state())));
    ArrayNode dependsOn = node.putArray("dependsOn");
    wave.wave().dependsOn().forEach(dependsOn::add);
    node.set("readyAt", instant(wave.timeline().ready()));
    node.set("startedAt", instant(wave.timeline().started()));
    node.set("healthyAt", instant(wave.timeline().healthy()));
    node.set("releasedAt", instant(wave.timeline().released()));
    ArrayNode workloads = node.putArray("workloads");
    wave.workloads().forEach(workload -> workloads.add(workload(workload)));
    return node;
  }

  private static JsonNode workload(WorkloadProgress workload) {
    WorkloadAccount account = WorkloadAccount.of(workload.state());
    ObjectNode node = JSON.objectNode();
    node.set("ref", ref(workload.ref()));
    node.put("state", account.state());
    node.set("reason", text(account.reason()));
    node.set("message", text(account.message()));
    node.set("stamp", text(account.stamp().orElse("")));
    node.set(
        "generation",
        account
            .restart()
            .<JsonNode>map(restart -> JSON.numberNode(restart.generation()))
            .orElse(JSON.nullNode()));
    node.set("patchedAt", instant(workload.timeline().patched()));
    node.set("observedAt", instant(workload.timeline().observed()));
    node.set("currentAt", instant(workload.timeline().current()));
    node.set("soakedAt", instant(workload.timeline().soaked()));
    node.set("failedAt", instant(workload.timeline().failed()));
    node.set("trouble", account.trouble().map(RunReport::trouble).orElse(JSON.nullNode()));
    node.set("failure", failure(workload));
    return node;
  }

  private static JsonNode failure(WorkloadProgress workload) {
    if (!(workload.state() instanceof FinalState.Failed failed)) {
      return JSON.nullNode();
    }
    NextSteps next = NextSteps.of(workload.ref(), failed);
    ObjectNode node = JSON.objectNode();
    node.set("serving", failed.serving().map(RunReport::serving).orElse(JSON.nullNode()));
    node.put("command", next.command());
    node.set("undo", text(next.undo().orElse("")));
    return node;
  }

  static JsonNode serving(Serving serving) {
    return JSON.objectNode()
        .put("ready", serving.ready())
        .put("fromBefore", serving.old())
        .put("wanted", serving.wanted());
  }

  static JsonNode ref(WorkloadRef ref) {
    return JSON.objectNode()
        .put("kind", ref.kind().kind())
        .put("namespace", ref.namespace())
        .put("name", ref.name());
  }

  private static JsonNode trouble(PodTrouble trouble) {
    ObjectNode node = JSON.objectNode();
    node.put("pod", trouble.pod());
    node.set("container", text(trouble.container()));
    node.put("reason", trouble.reason());
    node.set("message", text(trouble.message()));
    ArrayNode said = node.putArray("logLines");
    trouble.lastLogLines().forEach(said::add);
    node.put("advice", trouble.remedy().advice());
    node.put("command", trouble.remedy().command());
    return node;
  }

  private static JsonNode instant(Optional<Instant> at) {
    return text(at.map(Instant::toString).orElse(""));
  }

  private static JsonNode text(String value) {
    return value.isEmpty() ? JSON.nullNode() : JSON.textNode(value);
  }
}
