package dev.rollwave.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The committed recordings. */
public final class RecordingFiles {
  /** Of the Kubernetes that was recorded: another one may write other statuses. */
  public static final String KUBERNETES = "v1.36.3";

  private RecordingFiles() {}

  /** What was recorded of {@code experiment}; empty when it never was. */
  public static Optional<Observations> of(Experiment experiment) throws IOException {
    try (InputStream stream = RecordingFiles.class.getResourceAsStream(nameFor(experiment))) {
      return stream == null
          ? Optional.empty()
          : Optional.of(
              ObservationsText.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
    }
  }

  /** What its file is called. */
  public static String nameFor(Experiment experiment) {
    return experiment.name() + ".txt";
  }

  /** What its file says. */
  public static String textFor(Experiment experiment, Observations observations) {
    return "# %s, recorded from Kubernetes %s\n%s"
        .formatted(experiment.name(), KUBERNETES, ObservationsText.write(observations));
  }
}
