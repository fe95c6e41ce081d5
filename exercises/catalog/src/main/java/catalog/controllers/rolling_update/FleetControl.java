package catalog.controllers.rolling_update;

import grader.check.Feedback;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import kube.controlplane.controllermanager.deployment.RolloutControl;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Kinds;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.Status;
import kube.foundation.api.apps.Deployment;
import kube.foundation.api.apps.DeploymentStatus;

/// The API server of the fleet: carries out what the controller asks for, or refuses it, and notes
/// both. It believes nothing but names; everything else it looks up.
final class FleetControl implements RolloutControl {

  private static final int MOST_REQUESTS_OF_A_PASS = 100;

  /// No story wishes for more than 20; a set of millions would take the memory of whoever judges it.
  private static final int FAR_TOO_MANY = 200;

  /// One request.
  ///
  /// @param version the version of the set that it was about; empty for a report
  /// @param before the set's size until then
  record Move(int pass, String verb, String version, int before, int after) {
    @Override
    public String toString() {
      return switch (verb) {
        case "create" -> "create the set of " + version + " with " + after;
        case "resize" -> "resize " + version + " from " + before + " to " + after;
        case "report" -> "report";
        default -> verb + " the set of " + version;
      };
    }
  }

  final List<Move> moves = new ArrayList<>();
  private final Fleet fleet;
  private int namesTaken;
  private boolean isRefusing;
  private boolean isRefusingReports;

  FleetControl(Fleet fleet) {
    this.fleet = fleet;
  }

  /// The next so many names that a new set asks for belong to somebody else.
  void takeNames(int count) {
    namesTaken = count;
  }

  /// Whether changes of sets are refused, as by a full quota.
  void refuse(boolean refusing) {
    isRefusing = refusing;
  }

  /// Whether reports are refused.
  void refuseReports(boolean refusing) {
    isRefusingReports = refusing;
  }

  @Override
  public List<ReplicaSet> claim(Deployment owner, List<ReplicaSet> sets) {
    return sets.stream().flatMap(set -> fleet.find(set.key()).stream()).filter(fleet::isMine)
        .map(TrueSet::view).toList();
  }

  @Override
  public ApiResult<ReplicaSet> create(Deployment owner, NewSet wish) {
    String name = "web-" + wish.hash();
    boolean isTaken = fleet.isTaken(name) || namesTaken > 0;
    Feedback.weDid("We offered you `control.create`.")
        .youAnswered("You asked for a set with the hash `" + wish.hash() + "` and "
            + wish.replicas() + " replicas.")
        .weNeeded(
            "We needed a hash of 1 to 30 lower-case letters and digits, and no number below 0.")
        .because("It becomes part of a name, and a label.").read("L16#fact-hash")
        .failUnless(wish.hash().matches("[a-z0-9]{1,30}") && wish.replicas() >= 0);
    if (isTaken && !fleet.isTaken(name)) fleet.stranger(name);
    if (namesTaken > 0) namesTaken--;
    boolean isRefused = isTaken || isRefusing;
    note(isRefused ? "ask in vain for" : "create", fleet.version(), 0, wish.replicas());
    if (isTaken) return refused(Status.alreadyExists(Kinds.REPLICA_SET, name));
    if (isRefusing) return refused(Status.forbidden(Kinds.REPLICA_SET, name, "exceeded quota"));
    TrueSet set = fleet.newSet(name, wish.hash(), wish.replicas());
    set.annotate(wish.annotations());
    return new ApiResult.Ok<>(set.view());
  }

  @Override
  public ApiResult<ReplicaSet> resize(Deployment owner, ReplicaSet set, int replicas,
      Map<String, String> annotations) {
    return about(set, it -> {
      note("resize", it.version, it.replicas, replicas);
      if (replicas < 0) return refused(Status.badRequest("replicas must not be negative"));
      it.replicas = replicas;
      it.annotate(annotations);
      return new ApiResult.Ok<>(it.view());
    });
  }

  @Override
  public ApiResult<ReplicaSet> annotate(Deployment owner, ReplicaSet set,
      Map<String, String> annotations) {
    return about(set, it -> {
      note("annotate", it.version, it.replicas, it.replicas);
      it.annotate(annotations);
      return new ApiResult.Ok<>(it.view());
    });
  }

  @Override
  public ApiResult<ReplicaSet> delete(Deployment owner, ReplicaSet set) {
    return about(set, it -> {
      note("delete", it.version, it.replicas, 0);
      fleet.drop(it);
      return new ApiResult.Ok<>(it.view());
    });
  }

  @Override
  public ApiResult<Deployment> report(Deployment owner, DeploymentStatus status, String revision) {
    note("report", "", 0, 0);
    if (isRefusingReports) {
      return new ApiResult.Refused<>(Status.unavailable("the server is overloaded"));
    }
    return new ApiResult.Ok<>(fleet.reported(status, revision));
  }

  @Override
  public void warn(Deployment owner, String reason, String message) {
    // An event for people; no check asks for it.
  }

  /// What was asked for in the latest pass.
  List<Move> ofPass(int pass) {
    return moves.stream().filter(move -> move.pass() == pass).toList();
  }

  private ApiResult<ReplicaSet> about(ReplicaSet asked,
      Function<TrueSet, ApiResult<ReplicaSet>> work) {
    if (isRefusing) {
      note("ask in vain about", fleet.version(), 0, 0);
      return refused(Status.unavailable("the server is overloaded"));
    }
    Optional<TrueSet> found = fleet.find(asked.key())
        .filter(set -> set.uid.equals(asked.metadata().uid()));
    return found.map(work).orElseGet(
        () -> refused(Status.notFound(Kinds.REPLICA_SET, asked.metadata().name())));
  }

  private void note(String verb, String version, int before, int after) {
    moves.add(new Move(fleet.pass(), verb, version, before, after));
    Feedback.weDid("We wished for " + fleet.wish().replicas() + " Pods.")
        .youAnswered("You asked for a set with " + after + " replicas.")
        .weNeeded("We needed at most " + fleet.wish().mostPods() + " in all.")
        .because("More Pods than that find no nodes.").read("L16#fact-lines")
        .failWhen(after > FAR_TOO_MANY);
    Feedback.weDid("We let your controller look once.")
        .youAnswered(
            "It has asked for more than " + MOST_REQUESTS_OF_A_PASS + " things in one pass.")
        .weNeeded("We needed a pass that ends.").because("Other Deployments wait for their turn.")
        .read("L16").failWhen(ofPass(fleet.pass()).size() > MOST_REQUESTS_OF_A_PASS);
    if (!verb.equals("report")) fleet.touched();
  }

  private static ApiResult<ReplicaSet> refused(Status status) {
    return new ApiResult.Refused<>(status);
  }
}
