package dev.rollwave.testcluster.kills;

import dev.rollwave.testcluster.kills.KillPoint.Moment;
import dev.rollwave.testcluster.kills.KillPoint.Request;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which points some rounds have come to, and which are still to be played.
 *
 * @param rounds played so far
 */
record Coverage(List<KillRound> rounds) {
  /** A point that one run came to may be missed by one that was quicker. */
  private static final int MAX_ATTEMPTS = 4;

  Coverage {
    rounds = List.copyOf(rounds);
  }

  /** The points at which a run was killed. */
  Set<KillPoint> reached() {
    return rounds.stream()
        .filter(KillRound::wasReached)
        .map(KillRound::point)
        .collect(Collectors.toSet());
  }

  /** Points that no run came to, though one sent their request, or further ones. */
  List<KillPoint> holes() {
    Set<KillPoint> reached = reached();
    return rounds.stream()
        .map(KillRound::point)
        .distinct()
        .filter(point -> !reached.contains(point))
        .filter(point -> reached.stream().anyMatch(point::isReachedWith))
        .toList();
  }

  /** The holes that are worth another try, and the points behind the last ones reached. */
  List<KillPoint> stillToReach() {
    Set<KillPoint> played = new HashSet<>(rounds.stream().map(KillRound::point).toList());
    Stream<KillPoint> further =
        reached().stream().map(KillPoint::next).filter(point -> !played.contains(point));
    Stream<KillPoint> again = holes().stream().filter(hole -> tries(hole) < MAX_ATTEMPTS);
    return Stream.concat(further, again).toList();
  }

  /** How often {@code point} was played. */
  long tries(KillPoint point) {
    return rounds.stream().filter(round -> round.point().equals(point)).count();
  }

  /** A line for each kind of request, and one for all. */
  String told(Duration took) {
    Set<KillPoint> reached = reached();
    StringBuilder text = new StringBuilder();
    for (Request request : Request.values()) {
      text.append(
          "kill matrix: %-14s %3d killed before, %3d killed after%n"
              .formatted(
                  request.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  count(reached, request, Moment.BEFORE),
                  count(reached, request, Moment.AFTER)));
    }
    return text.append(
            "kill matrix: %d points, %d left out; %d rounds, of which %d ended before their point; %d s"
                .formatted(
                    reached.size(),
                    holes().size(),
                    rounds.size(),
                    rounds.stream().filter(round -> !round.wasReached()).count(),
                    took.toSeconds()))
        .toString();
  }

  private static long count(Set<KillPoint> points, Request request, Moment moment) {
    return points.stream()
        .filter(point -> point.request() == request && point.moment() == moment)
        .count();
  }
}
