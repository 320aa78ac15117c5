package dev.rollwave.kubernetes.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceVersionsTest {
  @ParameterizedTest
  @CsvSource({
    "9, 10, true",
    "10, 9, false",
    "10, 10, false",
    "99999999999999999999, 100000000000000000000, true",
    "abc, 10, false",
    "9, opaque, false",
    "'', 10, false"
  })
  void versions_are_compared_as_numbers_where_they_are_numbers(
      String one, String other, boolean older) {
    assertThat(ResourceVersions.isOlder(one, other)).isEqualTo(older);
  }
}
