package catalog.apiserver.rbac_authorizer;

import static catalog.apiserver.rbac_authorizer.Checks.ANN;
import static catalog.apiserver.rbac_authorizer.Checks.READ_PODS;
import static catalog.apiserver.rbac_authorizer.World.account;
import static catalog.apiserver.rbac_authorizer.World.asks;
import static catalog.apiserver.rbac_authorizer.World.asksIn;
import static catalog.apiserver.rbac_authorizer.World.asksPath;
import static catalog.apiserver.rbac_authorizer.World.groupNamed;
import static catalog.apiserver.rbac_authorizer.World.may;
import static catalog.apiserver.rbac_authorizer.World.mayPath;
import static catalog.apiserver.rbac_authorizer.World.user;
import static catalog.apiserver.rbac_authorizer.World.userNamed;

import catalog.apiserver.rbac_authorizer.Door.Answer;
import grader.check.Hidden;
import grader.check.Seed;
import grader.check.Task;
import java.util.List;
import java.util.Set;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Attributes;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Rule;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.User;

/// The hidden checks of X08: names that only look alike, corners of the rules, and many random
/// worlds.
@Hidden
class HiddenChecks {
  private static final int WORLDS = 50;
  private static final int REQUESTS = 8;
  private static final int BINDINGS = 5000;

  @Task(1)
  void a_user_is_no_group(Authorizer authorizer) {
    World world = new World().role("dev", "reader", READ_PODS)
        .binds("dev", "readers", "reader", userNamed("team-web"), groupNamed("ann"),
            account("dev", "ann"));
    new Door(authorizer, world,
        "A user team-web, a group ann and an account ann of dev may read Pods in dev.")
        .hasNoOpinion(ANN, asks("list", "pods", "dev", ""),
            "Whoever may choose a user name must not slip into a group by it.");
  }

  @Task(2)
  void a_role_is_one_of_the_bindings_namespace(Authorizer authorizer) {
    World world = new World().role("prod", "worker", may(List.of("*"), List.of("*")))
        .clusterRole("worker", may(List.of("delete"), List.of("pods")))
        .role("dev", "worker", READ_PODS).binds("dev", "workers", "worker", userNamed("ann"));
    String because = "Every namespace may have a role of that name.";
    new Door(authorizer, world, "A RoleBinding in dev grants Ann the role worker. There is one in"
        + " dev that reads Pods, one in prod that may do all, and a ClusterRole that deletes Pods.")
        .allows(ANN, asks("list", "pods", "dev", ""), "workers", because)
        .hasNoOpinion(ANN, asks("delete", "pods", "dev", "web"), because)
        .hasNoOpinion(ANN, asks("get", "pods", "prod", "web"), because);
  }

  @Task(2)
  void what_lies_in_no_namespace_needs_a_cluster_binding(Authorizer authorizer) {
    World world = new World()
        .clusterRole("reader", may(List.of("get", "list"), List.of("nodes", "pods")),
            mayPath("get", "/healthz"))
        .bindsClusterRole("dev", "readers", "reader", userNamed("ann"));
    String because = "A grant for one namespace reaches nothing outside of it.";
    new Door(authorizer, world,
        "A RoleBinding in dev grants Ann a ClusterRole to read nodes, Pods and the path /healthz.")
        .hasNoOpinion(ANN, asks("get", "nodes", "", "node-a"), because)
        .hasNoOpinion(ANN, asks("list", "pods", "", ""), because)
        .hasNoOpinion(ANN, asksPath("get", "/healthz"), because);
  }

  @Task(2)
  void a_role_that_is_not_there_grants_nothing(Authorizer authorizer) {
    World world = new World().clusterRole("reader", READ_PODS)
        .binds("dev", "dangling", "gone", userNamed("ann"))
        .bindsClusterRole("", "lost", "gone", userNamed("ann"))
        .bindsClusterRole("dev", "good", "reader", userNamed("ann"));
    String because = "Roles are deleted while bindings stay; the others must go on.";
    new Door(authorizer, world, "Two bindings of Ann refer to roles that are gone, a third lets her"
        + " read Pods in dev.").allows(ANN, asks("list", "pods", "dev", ""), "good", because)
        .hasNoOpinion(ANN, asks("get", "secrets", "dev", "key"), because);
  }

  @Task(3)
  void a_group_of_the_api_is_part_of_the_rule(Authorizer authorizer) {
    World world = new World()
        .role("dev", "core", may(List.of("get"), List.of("pods", "deployments")))
        .binds("dev", "cores", "core", userNamed("ann"))
        .role("dev", "apps", new Rule(List.of("get"), List.of("apps", "batch"),
            List.of("deployments"), List.of(), List.of()))
        .binds("dev", "workloads", "apps", userNamed("bob"))
        .role("dev", "all", new Rule(List.of("get"), List.of("*"), List.of("deployments"),
            List.of(), List.of()))
        .binds("dev", "groups", "all", userNamed("eve"));
    String because = "Two groups may have a resource of the same name.";
    new Door(authorizer, world, "Ann's rule names the core group \"\", Bob's apps and batch, Eve's"
        + " all groups.")
        .hasNoOpinion(ANN, asksIn("apps", "get", "deployments", "dev", "web"), because)
        .allows(user("bob"), asksIn("apps", "get", "deployments", "dev", "web"), "workloads",
            because)
        .hasNoOpinion(user("bob"), asks("get", "deployments", "dev", "web"), because)
        .allows(user("eve"), asksIn("apps", "get", "deployments", "dev", "web"), "groups", because)
        .allows(user("eve"), asks("get", "deployments", "dev", "web"), "groups", because);
  }

  @Task(3)
  void names_narrow_a_rule(Authorizer authorizer) {
    World world = new World().role("dev", "one", may(List.of("get", "list", "create"),
        List.of("secrets"), "key", "other"))
        .binds("dev", "ones", "one", userNamed("ann"));
    String because = "That is how one program gets one Secret.";
    new Door(authorizer, world, "Ann's rule for secrets names `key` and `other`.")
        .allows(ANN, asks("get", "secrets", "dev", "key"), "ones", because)
        .hasNoOpinion(ANN, asks("get", "secrets", "dev", "keys"), because)
        .hasNoOpinion(ANN, asks("list", "secrets", "dev", ""), because)
        .hasNoOpinion(ANN, asks("create", "secrets", "dev", ""), because);
  }

  @Task(3)
  void a_star_before_a_subresource_means_any_parent(Authorizer authorizer) {
    World world = new World().role("dev", "scaler", may(List.of("update"), List.of("*/scale")))
        .binds("dev", "scalers", "scaler", userNamed("ann"));
    String because = "An autoscaler scales many kinds, and may do nothing else with them.";
    new Door(authorizer, world, "Ann may update */scale in dev.")
        .allows(ANN, asks("update", "replicationcontrollers/scale", "dev", "web"), "scalers",
            because)
        .hasNoOpinion(ANN, asks("update", "replicationcontrollers", "dev", "web"), because)
        .hasNoOpinion(ANN, asks("update", "pods/status", "dev", "web"), because)
        .hasNoOpinion(ANN, asks("update", "scale", "dev", "web"), because);
  }

  @Task(4)
  void rules_for_paths_and_for_resources_do_not_meet(Authorizer authorizer) {
    World world = new World().clusterRole("all-paths", mayPath("*", "*"))
        .bindsClusterRole("", "paths", "all-paths", userNamed("ann"))
        .clusterRole("all-things", new Rule(List.of("*"), List.of("*"), List.of("*"), List.of(),
            List.of()))
        .bindsClusterRole("", "things", "all-things", userNamed("bob"));
    String because = "They are two lists, and one rule fills one of them.";
    new Door(authorizer, world, "Ann may do all with every path, and Bob with every resource.")
        .allows(ANN, asksPath("get", "/metrics"), "paths", because)
        .hasNoOpinion(ANN, asks("get", "pods", "dev", "web"), because)
        .allows(user("bob"), asks("get", "pods", "dev", "web"), "things", because)
        .hasNoOpinion(user("bob"), asksPath("get", "/metrics"), because);
  }

  @Task(4)
  void a_star_stands_at_the_end_of_a_path(Authorizer authorizer) {
    World world = new World().clusterRole("looker", mayPath("get", "/apis/*", "/log*"))
        .bindsClusterRole("", "lookers", "looker", userNamed("ann"));
    String because = "Only what begins so is meant.";
    new Door(authorizer, world, "Ann may get /apis/* and /log*.")
        .allows(ANN, asksPath("get", "/apis/"), "lookers", because)
        .allows(ANN, asksPath("get", "/logs/kube"), "lookers", because)
        .hasNoOpinion(ANN, asksPath("get", "/apis"), because)
        .hasNoOpinion(ANN, asksPath("get", "/old/apis/v1"), because);
  }

  @Task(5)
  void thousands_of_bindings_are_read_in_time(Authorizer authorizer) {
    World world = new World();
    for (int i = 0; i < BINDINGS / 10; i++) world.role("dev", "role-" + i, READ_PODS);
    for (int i = 0; i < BINDINGS; i++) {
      world.binds("dev", "binding-" + i, "role-" + i / 10, userNamed("user-" + i));
    }
    String because = "Every request of the cluster waits for this answer.";
    new Door(authorizer, world, "5,000 users have a binding each.")
        .allows(user("user-4999"), asks("get", "pods", "dev", "web"), "binding-4999", because)
        .hasNoOpinion(ANN, asks("get", "pods", "dev", "web"), because);
  }

  @Task(5)
  void hundreds_of_random_requests_agree(Authorizer authorizer, Seed seed) {
    RandomRoles drawn = new RandomRoles(seed.random().branch("roles"));
    for (int i = 0; i < WORLDS; i++) {
      World world = drawn.world();
      Door door = new Door(authorizer, world,
          "Of a random world of seed " + seed.value() + ": " + world.view() + ".");
      for (int asked = 0; asked < REQUESTS; asked++) {
        User who = drawn.user();
        Attributes request = drawn.request();
        Set<String> right = RandomRoles.allowing(who, request, world.view());
        Answer answer = door.answer(who, request);
        boolean isRight = right.isEmpty()
            ? answer instanceof Answer.Open
            : answer instanceof Answer.Allowed(String binding) && right.contains(binding);
        door.about(who, request, answer,
            right.isEmpty() ? "no opinion" : "allowed by one of " + right,
            "One hole is enough.").failUnless(isRight);
      }
    }
  }
}
