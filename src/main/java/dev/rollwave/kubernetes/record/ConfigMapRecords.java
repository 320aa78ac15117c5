package dev.rollwave.kubernetes.record;

import dev.rollwave.engine.message.Event;
import dev.rollwave.kubernetes.api.Answer;
import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.Answer.Refused;
import dev.rollwave.kubernetes.api.Answer.Unavailable;
import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.api.Granting;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.record.PlanRecord;
import dev.rollwave.runner.record.PlanRecordStore;
import dev.rollwave.workload.WorkloadRef;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The records of runs in ConfigMaps, one for each plan. A writing names the resourceVersion that it
 * replaces, so that nothing newer is ever written over.
 */
public final class ConfigMapRecords implements PlanRecordStore {
  /** The label that tells records from other ConfigMaps. */
  static final String LABEL = "app.kubernetes.io/managed-by";

  static final String LABEL_VALUE = "rollwave";

  /** With five tries a server that is just being restarted is forgiven. */
  private static final int MAX_ATTEMPTS = 5;

  private final Requests requests;
  private final String namespace;

  /** Records in {@code namespace}. */
  public ConfigMapRecords(Requests requests, String namespace) {
    this.requests = requests;
    this.namespace = namespace;
  }

  private ApiPath path(String plan) {
    return ApiPath.configMaps(namespace).named(StatePlace.nameFor(plan));
  }

  @Override
  public Reading read(String plan) throws ClusterException {
    return uninterrupted(() -> {
      Answer<ConfigMap> answer =
          requests.patiently(ApiRequest.get(path(plan)), ConfigMap.class, MAX_ATTEMPTS);
      if (answer instanceof Refused<ConfigMap> refused && refused.isNotFound()) {
        return new Reading.Nothing();
      }
      ConfigMap map = Granting.require(requests, answer);
      String version = map.getMetadata().getResourceVersion();
      try {
        return new Reading.Found(RecordText.read(map), version);
      } catch (IllegalArgumentException e) {
        // Not its innermost cause: that one no longer says in which part it was found.
        return new Reading.Unreadable(
            path(plan).toString(),
            Objects.requireNonNullElse(e.getMessage(), e.toString()),
            version);
      }
    });
  }

  @Override
  public Writing write(String plan, PlanRecord planRecord, Optional<String> over)
      throws ClusterException {
    ConfigMap bare =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName(StatePlace.nameFor(plan))
            .withNamespace(namespace)
            .withLabels(Map.of(LABEL, LABEL_VALUE))
            .endMetadata()
            .build();
    over.ifPresent(bare.getMetadata()::setResourceVersion);
    String json = requests.server().json(RecordText.write(planRecord, plan, bare));
    ApiRequest request =
        over.isPresent()
            ? ApiRequest.update(path(plan), json)
            : ApiRequest.create(ApiPath.configMaps(namespace), json);
    return uninterrupted(() ->
        switch (requests.once(request, ConfigMap.class)) {
          case Ok<ConfigMap>(ConfigMap map) ->
              new Writing.Kept(map.getMetadata().getResourceVersion());
          // Changed, made, or thrown away since it was read.
          case Refused<ConfigMap> refused
              when refused.isConflict() || (refused.isNotFound() && over.isPresent()) ->
              new Writing.Overtaken();
          case Refused<ConfigMap> refused -> throw new ClusterException.Refused(refused.message());
          case Unavailable<ConfigMap> unavailable ->
              throw Granting.unreachable(requests, unavailable);
        });
  }

  @Override
  public Optional<String> objectionTo(
      String plan, PlanRecord planRecord, Collection<WorkloadRef> workloads) {
    return RecordSize.objection(planRecord, plan, workloads);
  }

  @Override
  public Subscription watch(String plan, Consumer<String> onChange, Consumer<Event> sink) {
    RecordWatch.Told told = new RecordWatch.Told(onChange, sink);
    return new RecordWatch(requests, path(plan), told, requests.ticker()).start();
  }

  private interface Exchange<T> {
    T run() throws ClusterException, InterruptedException;
  }

  private static <T> T uninterrupted(Exchange<T> exchange) throws ClusterException {
    try {
      return exchange.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException.Unreachable("interrupted while waiting for the run's record");
    }
  }
}
