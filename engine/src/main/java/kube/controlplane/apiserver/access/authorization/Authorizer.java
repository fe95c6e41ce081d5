package kube.controlplane.apiserver.access.authorization;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import kube.controlplane.apiserver.request.UserInfo;

/// Decides whether a user may do something.
public interface Authorizer {

  Decision authorize(UserInfo user, Action action);

  /// Everybody may do everything: a cluster without access control.
  Authorizer EVERYTHING = (_, _) -> new Decision.Allowed("");

  /// The administrators' group may do everything, whatever roles and bindings say: so that nobody
  /// locks the last door from inside.
  Authorizer MASTERS = (user, _) -> user.isIn(UserInfo.MASTERS)
      ? new Decision.Allowed("")
      : Decision.none();

  /// The first who allows it decides; otherwise nobody has an opinion, for all their reasons.
  static Authorizer anyOf(List<Authorizer> authorizers) {
    return (user, action) -> {
      List<Decision> said = new ArrayList<>();
      for (Authorizer authorizer : authorizers) {
        Decision decision = authorizer.authorize(user, action);
        if (decision.allows()) return decision;
        said.add(decision);
      }
      return new Decision.NoOpinion(said.stream().map(Decision::reason)
          .filter(reason -> !reason.isEmpty()).collect(Collectors.joining("\n")));
    };
  }
}
