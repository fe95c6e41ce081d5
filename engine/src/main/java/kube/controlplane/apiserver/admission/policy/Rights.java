package kube.controlplane.apiserver.admission.policy;

import java.util.Map;

import kube.controlplane.apiserver.access.authorization.Action;
import kube.controlplane.apiserver.access.authorization.Authorizer;
import kube.controlplane.apiserver.access.authorization.Decision;
import kube.controlplane.apiserver.cel.Authority;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.request.UserInfo;

/// Lets expressions ask what whoever makes a request may do, and what service accounts may.
public final class Rights {

  private static final String ACCOUNT = "system:serviceaccount:";

  private Rights() {}

  /// The variables `authorizer` and `authorizer.requestResource` for one request.
  public static Map<String, Object> of(Authorizer authorizer, RequestInfo info) {
    Authority authority = new Authority((account, question, verb) -> {
      Decision decision = authorizer.authorize(account.isEmpty() ? info.user() : user(account),
          action(question, verb));
      return new Authority.Ruling(decision.allows(), decision.reason());
    }, "");
    return Map.of("authorizer", authority, "authorizer.requestResource",
        authority.about(new Authority.Question("", info.kind().group(), info.kind().plural(),
            info.subresource(), info.namespace(), info.name())));
  }

  private static UserInfo user(String account) {
    String namespace = account.substring(ACCOUNT.length()).split(":")[0];
    return UserInfo.of(account, "system:serviceaccounts", "system:serviceaccounts:" + namespace,
        UserInfo.AUTHENTICATED);
  }

  private static Action action(Authority.Question question, String verb) {
    return question.path().isEmpty()
        ? Action.on(verb, question.group(), question.resource(), question.subresource(),
            question.namespace(), question.name())
        : Action.onPath(verb, question.path());
  }
}
