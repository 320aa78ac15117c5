package dev.rollwave.kubernetes.connection.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollwave.kubernetes.connection.kubeconfig.KubeconfigEntry;
import dev.rollwave.kubernetes.connection.kubeconfig.Texts;
import dev.rollwave.runner.ClusterException;
import io.fabric8.kubernetes.api.model.AuthInfo;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The user that a kubeconfig's user acts as.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/">user
 *     impersonation</a>
 */
public final class Impersonation {
  private static final String LEGAL_IN_A_NAME = "!#$&'*+-.^_`|~";

  private Impersonation() {}

  /**
   * The headers that say it; none where the user acts as itself.
   *
   * @throws ClusterException.Refused when a header cannot carry a value, or {@code as} is missing
   */
  public static List<Header> headers(KubeconfigEntry<AuthInfo> user)
      throws ClusterException.Refused {
    AuthInfo says = user.value();
    List<String> groups = Objects.requireNonNullElse(says.getAsGroups(), List.of());
    Map<String, List<String>> extra =
        Objects.requireNonNullElse(says.getAsUserExtra(), Map.<String, List<String>>of());
    Optional<String> uid = Texts.said(says.getAsUid());
    if (Texts.said(says.getAs()).isEmpty()) {
      requireNone(user, "as-uid", uid.isEmpty());
      requireNone(user, "as-groups", groups.isEmpty());
      requireNone(user, "as-user-extra", extra.isEmpty());
      return List.of();
    }
    List<Header> headers = new ArrayList<>();
    headers.add(header(user, "as", "Impersonate-User", says.getAs()));
    if (uid.isPresent()) {
      headers.add(header(user, "as-uid", "Impersonate-Uid", uid.get()));
    }
    for (String group : groups) {
      headers.add(header(user, "as-groups", "Impersonate-Group", group));
    }
    for (Map.Entry<String, List<String>> entry : extra.entrySet()) {
      for (String value : Objects.requireNonNullElse(entry.getValue(), List.<String>of())) {
        headers.add(
            header(user, "as-user-extra", "Impersonate-Extra-" + escaped(entry.getKey()), value));
      }
    }
    return List.copyOf(headers);
  }

  private static void requireNone(KubeconfigEntry<AuthInfo> user, String key, boolean isNone)
      throws ClusterException.Refused {
    if (!isNone) {
      throw user.refused(key, "needs the key as beside it, which says whom to act as");
    }
  }

  private static Header header(
      KubeconfigEntry<AuthInfo> user, String key, String name, String value)
      throws ClusterException.Refused {
    if (!Header.carries(value)) {
      throw user.refused(key, "a header cannot carry it: it has other characters than ASCII");
    }
    return new Header(name, value);
  }

  // Characters that a header's name must not hold become %XX, and so does the % itself.
  private static String escaped(String key) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : key.getBytes(UTF_8)) {
      boolean isLegal =
          (b >= '0' && b <= '9')
              || (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b > 0 && LEGAL_IN_A_NAME.indexOf(b) >= 0);
      if (isLegal) {
        escaped.append((char) b);
      } else {
        escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return escaped.toString();
  }
}
