package dev.rollwave.kubernetes.preflight;

import dev.rollwave.kubernetes.api.Answer.Ok;
import dev.rollwave.kubernetes.api.ApiPath;
import dev.rollwave.kubernetes.api.ApiRequest;
import dev.rollwave.kubernetes.api.Requests;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReviewStatus;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import java.util.Optional;

/**
 * Asks the API server as whom it knows us: the name that its audit log has, also behind an exec
 * plugin, a certificate and an impersonation, where a kubeconfig's user is only a label.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#self-subject-review">API
 *     access to authentication information for a client</a>
 */
public final class OwnName {
  private final Requests requests;

  /** Asks with {@code requests}. */
  public OwnName(Requests requests) {
    this.requests = requests;
  }

  /** Empty where the server does not say: before Kubernetes 1.28, or out of reach. */
  public Optional<String> ask() throws InterruptedException {
    ApiRequest question =
        ApiRequest.create(
            ApiPath.selfSubjectReviews(), requests.server().json(new SelfSubjectReview()));
    // Only a courtesy: what is refused here says nothing of what a run needs.
    return requests.aside(question, SelfSubjectReview.class)
            instanceof Ok<SelfSubjectReview>(SelfSubjectReview review)
        ? Optional.ofNullable(review.getStatus())
            .map(SelfSubjectReviewStatus::getUserInfo)
            .map(UserInfo::getUsername)
            .filter(name -> !name.isBlank())
        : Optional.empty();
  }
}
