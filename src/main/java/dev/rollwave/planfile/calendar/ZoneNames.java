package dev.rollwave.planfile.calendar;

import static dev.rollwave.planfile.fields.Problems.quoted;

import dev.rollwave.plan.NearestName;
import dev.rollwave.planfile.fields.Parsed;
import dev.rollwave.planfile.fields.Problems;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of time zones as a plan writes them: those of the IANA database. Offsets and abbreviations
 * are refused, since they know no daylight saving, or are those of several places.
 */
final class ZoneNames {
  private static final SequencedSet<String> ALL = new TreeSet<>(ZoneId.getAvailableZoneIds());
  private static final String ANY = "write the name of a place, such as `Europe/Madrid`";

  /** {@code +02:00}, {@code UTC+2}, {@code GMT-05:30}. */
  private static final Pattern OFFSET =
      Pattern.compile("(?:UTC|GMT|Z)?([+-])(\\d{1,2})(?::?(\\d{2}))?", Pattern.CASE_INSENSITIVE);

  private static final Pattern INVERTED = Pattern.compile("Etc/GMT([+-])([1-9]\\d?)");

  /** What people write, and the places whose clocks are known by it, the best known first. */
  static final Map<String, List<String>> ABBREVIATIONS = new LinkedHashMap<>();

  static {
    known("EST", "America/New_York", "America/Panama");
    known("EDT", "America/New_York");
    known("CST", "America/Chicago", "Asia/Shanghai");
    known("CDT", "America/Chicago");
    known("MST", "America/Denver", "America/Phoenix");
    known("MDT", "America/Denver");
    known("PST", "America/Los_Angeles");
    known("PDT", "America/Los_Angeles");
    known("AKST", "America/Anchorage");
    known("AKDT", "America/Anchorage");
    known("HST", "Pacific/Honolulu");
    known("AST", "America/Halifax", "America/Puerto_Rico");
    known("ADT", "America/Halifax");
    known("NST", "America/St_Johns");
    known("NDT", "America/St_Johns");
    known("BST", "Europe/London");
    known("IST", "Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem");
    known("IDT", "Asia/Jerusalem");
    known("WEST", "Europe/Lisbon");
    known("CEST", "Europe/Berlin", "Europe/Madrid");
    known("EEST", "Europe/Athens", "Europe/Helsinki");
    known("MSK", "Europe/Moscow");
    known("WAT", "Africa/Lagos");
    known("CAT", "Africa/Maputo");
    known("EAT", "Africa/Nairobi");
    known("SAST", "Africa/Johannesburg");
    known("PKT", "Asia/Karachi");
    known("WIB", "Asia/Jakarta");
    known("HKT", "Asia/Hong_Kong");
    known("JST", "Asia/Tokyo");
    known("KST", "Asia/Seoul");
    known("AWST", "Australia/Perth");
    known("ACST", "Australia/Adelaide", "Australia/Darwin");
    known("ACDT", "Australia/Adelaide");
    known("AEST", "Australia/Sydney", "Australia/Brisbane");
    known("AEDT", "Australia/Sydney");
    known("NZST", "Pacific/Auckland");
    known("NZDT", "Pacific/Auckland");
  }

  private ZoneNames() {}

  private static void known(String abbreviation, String... places) {
    ABBREVIATIONS.put(abbreviation, List.of(places));
  }

  /** A zone that works but may surprise. */
  record Surprise(String what, String fix) {}

  /** The zone of an IANA name. */
  static Parsed<ZoneId> read(String text) {
    return ALL.contains(text)
        ? Parsed.good(ZoneId.of(text))
        : Parsed.bad(quoted(text) + " is not an IANA time zone", fix(text));
  }

  private static String fix(String text) {
    Optional<String> otherCase = ALL.stream().filter(text::equalsIgnoreCase).findFirst();
    if (otherCase.isPresent()) {
      return "write " + quoted(otherCase.get());
    }
    List<String> places = ABBREVIATIONS.get(text.toUpperCase(Locale.ROOT));
    if (places != null) {
      return "write the name of the place, such as " + joined(places);
    }
    Matcher offset = OFFSET.matcher(text);
    if (offset.matches()) {
      return ANY + ", which knows its daylight saving" + fixed(offset);
    }
    return near(text).map(zone -> "write " + quoted(zone)).orElse(ANY);
  }

  private static String fixed(Matcher offset) {
    String minutes = offset.group(3);
    String name =
        "Etc/GMT" + (offset.group(1).equals("+") ? "-" : "+") + Integer.parseInt(offset.group(2));
    return (minutes == null || minutes.equals("00")) && ALL.contains(name)
        ? ", or " + quoted(name) + " for this very offset: the sign of these names is inverted"
        : "";
  }

  // A name of a few letters is near to many, and each is another place.
  private static Optional<String> near(String text) {
    List<String> cities = new ArrayList<>();
    for (String zone : ALL) {
      if (zone.contains("/") && zone.endsWith("/" + text.replace(' ', '_'))) {
        cities.add(zone);
      }
    }
    if (!cities.isEmpty()) {
      return Optional.of(cities.getFirst());
    }
    return text.contains("/")
        ? NearestName.to(text, ALL.stream().filter(zone -> zone.contains("/")).toList())
        : Optional.empty();
  }

  private static String joined(List<String> places) {
    return places.stream().map(Problems::quoted).collect(Collectors.joining(" or "));
  }

  /** Tells that {@code Etc/GMT+2} is behind UTC; empty for other zones. */
  static Optional<Surprise> invertedSign(ZoneId zone) {
    Matcher inverted = INVERTED.matcher(zone.getId());
    if (!inverted.matches()) {
      return Optional.empty();
    }
    ZoneOffset offset = zone.getRules().getOffset(Instant.EPOCH);
    String other = "Etc/GMT" + (inverted.group(1).equals("+") ? "-" : "+") + inverted.group(2);
    String place = "a place, such as `Europe/Madrid`, knows its daylight saving";
    return Optional.of(
        new Surprise(
            quoted(zone.getId())
                + " is UTC"
                + offset.getId()
                + ": the sign of these names is inverted, as in POSIX",
            ALL.contains(other)
                ? "write "
                    + quoted(other)
                    + " if UTC"
                    + ZoneOffset.ofTotalSeconds(-offset.getTotalSeconds())
                    + " is meant; "
                    + place
                : "leave it if that is meant; " + place));
  }
}
