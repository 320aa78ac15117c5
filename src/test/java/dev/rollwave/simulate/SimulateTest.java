package dev.rollwave.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.Typed;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SimulateTest {
  @Test
  void one_seed_tells_one_story() {
    Typed typed = simulate("--seed", "7");

    assertThat(typed.status()).isZero();
    assertThat(typed.out())
        .startsWith("World of seed 7, from ")
        .contains("plan:", "cluster:", "faults:", "RunEnded", "every promise held")
        .isEqualTo(simulate("--seed", "7").out());
  }

  @Test
  void many_worlds_are_counted() {
    Typed typed = simulate("--seed", "1", "--worlds", "50", "--threads", "1");

    assertThat(typed.status()).isZero();
    assertThat(typed.out())
        .startsWith("50 worlds, seeds 1 to 50, in ")
        .contains("a second", "mean world: ")
        .endsWith("every promise held\n");
  }

  @Test
  void a_world_is_replayed_with_some_of_its_parts() {
    Typed typed = simulate("--seed", "7", "--keep", "w0-0,limits");

    assertThat(typed.status()).isZero();
    assertThat(typed.out()).contains("name=w0-0").doesNotContain("name=w1-0");
  }

  @Test
  void an_unknown_part_is_told_with_those_that_there_are() {
    Typed typed = simulate("--seed", "7", "--keep", "w99-0");

    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err()).contains("no part w99-0; it has w0-0");
  }

  private static Typed simulate(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        new CommandLine(new Simulate())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Typed(status, normal(out), normal(err));
  }

  private static String normal(StringWriter text) {
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
