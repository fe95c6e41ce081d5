package kube.controlplane.apiserver.access.review;

import java.util.Map;

import kube.controlplane.apiserver.access.Access;
import kube.controlplane.apiserver.request.Handler;
import kube.foundation.machine.Clock;

/// The handlers of all reviews, by the qualified plurals of their kinds.
public final class Reviews {

  private static final String AUTHENTICATION = ".authentication.k8s.io";
  private static final String AUTHORIZATION = ".authorization.k8s.io";

  private Reviews() {}

  public static Map<String, Handler> handlers(Clock clock, Access access) {
    IdentityReviews identity = new IdentityReviews(clock, access.tokens());
    AccessReviews actions = new AccessReviews(access.authorizer());
    RulesReview rules = new RulesReview(access.rbac(), access.escalation().isPresent());
    return Map.of(
        "selfsubjectreviews" + AUTHENTICATION, new Review(identity::whoAmI),
        "tokenreviews" + AUTHENTICATION, new Review(identity::whoseToken),
        "subjectaccessreviews" + AUTHORIZATION, new Review(actions::aboutSomebody),
        "selfsubjectaccessreviews" + AUTHORIZATION, new Review(actions::aboutMyself),
        "localsubjectaccessreviews" + AUTHORIZATION, new Review(actions::inNamespace),
        "selfsubjectrulesreviews" + AUTHORIZATION, new Review(rules::answer));
  }
}
