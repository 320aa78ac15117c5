package dev.rollwave.kubernetes.connection.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * As Go reads it.
 *
 * @see <a href="https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config">httpproxy.Config</a>
 */
class NoProxyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *                  | api.corp    | 443  | true
          'a, * ,b'          | 10.1.2.3    | 443  | true
          corp               | corp        | 443  | true
          corp               | api.corp    | 443  | true
          corp               | apicorp     | 443  | false
          CORP               | API.corp    | 443  | true
          .corp              | api.corp    | 443  | true
          .corp              | corp        | 443  | false
          *.corp             | api.corp    | 443  | true
          *.corp             | a.b.corp    | 443  | true
          *.corp             | corp        | 443  | false
          api.*              | api.corp    | 443  | false
          corp:6443          | api.corp    | 6443 | true
          corp:6443          | api.corp    | 443  | false
          'x.y , api.corp'   | api.corp    | 443  | true
          'x.y api.corp'     | api.corp    | 443  | false
          10.1.2.3           | 10.1.2.3    | 443  | true
          10.1.2.3:6443      | 10.1.2.3    | 443  | false
          10.1.2.3:443       | 10.1.2.3    | 443  | true
          10.0.0.0/8         | 10.1.2.3    | 443  | true
          10.0.0.0/8         | 11.1.2.3    | 443  | false
          10.1.0.0/15        | 10.1.255.1  | 443  | true
          10.0.0.0/33        | 10.0.0.0    | 443  | false
          10.0.0.0/8         | ten.corp    | 443  | false
          0.0.0.0/0          | 8.8.8.8     | 443  | true
          fd00::1            | fd00::1     | 443  | true
          fd00:0:0::1        | fd00::1     | 443  | true
          [fd00::1]:443      | fd00::1     | 443  | true
          [fd00::1]:6443     | fd00::1     | 443  | false
          fd00::/8           | fdab::1     | 443  | true
          fd00::/8           | fe80::1     | 443  | false
          10.0.0.0/8         | fd00::1     | 443  | false
          [::1]              | ::1         | 443  | true
          ''                 | ::1         | 443  | true
          ''                 | 127.0.0.53  | 443  | true
          ''                 | localhost   | 443  | true
          ''                 | api.corp    | 443  | false
          ','                | api.corp    | 443  | false
          :443               | api.corp    | 443  | false
          .                  | api.corp    | 443  | false
          /                  | api.corp    | 443  | false
          ]:443              | api.corp    | 443  | false
          """)
  void a_server_is_reached_without_a_proxy(String list, String host, int port, boolean direct) {
    assertThat(new NoProxy(host, port).isIn(list)).isEqualTo(direct);
  }
}
