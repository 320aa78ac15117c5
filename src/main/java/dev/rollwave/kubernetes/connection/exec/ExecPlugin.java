package dev.rollwave.kubernetes.connection.exec;

import dev.rollwave.kubernetes.connection.credentials.CredentialsException;
import dev.rollwave.kubernetes.connection.kubeconfig.KubeconfigEntry;
import dev.rollwave.kubernetes.connection.kubeconfig.Texts;
import dev.rollwave.runner.ClusterException;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.api.model.ExecEnvVar;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A program that prints the credentials of a user, run as client-go runs it: without a shell, with
 * its arguments as they are written.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins">client-go
 *     credential plugins</a>
 */
public final class ExecPlugin {
  private static final String GROUP = "client.authentication.k8s.io/";
  private static final List<String> VERSIONS = List.of(GROUP + "v1", GROUP + "v1beta1");

  private final KubeconfigEntry<AuthInfo> user;
  private final ExecConfig says;
  private final Map<String, String> environment;
  private final ExecQuestion question;
  private final Mode mode;
  private final BooleanSupplier isTerminal;

  /** Whether the plugin may talk with a person over standard input. */
  private enum Mode {
    NEVER,
    IF_AVAILABLE,
    ALWAYS
  }

  /**
   * The plugin of {@code user}.
   *
   * @param environment of this process; the plugin's own variables are added to it
   * @param isTerminal whether a person can be asked
   * @throws ClusterException.Refused when the kubeconfig asks for a plugin that cannot be run
   */
  public ExecPlugin(
      KubeconfigEntry<AuthInfo> user,
      KubeconfigEntry<Cluster> cluster,
      Map<String, String> environment,
      BooleanSupplier isTerminal)
      throws ClusterException.Refused {
    this.user = user;
    this.says = user.value().getExec();
    this.isTerminal = isTerminal;
    if (!VERSIONS.contains(says.getApiVersion())) {
      throw user.refused(
          "exec.apiVersion",
          "%s is not supported, only %s"
              .formatted(says.getApiVersion(), String.join(" and ", VERSIONS)));
    }
    if (Texts.said(says.getCommand()).isEmpty()) {
      throw user.refused("exec.command", "is missing");
    }
    mode = mode(user, says);
    question =
        new ExecQuestion(
            says.getApiVersion(),
            Boolean.TRUE.equals(says.getProvideClusterInfo())
                ? Optional.of(cluster)
                : Optional.empty());
    this.environment = new HashMap<>(environment);
    for (ExecEnvVar variable : Objects.requireNonNullElse(says.getEnv(), List.<ExecEnvVar>of())) {
      if (Texts.said(variable.getName()).isEmpty()) {
        throw user.refused("exec.env", "a variable has no name");
      }
      this.environment.put(variable.getName(), Objects.requireNonNullElse(variable.getValue(), ""));
    }
  }

  private static Mode mode(KubeconfigEntry<AuthInfo> user, ExecConfig says)
      throws ClusterException.Refused {
    String said = Objects.requireNonNullElse(says.getInteractiveMode(), "");
    return switch (said) {
      case "Never" -> Mode.NEVER;
      case "IfAvailable" -> Mode.IF_AVAILABLE;
      case "Always" -> Mode.ALWAYS;
      case "" -> {
        if (says.getApiVersion().endsWith("/v1")) {
          throw user.refused("exec.interactiveMode", "is missing; v1 requires it");
        }
        yield Mode.IF_AVAILABLE;
      }
      default ->
          throw user.refused(
              "exec.interactiveMode", said + " is none of Never, IfAvailable and Always");
    };
  }

  /**
   * Runs it.
   *
   * @param mayAsk whether a person is there who may be asked, as at the start of a command
   * @throws CredentialsException when it tells no credentials; the message says whose plugin it is,
   *     what it printed to standard error and how the kubeconfig says to install it
   */
  ExecAnswer run(boolean mayAsk) throws CredentialsException, InterruptedException {
    boolean asks = mode != Mode.NEVER && mayAsk && isTerminal.getAsBoolean();
    if (mode == Mode.ALWAYS && !asks) {
      throw failed(
          mayAsk
              ? "asks a person (interactiveMode: Always), and standard input is no terminal"
              : "asks a person (interactiveMode: Always), which it can only at the start");
    }
    try {
      PluginProcess.Ended ended = PluginProcess.run(builder(asks), asks);
      if (ended.status() != 0) {
        throw failed("ended with status " + ended.status() + said(ended.errors()));
      }
      try {
        return ExecAnswer.read(ended.output(), says.getApiVersion());
      } catch (CredentialsException e) {
        throw failed(e.getMessage() + said(ended.errors()));
      }
    } catch (PluginProcess.LastingException e) {
      throw failed("did not end within " + e.getMessage());
    } catch (IOException e) {
      throw failed(notStarted(e));
    }
  }

  private ProcessBuilder builder(boolean asks) {
    List<String> command = new ArrayList<>();
    command.add(program());
    command.addAll(Objects.requireNonNullElse(says.getArgs(), List.of()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("KUBERNETES_EXEC_INFO", question.json(asks));
    return builder;
  }

  // A path is relative to the kubeconfig; the system finds a bare name in PATH.
  private String program() {
    return isPath() ? user.resolve(says.getCommand()).normalize().toString() : says.getCommand();
  }

  private boolean isPath() {
    return says.getCommand().contains(File.separator);
  }

  private String notStarted(IOException why) {
    Path program = Path.of(program());
    if (!isPath()) {
      return "cannot be started: it is not in $PATH, or not executable";
    }
    if (!Files.exists(program)) {
      return "cannot be started: there is no file " + program;
    }
    return Files.isExecutable(program)
        ? "cannot be started: " + why.getMessage()
        : "cannot be started: " + program + " is not executable";
  }

  private static String said(String errors) {
    return errors.isBlank() ? "" : ": " + errors.strip();
  }

  private CredentialsException failed(String what) {
    String hint =
        Texts.said(says.getInstallHint()).map(it -> "; installHint: " + it.strip()).orElse("");
    return new CredentialsException(words() + " " + what + hint);
  }

  /** Names the plugin, for a person. */
  String words() {
    return user.key("exec plugin " + says.getCommand());
  }
}
