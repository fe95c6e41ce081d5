package kube.controlplane.apiserver.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import kube.controlplane.apiserver.access.authorization.Action;
import kube.controlplane.apiserver.access.authorization.Authorizer;
import kube.controlplane.apiserver.access.authorization.Decision;
import kube.controlplane.apiserver.request.UserInfo;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Request;
import kube.foundation.api.Status;

/// Whoever may can ask in somebody else's name, as `kubectl --as` does.
///
/// The verb `impersonate` on users, groups, accounts, uids and extra fields decides about each part
/// of the other's identity by itself; from then on the other's rights count and nothing of the
/// asker's.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/
final class Impersonation {

  private static final String USER = "impersonate-user";
  private static final String GROUP = "impersonate-group";
  private static final String UID = "impersonate-uid";
  private static final String EXTRA = "impersonate-extra-";
  private static final String ACCOUNT = "system:serviceaccount:";
  private static final String REVIEWS = "authentication.k8s.io";

  private final Authorizer authorizer;

  Impersonation(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  /// In whose name the request counts, or why the user may not speak for the other.
  ApiResult<UserInfo> apply(Request request, UserInfo user) {
    String name = request.header(USER);
    List<String> groups = request.headerValues(GROUP);
    String uid = request.header(UID);
    Map<String, List<String>> extra = extra(request);
    if (name.isEmpty()) {
      boolean asksForMore = !groups.isEmpty() || !uid.isEmpty() || !extra.isEmpty();
      return asksForMore
          ? new Refused<>(Status.badRequest(
              "requested " + groups + " without impersonating a user"))
          : new Ok<>(user);
    }
    List<Action> actions = new ArrayList<>();
    actions.add(actionOn(name));
    groups.forEach(group -> actions.add(Action.on("impersonate", "", "groups", "", "", group)));
    if (!uid.isEmpty()) actions.add(Action.on("impersonate", REVIEWS, "uids", "", "", uid));
    extra.forEach((key, values) -> values.forEach(value -> actions.add(
        Action.on("impersonate", REVIEWS, "userextras", key, "", value))));
    return refusal(user, actions).<ApiResult<UserInfo>>map(Refused::new)
        .orElseGet(() -> new Ok<>(other(name, groups, uid, extra)));
  }

  private Optional<Status> refusal(UserInfo user, List<Action> actions) {
    for (Action action : actions) {
      Decision decision = authorizer.authorize(user, action);
      if (!decision.allows()) return Optional.of(action.forbidden(user.name(), decision.reason()));
    }
    return Optional.empty();
  }

  private static Action actionOn(String name) {
    String[] parts = name.split(":", -1);
    return name.startsWith(ACCOUNT) && parts.length == 4
        ? Action.on("impersonate", "", "serviceaccounts", "", parts[2], parts[3])
        : Action.on("impersonate", "", "users", "", "", name);
  }

  private static UserInfo other(String name, List<String> asked, String uid,
      Map<String, List<String>> extra) {
    List<String> groups = new ArrayList<>(asked);
    String[] parts = name.split(":", -1);
    if (groups.isEmpty() && name.startsWith(ACCOUNT) && parts.length == 4) {
      groups.add("system:serviceaccounts");
      groups.add("system:serviceaccounts:" + parts[2]);
    }
    String all = name.equals(UserInfo.ANONYMOUS.name())
        ? UserInfo.UNAUTHENTICATED
        : UserInfo.AUTHENTICATED;
    if (!groups.contains(all) && !groups.contains(UserInfo.UNAUTHENTICATED)) groups.add(all);
    return new UserInfo(name, uid, groups, new TreeMap<>(extra));
  }

  private static Map<String, List<String>> extra(Request request) {
    Map<String, List<String>> extra = new TreeMap<>();
    for (String header : request.headers().tailMap(EXTRA).keySet()) {
      if (!header.startsWith(EXTRA)) break;
      extra.put(decoded(header.substring(EXTRA.length())), request.headerValues(header));
    }
    return extra;
  }

  /// A key with a slash travels as `%2f` in the name of its header.
  private static String decoded(String key) {
    return key.replace("%2f", "/").replace("%2F", "/");
  }
}
