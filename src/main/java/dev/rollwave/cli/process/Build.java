package dev.rollwave.cli.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version and the commit that this program was made of. */
public final class Build {
  private Build() {}

  /** Such as {@code 0.1.0}; {@code unknown} where the build left none. */
  public static String number() {
    return read().getProperty("git.build.version", "unknown");
  }

  /** What {@code --version} says. */
  public static String line() {
    Properties build = read();
    String dirty = "true".equals(build.getProperty("git.dirty")) ? ", with local changes" : "";
    return "rollwave "
        + build.getProperty("git.build.version", "unknown")
        + " (commit "
        + build.getProperty("git.commit.id.abbrev", "unknown")
        + dirty
        + ")";
  }

  private static Properties read() {
    Properties properties = new Properties();
    try (InputStream in = Build.class.getResourceAsStream("git.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
