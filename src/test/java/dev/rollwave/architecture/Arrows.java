package dev.rollwave.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The rules of the house, each under the name that a failure shows; {@code root} is the package
 * they are held against.
 */
final class Arrows {
  private static final String[] PURE = {"engine", "plan", "workload", "window"};

  private Arrows() {}

  static Map<String, ArchRule> of(String root) {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    rules.put("no circle in cli", noCircle(root, "cli"));
    // What each room may use, from the ground up; cli may use everything.
    rules.put("window stands alone", uses(root, "window"));
    rules.put("workload stands alone", uses(root, "workload"));
    rules.put("document uses workload", uses(root, "document", "workload"));
    rules.put("plan uses workload and window", uses(root, "plan", "workload", "window"));
    rules.put("engine uses the pure rooms", uses(root, "engine", PURE));
    rules.put(
        "from outside, engine is known by its surface",
        behind(root, "engine", "analysis", "message", "spec"));
    rules.put("no circle in engine", noCircle(root, "engine"));
    rules.put("runner uses the pure rooms", uses(root, "runner", PURE));
    rules.put("no circle in runner", noCircle(root, "runner"));
    for (String adapter :
        new String[] {"planfile", "kubernetes", "quartz", "console", "simulation"}) {
      String document = List.of("planfile", "kubernetes").contains(adapter) ? "document" : adapter;
      rules.put(
          adapter + " uses runner and the pure rooms, and no other adapter",
          uses(root, adapter, document, "runner", "engine", "plan", "workload", "window"));
    }
    rules.put(
        "only document knows YAML",
        only(root, "document", "org.yaml..", "com.fasterxml.jackson.dataformat.yaml.."));
    rules.put("only kubernetes knows fabric8", only(root, "kubernetes", "io.fabric8.."));
    rules.put(
        "from outside, kubernetes is known by its surface",
        behind(root, "kubernetes", "config", "manifest", "survey"));
    rules.put("no circle in kubernetes", noCircle(root, "kubernetes"));
    rules.put(
        "the rest of kubernetes logs in by what connection shows of itself",
        behind(root, "kubernetes.connection", "credentials"));
    rules.put("no circle in kubernetes.connection", noCircle(root, "kubernetes.connection"));
    rules.put("no circle in workload", noCircle(root, "workload"));
    rules.put("from outside, planfile is known by its surface", behind(root, "planfile"));
    rules.put("no circle in planfile", noCircle(root, "planfile"));
    rules.put("only quartz knows Quartz", only(root, "quartz", "org.quartz.."));
    rules.put("only console prints", printing(root));
    rules.put(
        "from outside, console is known by its screens",
        behind(root, "console", "preview", "progress", "rehearsal", "report"));
    rules.put("no circle in console", noCircle(root, "console"));
    rules.put("a run's threads are made where their faults are told", threads(root));
    for (String room : PURE) {
      rules.put(
          room + " reads no clock, zone, file, network, thread, log or dice", pure(root, room));
    }
    rules.put("simulation reads no clock", clockless(root, "simulation"));
    rules.put(
        "from outside, simulation is known by its rehearsals and its time",
        behind(root, "simulation", "rehearsal", "time", "worlds.."));
    rules.put("no circle in simulation", noCircle(root, "simulation"));
    return rules;
  }

  private static ArchRule uses(String root, String room, String... allowed) {
    List<String> forbidden = new ArrayList<>();
    for (String other :
        new String[] {
          "cli",
          "document",
          "planfile",
          "kubernetes",
          "quartz",
          "console",
          "simulation",
          "runner",
          "engine",
          "plan",
          "workload",
          "window"
        }) {
      if (!other.equals(room) && !List.of(allowed).contains(other)) {
        forbidden.add(root + "." + other + "..");
      }
    }
    return noClasses()
        .that()
        .resideInAPackage(root + "." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden.toArray(String[]::new));
  }

  private static ArchRule only(String root, String room, String... packages) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(root + "." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }

  // The surface is the room itself, and those of its chambers that are named.
  private static ArchRule behind(String root, String room, String... surface) {
    String inside = root + "." + room;
    List<String> open = new ArrayList<>(List.of(inside));
    for (String chamber : surface) {
      open.add(inside + "." + chamber);
    }
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(inside + "..")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage(inside + "..")
                .and(
                    DescribedPredicate.not(
                        JavaClass.Predicates.resideInAnyPackage(open.toArray(String[]::new)))));
  }

  /** Neither the room itself nor any of its chambers use one another in a circle. */
  static ArchRule noCircle(String root, String room) {
    String inside = root + "." + room;
    return SlicesRuleDefinition.slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                String home = type.getPackageName();
                return home.equals(inside) || home.startsWith(inside + ".")
                    ? SliceIdentifier.of(home)
                    : SliceIdentifier.ignore();
              }

              @Override
              public String getDescription() {
                return "the packages from " + inside + " on";
              }
            })
        .should()
        .beFreeOfCycles();
  }

  private static ArchRule printing(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(root + ".console..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err");
  }

  // The hook that the JVM runs at its end belongs to no run. The threads of quartz ring, and those
  // of the simulation play worlds, where each fault is a finding.
  private static ArchRule threads(String root) {
    return noClasses()
        .that()
        .resideInAnyPackage(root + ".runner..", root + ".kubernetes..", root + ".cli..")
        .and()
        .doNotHaveFullyQualifiedName(root + ".runner.Threads")
        .and()
        .doNotHaveFullyQualifiedName(root + ".cli.process.ShutdownHook")
        .should()
        .callMethod(Thread.class, "ofVirtual")
        .orShould()
        .callMethod(Thread.class, "ofPlatform")
        .orShould()
        .callMethod(Thread.class, "startVirtualThread", Runnable.class)
        .orShould()
        .callConstructor(Thread.class, Runnable.class)
        .orShould()
        .callConstructor(Thread.class, Runnable.class, String.class);
  }

  private static ArchRule pure(String root, String room) {
    return clockless(root, room)
        .orShould(
            dependOn(
                "java.io..", "java.nio..", "java.net..", "org.slf4j..", "java.util.concurrent.."))
        .orShould(
            ArchConditions.dependOnClassesThat(
                DescribedPredicate.describe(
                    "are threads or dice",
                    type ->
                        type.isAssignableTo(Thread.class)
                            || type.isAssignableTo(RandomGenerator.class))));
  }

  private static ArchCondition<JavaClass> dependOn(String... packages) {
    return ArchConditions.dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(packages));
  }

  private static ClassesShouldConjunction clockless(String root, String room) {
    return noClasses()
        .that()
        .resideInAPackage(root + "." + room + "..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now", ZoneId.class)
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(ZoneId.class, "systemDefault")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(InstantSource.class, "system");
  }
}
