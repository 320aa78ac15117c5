package dev.rollwave.testcluster.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SizeTest {
  @Test
  void sizes_are_told_with_how_many_go_at_once() {
    assertThat(Size.parse("60:16,300:50")).containsExactly(new Size(60, 16), new Size(300, 50));
  }

  @Test
  void another_form_is_refused() {
    assertThatThrownBy(() -> Size.parse("60")).hasMessage("not DEPLOYMENTS:AT_ONCE: 60");
  }
}
