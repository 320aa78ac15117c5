package dev.rollwave.runner.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollwave.plan.CanonicalPlan;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A digest that is the same for two plans that say the same. */
public final class PlanDigest {
  private PlanDigest() {}

  /** SHA-256 of what the plan says, 64 hexadecimal digits. */
  public static String of(CanonicalPlan print) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      print.lines().forEach(line -> sha.update((line + "\n").getBytes(UTF_8)));
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
