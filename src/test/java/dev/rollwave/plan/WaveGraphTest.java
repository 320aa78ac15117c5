package dev.rollwave.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaveGraphTest {
  @Test
  void a_cycle_is_shown_as_a_path_that_ends_where_it_begins() {
    Map<String, List<String>> waves = new LinkedHashMap<>();
    waves.put("root", List.of());
    waves.put("a", List.of("root", "b"));
    waves.put("b", List.of("c"));
    waves.put("c", List.of("a"));

    assertThat(WaveGraph.of(waves).cycle()).contains(List.of("a", "b", "c", "a"));
  }

  @Test
  void a_wave_that_depends_on_itself_is_a_cycle() {
    assertThat(WaveGraph.of(Map.of("a", List.of("a"))).cycle()).contains(List.of("a", "a"));
  }

  @Test
  void a_diamond_is_no_cycle() {
    Map<String, List<String>> waves = new LinkedHashMap<>();
    waves.put("top", List.of("left", "right"));
    waves.put("left", List.of("bottom"));
    waves.put("right", List.of("bottom"));
    waves.put("bottom", List.of());

    assertThat(WaveGraph.of(waves).cycle()).isEmpty();
  }

  @Test
  void a_chain_of_a_thousand_waves_does_not_exhaust_the_stack() {
    Map<String, List<String>> waves = new LinkedHashMap<>();
    for (int i = 0; i < 1_000; i++) {
      waves.put("w" + i, List.of("w" + (i + 1)));
    }
    waves.put("w1000", List.of("w0"));

    assertThat(WaveGraph.of(waves).cycle().orElseThrow()).hasSize(1_002);
  }
}
