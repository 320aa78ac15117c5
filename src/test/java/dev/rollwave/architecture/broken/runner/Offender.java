package dev.rollwave.architecture.broken.runner;

import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.rollwave.architecture.broken.cli.Top;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.util.List;
import org.quartz.SchedulerException;
import org.quartz.impl.StdSchedulerFactory;

/** Breaks the rules of its room. */
final class Offender {
  private Offender() {}

  static void offend() throws SchedulerException {
    System.out.println(Top.one());
    StdSchedulerFactory.getDefaultScheduler();
  }

  static Thread starts(Runnable work) {
    return Thread.ofVirtual().start(work);
  }

  static Object knows() {
    return List.of(new YAMLFactory(), new ConfigBuilder());
  }
}
