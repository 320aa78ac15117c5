package dev.rollwave.cli;

import dev.rollwave.cli.rehearse.RehearseCommand;
import dev.rollwave.cli.run.RunCommand;
import dev.rollwave.cli.runs.HistoryCommand;
import dev.rollwave.cli.runs.InstructionCommand;
import dev.rollwave.cli.runs.StatusCommand;
import dev.rollwave.cli.serve.ServeCommand;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.AutoComplete.GenerateCompletion;

/**
 * The commands of {@code rollwave}, by what they are called with.
 *
 * <p>To read the options of all of them takes a noticeable part of a start, so that it reads those
 * of the one that it is asked for.
 */
final class Subcommands {
  /** The name of the one that prints a completion script, which speaks of all. */
  static final String COMPLETION = "generate-completion";

  private static final Set<String> CONNECTING =
      Set.of("run", "serve", "status", "pause", "resume", "cancel", "history");

  /** All, in the order in which the help lists them. */
  static final Map<String, Class<?>> ALL = all();

  private Subcommands() {}

  private static Map<String, Class<?>> all() {
    Map<String, Class<?>> all = new LinkedHashMap<>();
    all.put("run", RunCommand.class);
    all.put("rehearse", RehearseCommand.class);
    all.put("serve", ServeCommand.class);
    all.put("status", StatusCommand.class);
    all.put("pause", InstructionCommand.Pause.class);
    all.put("resume", InstructionCommand.Resume.class);
    all.put("cancel", InstructionCommand.Cancel.class);
    all.put("history", HistoryCommand.class);
    all.put("demo", DemoCommand.class);
    all.put("validate", ValidateCommand.class);
    all.put("graph", GraphCommand.class);
    all.put("schema", SchemaCommand.class);
    all.put("health", HealthCommand.class);
    all.put(COMPLETION, GenerateCompletion.class);
    return Collections.unmodifiableMap(all);
  }

  /**
   * Those without which {@code args} would be answered otherwise: the one that comes first, none
   * where only the version is asked for, and all where the answer may speak of all.
   */
  static Map<String, Class<?>> neededFor(String... args) {
    if (args.length == 0) {
      return ALL;
    }
    String first = args[0];
    if (isVersion(args)) {
      return Map.of();
    }
    Class<?> one = ALL.get(first);
    return one == null || first.equals(COMPLETION) ? ALL : Map.of(first, one);
  }

  /** Whether {@code args} ask for the version and nothing else. */
  static boolean isVersion(String... args) {
    return args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"));
  }

  /** Whether {@code args} most probably ask for what takes a connection to a cluster. */
  static boolean isConnecting(String... args) {
    return args.length > 0 && CONNECTING.contains(args[0]);
  }
}
