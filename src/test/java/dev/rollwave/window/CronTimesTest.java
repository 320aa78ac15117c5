package dev.rollwave.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Compares our times with those of the library that parses the expressions. */
class CronTimesTest {
  private static final CronParser LIBRARY =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  private static final List<String> MONTHS = List.of("JAN", "feb", "Mar", "JUL", "OCT", "DEC");
  private static final List<String> WEEKDAYS = List.of("SUN", "mon", "Wed", "FRI", "SAT");

  @Test
  void is_due_when_the_library_says() {
    for (long seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      String expression = expression(random);
      CronTimes ours = new CronTimes(List.of(expression.split(" ")));
      ExecutionTime library = ExecutionTime.forCron(LIBRARY.parse(expression));
      LocalDateTime time =
          LocalDateTime.of(2026, 1, 1, 0, 0).plusSeconds(random.nextInt(2 * 365 * 86_400));
      for (int i = 0; i < 20; i++) {
        Optional<LocalDateTime> expected =
            library.nextExecution(time.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
        assertThat(ours.after(time))
            .as("seed %s: %s after %s", seed, expression, time)
            .isEqualTo(expected);
        LocalDateTime from = expected.orElse(time);
        time = random.nextBoolean() ? from : from.plusSeconds(random.nextInt(400_000));
      }
    }
  }

  @Test
  void a_date_that_does_not_exist_is_never_due() {
    assertThat(
            new CronTimes(List.of("0", "0", "30", "2", "*"))
                .after(LocalDateTime.MIN.withYear(2000)))
        .isEmpty();
  }

  private static String expression(Random random) {
    return String.join(
        " ",
        field(random, 0, 59, () -> number(random, 0, 59)),
        field(random, 0, 23, () -> number(random, 0, 23)),
        field(random, 1, 31, () -> number(random, 1, 31)),
        field(random, 1, 12, () -> named(random, MONTHS, 1, 12)),
        field(random, 0, 7, () -> named(random, WEEKDAYS, 0, 7)));
  }

  private static String field(Random random, int least, int most, Supplier<String> value) {
    List<String> parts = new ArrayList<>();
    for (int i = random.nextInt(4) == 0 ? 3 : 1; i > 0; i--) {
      int from = random.nextInt(least, most);
      parts.add(
          switch (random.nextInt(6)) {
            case 0, 1 -> value.get();
            case 2 -> from + "-" + random.nextInt(from + 1, most + 1);
            case 3 ->
                from
                    + "-"
                    + random.nextInt(from + 1, most + 1)
                    + "/"
                    + random.nextInt(1, Math.min(9, most));
            case 4 -> "*/" + random.nextInt(2, Math.min(12, most));
            default -> from + "/" + random.nextInt(2, Math.min(12, most));
          });
    }
    return random.nextInt(3) == 0 ? "*" : String.join(",", parts);
  }

  private static String number(Random random, int least, int most) {
    return Integer.toString(random.nextInt(least, most + 1));
  }

  private static String named(Random random, List<String> names, int least, int most) {
    return random.nextBoolean()
        ? names.get(random.nextInt(names.size()))
        : number(random, least, most);
  }
}
