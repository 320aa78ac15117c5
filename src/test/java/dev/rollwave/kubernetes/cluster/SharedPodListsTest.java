package dev.rollwave.kubernetes.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who asks for pods while others are listed shares the next LIST, and nobody waits for long. */
@Timeout(60)
class SharedPodListsTest {
  private static final Duration FOREVER = Duration.ofMinutes(1);

  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);

  /** Each app has one pod. The first request is answered when it is released. */
  private Optional<List<Pod>> held(String namespace, String selector) throws InterruptedException {
    sent.add(selector);
    if (sent.size() == 1) {
      release.await();
    }
    return answer(namespace, selector);
  }

  private static Optional<List<Pod>> answer(String namespace, String selector) {
    String values = selector.replaceAll("app( in \\(|=)|\\)", "");
    return Optional.of(
        Stream.of(values.split(",")).map(app -> pod(namespace, Map.of("app", app))).toList());
  }

  private static Pod pod(String namespace, Map<String, String> labels) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName("of-" + labels.get("app"))
        .withLabels(labels)
        .endMetadata()
        .build();
  }

  private static LabelSelector app(String name) {
    return new LabelSelectorBuilder().addToMatchLabels("app", name).build();
  }

  private static List<String> names(Optional<List<Pod>> pods) {
    return pods.orElseThrow().stream().map(pod -> pod.getMetadata().getName()).toList();
  }

  /** One who asks, on a thread of its own. */
  private record Asker(FutureTask<Optional<List<Pod>>> task, Thread thread) {
    static Asker of(SharedPodLists lists, String namespace, String app) {
      FutureTask<Optional<List<Pod>>> task =
          new FutureTask<>(() -> lists.selectedBy(namespace, app(app)));
      return new Asker(task, Thread.ofPlatform().daemon().start(task));
    }

    /** Until it can do nothing but wait. */
    Asker waiting() {
      Awaitility.await()
          .until(() ->
              thread.getState() == Thread.State.WAITING
                  || thread.getState() == Thread.State.TIMED_WAITING);
      return this;
    }
  }

  @Test
  void all_who_ask_while_pods_are_listed_share_the_next_list_and_each_gets_its_own()
      throws Exception {
    SharedPodLists lists = new SharedPodLists(this::held, FOREVER);
    Asker first = Asker.of(lists, "shop", "a").waiting();
    List<Asker> later = new ArrayList<>();
    for (String app : List.of("b", "c", "d")) {
      later.add(Asker.of(lists, "shop", app).waiting());
    }
    assertThat(sent).containsExactly("app=a");

    release.countDown();

    assertThat(names(first.task().get())).containsExactly("of-a");
    for (int i = 0; i < later.size(); i++) {
      assertThat(names(later.get(i).task().get()))
          .containsExactly("of-" + List.of("b", "c", "d").get(i));
    }
    assertThat(sent).containsExactly("app=a", "app in (b,c,d)");
  }

  @Test
  void one_list_that_takes_long_holds_up_nobody_else() throws Exception {
    SharedPodLists lists = new SharedPodLists(this::held, Duration.ofMillis(1));
    Asker first = Asker.of(lists, "shop", "a").waiting();

    assertThat(names(lists.selectedBy("shop", app("b")))).containsExactly("of-b");
    assertThat(first.task().isDone()).isFalse();

    release.countDown();
    assertThat(names(first.task().get())).containsExactly("of-a");
  }

  @Test
  void another_namespace_waits_for_nothing() throws Exception {
    SharedPodLists lists = new SharedPodLists(this::held, FOREVER);
    Asker first = Asker.of(lists, "shop", "a").waiting();

    assertThat(names(lists.selectedBy("bank", app("a")))).containsExactly("of-a");

    release.countDown();
    assertThat(names(first.task().get())).containsExactly("of-a");
  }

  @Test
  void no_more_share_a_list_than_its_url_can_hold() throws Exception {
    SharedPodLists lists = new SharedPodLists(this::held, FOREVER);
    Asker first = Asker.of(lists, "shop", "a").waiting();
    List<Asker> later =
        IntStream.rangeClosed(0, SharedPodLists.MOST)
            .mapToObj(i -> Asker.of(lists, "shop", "app-" + i).waiting())
            .toList();

    release.countDown();

    assertThat(first.task().get()).isPresent();
    for (Asker asker : later) {
      assertThat(names(asker.task().get())).hasSize(1);
    }
    assertThat(sent).hasSize(3);
  }

  @Test
  void where_there_is_no_answer_all_who_shared_the_list_are_told_so() throws Exception {
    SharedPodLists lists =
        new SharedPodLists(
            (namespace, selector) -> {
              held(namespace, selector);
              return Optional.empty();
            },
            FOREVER);
    Asker first = Asker.of(lists, "shop", "a").waiting();
    Asker second = Asker.of(lists, "shop", "b").waiting();
    Asker third = Asker.of(lists, "shop", "c").waiting();

    release.countDown();

    assertThat(first.task().get()).isEmpty();
    assertThat(second.task().get()).isEmpty();
    assertThat(third.task().get()).isEmpty();
  }

  @Test
  void a_selector_that_is_no_mere_list_of_labels_is_sent_as_it_is() throws Exception {
    SharedPodLists lists =
        new SharedPodLists(
            (_, selector) -> {
              sent.add(selector);
              return Optional.of(List.of());
            },
            FOREVER);

    assertThat(
            lists.selectedBy(
                "shop",
                new LabelSelectorBuilder()
                    .addToMatchLabels("app", "a")
                    .addNewMatchExpression()
                    .withKey("tier")
                    .withOperator("Exists")
                    .endMatchExpression()
                    .build()))
        .isPresent();

    assertThat(sent).containsExactly("app=a,tier");
  }
}
