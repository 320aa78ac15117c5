package dev.rollwave.cli.process;

import picocli.CommandLine.IVersionProvider;

/** Tells picocli what {@code --version} says. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {Build.line()};
  }
}
