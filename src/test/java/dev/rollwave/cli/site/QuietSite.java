package dev.rollwave.cli.site;

import dev.rollwave.runner.ClusterAccess;
import dev.rollwave.runner.LockWatch;
import dev.rollwave.runner.record.RecordSearch;
import java.util.List;
import java.util.Optional;

/** A site whose locks are free, and where nothing is missing. */
public interface QuietSite extends Site {
  @Override
  default LockWatch lockWatch() {
    return new FreeLocks();
  }

  @Override
  default RecordSearch recordsAround() {
    return new RecordSearch(false, RecordSearch.Extent.NOWHERE, List.of());
  }

  @Override
  default ClusterAccess access() {
    return new ClusterAccess(Optional.of("test"), "https://127.0.0.1:6443", Optional.of("tester"));
  }

  @Override
  default List<String> missingRights(String plan) {
    return List.of();
  }
}
