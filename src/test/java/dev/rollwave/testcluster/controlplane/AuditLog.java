package dev.rollwave.testcluster.controlplane;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the API server recorded, read anew by each call. A request is written when it is answered,
 * so its record may come a moment after the answer: tests wait for what they expect.
 *
 * @param file JSON, a line an event
 * @param begin how many of its bytes are passed over
 */
public record AuditLog(Path file, long begin) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The same without what is written so far: a log of many runs takes its time to be read. */
  public AuditLog fromNow() {
    return new AuditLog(file, begin + completeLines().length);
  }

  /**
   * How many requests there were.
   *
   * @param mutating that create, change or delete
   * @param reading get, list and watch
   */
  public record Count(long mutating, long reading) {
    /** All of them. */
    public long total() {
      return mutating + reading;
    }
  }

  /** Each request once, in the order in which they were answered. */
  public List<AuditEvent> events() {
    Map<String, AuditEvent> byId = new LinkedHashMap<>();
    new String(completeLines(), StandardCharsets.UTF_8)
        .lines()
        .map(AuditLog::parse)
        .forEach(event -> byId.merge(event.id(), event, (first, later) -> later));
    return List.copyOf(byId.values());
  }

  /** The requests that {@code wanted} matches. */
  public List<AuditEvent> events(Predicate<AuditEvent> wanted) {
    return events().stream().filter(wanted).toList();
  }

  /**
   * Counts the requests of one program.
   *
   * @param agentPrefix how its User-Agent header begins
   * @param from received at or after
   * @param to received before
   */
  public Count count(String agentPrefix, Instant from, Instant to) {
    List<AuditEvent> requests =
        events(event ->
            event.caller().agent().startsWith(agentPrefix)
                && !event.received().isBefore(from)
                && event.received().isBefore(to));
    long mutating = requests.stream().filter(AuditEvent::isMutating).count();
    return new Count(mutating, requests.size() - mutating);
  }

  // The server may be in the middle of the last line.
  private byte[] completeLines() {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(begin);
      byte[] all = in.readAllBytes();
      int end = all.length;
      while (end > 0 && all[end - 1] != '\n') {
        end--;
      }
      return Arrays.copyOf(all, end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AuditEvent parse(String line) {
    try {
      return AuditEvent.of(JSON.readTree(line));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
