package dev.rollwave.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.Answer.Refused;
import dev.rollwave.kubernetes.api.Answer.Unavailable;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.PodListBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static final ApiRequest ALL = ApiRequest.list(ApiPath.core("pods", "shop"));
  private static final Answer<PodList> FORGOTTEN =
      new Refused<>(410, "the continue has expired", false);

  private final List<Map<String, String>> asked = new ArrayList<>();
  private final Deque<Answer<PodList>> answers = new ArrayDeque<>();

  @Test
  void a_collection_of_one_page_takes_one_request() throws InterruptedException {
    answers.add(page("", "a", "b"));

    assertThat(names(read())).containsExactly("a", "b");
    assertThat(asked).containsExactly(Map.of("limit", "500"));
  }

  @Test
  void pages_follow_one_another_and_the_version_is_that_of_the_collection()
      throws InterruptedException {
    answers.add(page("second", "a", "b"));
    answers.add(page("third", "c"));
    answers.add(page("", "d"));

    Answer<Pages.Listing<Pod>> all = read();

    assertThat(names(all)).containsExactly("a", "b", "c", "d");
    assertThat(((Ok<Pages.Listing<Pod>>) all).body().resourceVersion()).isEqualTo("7");
    assertThat(asked)
        .containsExactly(
            Map.of("limit", "500"),
            Map.of("limit", "500", "continue", "second"),
            Map.of("limit", "500", "continue", "third"));
  }

  @Test
  void where_the_first_page_is_forgotten_meanwhile_the_list_is_begun_again()
      throws InterruptedException {
    answers.add(page("second", "old"));
    answers.add(FORGOTTEN);
    answers.add(page("second", "a"));
    answers.add(page("", "b"));

    assertThat(names(read())).containsExactly("a", "b");
  }

  @Test
  void what_is_forgotten_again_and_again_is_asked_for_whole() throws InterruptedException {
    for (int i = 0; i < Pages.MOST_BEGINNINGS; i++) {
      answers.add(page("second", "old"));
      answers.add(FORGOTTEN);
    }
    answers.add(page("", "a", "b"));

    assertThat(names(read())).containsExactly("a", "b");
    assertThat(asked.getLast()).isEmpty();
  }

  @Test
  void a_first_page_that_is_gone_is_a_refusal_and_so_is_a_later_one_of_another_kind()
      throws InterruptedException {
    answers.add(FORGOTTEN);
    assertThat(read()).isEqualTo(new Refused<>(410, "the continue has expired", false));

    answers.add(page("second", "a"));
    answers.add(new Refused<>(403, "no longer allowed", false));
    assertThat(read()).isEqualTo(new Refused<>(403, "no longer allowed", false));
  }

  @Test
  void a_page_that_does_not_come_leaves_no_half_collection() throws InterruptedException {
    answers.add(page("second", "a"));
    answers.add(new Unavailable<>("timed out", Optional.empty(), Answer.Kind.SILENT));

    assertThat(read())
        .isEqualTo(new Unavailable<>("timed out", Optional.empty(), Answer.Kind.SILENT));
  }

  private Answer<Pages.Listing<Pod>> read() throws InterruptedException {
    return Pages.read(
        ALL,
        request -> {
          asked.add(request.query());
          return answers.removeFirst();
        });
  }

  private static Answer<PodList> page(String more, String... names) {
    return new Ok<>(
        new PodListBuilder()
            .withNewMetadata()
            .withResourceVersion("7")
            .withContinue(more)
            .endMetadata()
            .withItems(
                Arrays.stream(names)
                    .map(name ->
                        new PodBuilder().withNewMetadata().withName(name).endMetadata().build())
                    .toList())
            .build());
  }

  private static List<String> names(Answer<Pages.Listing<Pod>> answer) {
    return ((Ok<Pages.Listing<Pod>>) answer)
        .body().items().stream().map(pod -> pod.getMetadata().getName()).toList();
  }
}
