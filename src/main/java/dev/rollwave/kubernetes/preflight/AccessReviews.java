package dev.rollwave.kubernetes.preflight;

import dev.rollwave.kubernetes.api.Answer;
import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.Answer.Unavailable;
import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.api.Granting;
import dev.rollwave.kubernetes.api.InParallel;
import dev.rollwave.kubernetes.api.Requests;
import dev.rollwave.runner.ClusterException;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Asks the API server what we are allowed to do, before anything is touched.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access">checking
 *     API access</a>
 */
public final class AccessReviews {
  private final Requests requests;
  private final int attempts;

  /** Asks with {@code requests}, each so many {@code attempts} at most, 1 or more. */
  public AccessReviews(Requests requests, int attempts) {
    this.requests = requests;
    this.attempts = attempts;
  }

  /**
   * One sentence, with the rule that is needed, for each resource that lacks some of {@code
   * permissions}.
   */
  public List<String> missing(Collection<Permission> permissions)
      throws ClusterException, InterruptedException {
    SequencedSet<Permission> distinct = new LinkedHashSet<>(permissions);
    Map<ApiPath, List<String>> missing = new LinkedHashMap<>();
    List<Boolean> allowed = InParallel.map(distinct, this::isAllowed);
    int at = 0;
    for (Permission permission : distinct) {
      if (!allowed.get(at++)) {
        missing.computeIfAbsent(permission.where(), w -> new ArrayList<>()).add(permission.verb());
      }
    }
    return missing.entrySet().stream().map(m -> sentence(m.getKey(), m.getValue())).toList();
  }

  private boolean isAllowed(Permission permission) throws ClusterException, InterruptedException {
    ApiPath where = permission.where();
    SelfSubjectAccessReview question =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withVerb(permission.verb())
            .withGroup(where.group())
            .withResource(where.resource())
            .withNamespace(where.namespace())
            .withName(where.name())
            .endResourceAttributes()
            .endSpec()
            .build();
    ApiRequest request =
        ApiRequest.create(ApiPath.accessReviews(), requests.server().json(question));
    return switch (requests.patiently(request, SelfSubjectAccessReview.class, attempts)) {
      case Ok<SelfSubjectAccessReview>(SelfSubjectAccessReview review) ->
          review.getStatus() != null && Boolean.TRUE.equals(review.getStatus().getAllowed());
      // Where one may not even ask, the requests themselves will tell.
      case Answer.Refused<SelfSubjectAccessReview> refused -> true;
      case Unavailable<SelfSubjectAccessReview> unavailable ->
          throw Granting.unreachable(requests, unavailable);
    };
  }

  private static String sentence(ApiPath where, List<String> verbs) {
    return "not allowed to %s %s; %s"
        .formatted(String.join(", ", verbs), where, where.neededRule(verbs));
  }
}
