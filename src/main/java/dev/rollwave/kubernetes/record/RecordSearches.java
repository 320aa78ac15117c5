package dev.rollwave.kubernetes.record;

import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.Answer.Refused;
import dev.rollwave.kubernetes.api.Answer.Unavailable;
import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.api.Granting;
import dev.rollwave.kubernetes.api.Pages;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.record.RecordSearch;
import dev.rollwave.runner.record.RecordSearch.Extent;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks for the plans that have a record: in the whole cluster where that is allowed, else in one
 * namespace. A refusal is an answer here, since nothing but advice depends on it.
 */
public final class RecordSearches {
  private static final int MAX_ATTEMPTS = 3;

  /** What every record of a run is called in front of its plan's name. */
  private static final String PREFIX = StatePlace.nameFor("");

  private final Requests requests;

  /** Searches with {@code requests}. */
  public RecordSearches(Requests requests) {
    this.requests = requests;
  }

  /** What there is where {@code namespace} holds no record that was looked for. */
  public RecordSearch around(String namespace) throws ClusterException, InterruptedException {
    boolean isMissing = isMissing(namespace);
    Optional<List<StatePlace>> everywhere = recorded("");
    if (everywhere.isPresent()) {
      return new RecordSearch(isMissing, Extent.CLUSTER, everywhere.get());
    }
    return recorded(namespace)
        .map(here -> new RecordSearch(isMissing, Extent.NAMESPACE, here))
        .orElseGet(() -> new RecordSearch(isMissing, Extent.NOWHERE, List.of()));
  }

  private boolean isMissing(String namespace) throws ClusterException, InterruptedException {
    ApiRequest question = ApiRequest.get(ApiPath.core("namespaces", "").named(namespace));
    return switch (requests.patiently(question, Namespace.class, MAX_ATTEMPTS)) {
      case Ok<Namespace> _ -> false;
      case Refused<Namespace> refused -> refused.isNotFound();
      case Unavailable<Namespace> unavailable -> throw Granting.unreachable(requests, unavailable);
    };
  }

  /** In {@code namespace}, all of them where it is empty; empty where that may not be listed. */
  private Optional<List<StatePlace>> recorded(String namespace)
      throws ClusterException, InterruptedException {
    ApiRequest list =
        ApiRequest.list(ApiPath.configMaps(namespace))
            .with("labelSelector", ConfigMapRecords.LABEL + "=" + ConfigMapRecords.LABEL_VALUE);
    return switch (Pages.<ConfigMap>read(
        list, page -> requests.patiently(page, ConfigMapList.class, MAX_ATTEMPTS))) {
      case Ok<Pages.Listing<ConfigMap>>(Pages.Listing<ConfigMap> all) ->
          Optional.of(places(all.items()));
      case Refused<Pages.Listing<ConfigMap>> _ -> Optional.empty();
      case Unavailable<Pages.Listing<ConfigMap>> unavailable ->
          throw Granting.unreachable(requests, unavailable);
    };
  }

  private static List<StatePlace> places(List<ConfigMap> maps) {
    return maps.stream()
        .map(ConfigMap::getMetadata)
        .filter(meta -> meta.getName().startsWith(PREFIX))
        .map(meta -> new StatePlace(meta.getNamespace(), meta.getName().substring(PREFIX.length())))
        .sorted(Comparator.comparing(StatePlace::namespace).thenComparing(StatePlace::plan))
        .toList();
  }
}
