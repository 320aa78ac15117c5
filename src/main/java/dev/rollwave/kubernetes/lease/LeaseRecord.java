package dev.rollwave.kubernetes.lease;

import dev.rollwave.kubernetes.model.Labels;
import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.RunLock;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a Lease says of the lock that it stands for. */
final class LeaseRecord {
  /** How long a lock is respected that is not renewed. */
  static final Duration DURATION = Duration.ofSeconds(15);

  /** What the holder does; a Lease has no field for it. */
  static final String WHAT = "rollwave.dev/run";

  /** The Job whose pod the holder is; absent where it is none. */
  static final String JOB = "rollwave.dev/job-uid";

  private LeaseRecord() {}

  /** Who holds it; empty when it is free. */
  static Optional<String> holder(Lease lease) {
    return Optional.ofNullable(lease.getSpec())
        .map(LeaseSpec::getHolderIdentity)
        .filter(holder -> !holder.isEmpty());
  }

  /** How long its holder asks to be respected. */
  static Duration duration(Lease lease) {
    return Optional.ofNullable(lease.getSpec())
        .map(LeaseSpec::getLeaseDurationSeconds)
        .map(Duration::ofSeconds)
        .orElse(DURATION);
  }

  /** What a person is told who comes too late. */
  static RunLock.Outcome.HeldBy heldBy(Lease lease) {
    return new RunLock.Outcome.HeldBy(
        holder(lease).orElse(""),
        Optional.ofNullable(lease.getSpec())
            .map(LeaseSpec::getAcquireTime)
            .map(time -> time.toInstant()),
        Labels.annotation(lease.getMetadata(), JOB),
        Labels.annotation(lease.getMetadata(), WHAT).orElse(""));
  }

  /** Whether it was neither renewed nor taken between the two readings. */
  static boolean isUnchanged(Lease before, Lease now) {
    return Objects.equals(before.getSpec(), now.getSpec());
  }

  /** A new Lease, held by {@code claim}. */
  static Lease held(RunLock.Claim claim, String namespace, Instant now) {
    ObjectMeta metadata = new ObjectMeta();
    metadata.setName(StatePlace.nameFor(claim.plan()));
    metadata.setNamespace(namespace);
    Lease lease = new Lease();
    lease.setMetadata(metadata);
    return taken(lease, claim, now);
  }

  /** {@code lease}, from now on held by {@code claim}. */
  static Lease taken(Lease lease, RunLock.Claim claim, Instant now) {
    int transitions =
        Optional.ofNullable(lease.getSpec()).map(LeaseSpec::getLeaseTransitions).orElse(0);
    return new LeaseBuilder(lease)
        .editMetadata()
        .removeFromAnnotations(JOB)
        .addToAnnotations(claim.job().map(job -> Map.of(JOB, job)).orElse(Map.of()))
        .addToAnnotations(Map.of(WHAT, claim.what()))
        .endMetadata()
        .withNewSpec()
        .withHolderIdentity(claim.holder())
        .withLeaseDurationSeconds(Math.toIntExact(DURATION.toSeconds()))
        .withAcquireTime(now.atZone(ZoneOffset.UTC))
        .withRenewTime(now.atZone(ZoneOffset.UTC))
        .withLeaseTransitions(transitions + 1)
        .endSpec()
        .build();
  }

  /** {@code lease}, still held by the same. */
  static Lease renewed(Lease lease, Instant now) {
    return new LeaseBuilder(lease)
        .editSpec()
        .withRenewTime(now.atZone(ZoneOffset.UTC))
        .endSpec()
        .build();
  }

  /** {@code lease}, free. */
  static Lease released(Lease lease, Instant now) {
    return new LeaseBuilder(lease)
        .editMetadata()
        .removeFromAnnotations(JOB)
        .endMetadata()
        .editSpec()
        .withHolderIdentity("")
        .withRenewTime(now.atZone(ZoneOffset.UTC))
        .endSpec()
        .build();
  }
}
