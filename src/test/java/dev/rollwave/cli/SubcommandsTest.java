package dev.rollwave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SubcommandsTest {
  static Iterable<String> names() {
    return Subcommands.ALL.keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void each_is_called_by_its_own_name(String name) {
    Class<?> command = Objects.requireNonNull(Subcommands.ALL.get(name));

    assertThat(command.getAnnotation(CommandLine.Command.class).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void alone_it_has_the_same_help_as_among_all(String name) {
    CommandLine alone = Rollwave.commandLine(Subcommands.neededFor(name, "--help"));

    assertThat(help(alone, name)).isEqualTo(help(Rollwave.commandLine(), name));
  }

  private static String help(CommandLine rollwave, String name) {
    return Objects.requireNonNull(rollwave.getSubcommands().get(name)).getUsageMessage();
  }

  @Test
  void a_start_reads_the_options_of_no_other_than_it_is_asked_for() {
    assertThat(Subcommands.neededFor("status", "plan.yaml")).containsOnlyKeys("status");
    assertThat(Subcommands.neededFor("--version")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "rum", "generate-completion", "--bogus", "sta"})
  void what_may_speak_of_all_of_them_knows_all(String first) {
    assertThat(Subcommands.neededFor(first)).isEqualTo(Subcommands.ALL);
    assertThat(Subcommands.neededFor()).isEqualTo(Subcommands.ALL);
    assertThat(Subcommands.neededFor("--version", "run")).isEqualTo(Subcommands.ALL);
  }

  @Test
  void the_version_alone_is_no_command() {
    assertThat(Subcommands.isVersion("--version")).isTrue();
    assertThat(Subcommands.isVersion("-V")).isTrue();
    assertThat(Subcommands.isVersion("run", "--version")).isFalse();
    assertThat(Subcommands.isVersion()).isFalse();
  }

  @Test
  void what_needs_no_cluster_makes_no_connection_ready() {
    assertThat(Subcommands.isConnecting("run", "plan.yaml")).isTrue();
    for (String offline : new String[] {"validate", "graph", "schema", "demo", "--help"}) {
      assertThat(Subcommands.isConnecting(offline)).isFalse();
    }
    assertThat(Subcommands.isConnecting()).isFalse();
  }
}
