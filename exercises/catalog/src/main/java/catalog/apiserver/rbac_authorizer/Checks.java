package catalog.apiserver.rbac_authorizer;

import static catalog.apiserver.rbac_authorizer.World.account;
import static catalog.apiserver.rbac_authorizer.World.asks;
import static catalog.apiserver.rbac_authorizer.World.asksPath;
import static catalog.apiserver.rbac_authorizer.World.groupNamed;
import static catalog.apiserver.rbac_authorizer.World.may;
import static catalog.apiserver.rbac_authorizer.World.mayPath;
import static catalog.apiserver.rbac_authorizer.World.user;
import static catalog.apiserver.rbac_authorizer.World.userNamed;

import catalog.apiserver.rbac_authorizer.Door.Answer;
import grader.check.Feedback;
import grader.check.Task;
import java.util.List;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Attributes;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.Rule;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer.User;

/// The visible checks of X08: a few roles, and somebody at the door.
class Checks {
  static final Rule READ_PODS = may(List.of("get", "list"), List.of("pods"));
  static final User ANN = user("ann", "team-web");

  @Task(1)
  void who_is_granted_nothing_gets_no_opinion(Authorizer authorizer) {
    World world = new World().role("dev", "reader", READ_PODS)
        .binds("dev", "readers", "reader", userNamed("bob"));
    Door door = new Door(authorizer, world, "Bob may read Pods in dev, and nobody else anything.");
    Attributes request = asks("list", "pods", "dev", "");
    Answer answer = door.answer(ANN, request);
    Feedback feedback = door.about(ANN, request, answer, "no opinion",
        "Each authorizer is asked in turn, and the first who says yes opens the door.");
    feedback.named("says_no", "RBAC has no *no*, only *no opinion*; another authorizer may still"
        + " say yes.").failWhen(answer instanceof Answer.Threw);
    feedback.failUnless(answer instanceof Answer.Open);
  }

  @Task(1)
  void a_binding_means_its_users(Authorizer authorizer) {
    World world = new World().role("dev", "reader", READ_PODS)
        .binds("dev", "readers", "reader", userNamed("bob"), userNamed("ann"));
    String because = "Each subject of a binding is granted the same.";
    new Door(authorizer, world, "Bob and Ann may read Pods in dev.")
        .allows(ANN, asks("list", "pods", "dev", ""), "readers", because)
        .allows(user("bob"), asks("list", "pods", "dev", ""), "readers", because)
        .hasNoOpinion(user("eve"), asks("list", "pods", "dev", ""), because);
  }

  @Task(1)
  void a_binding_means_groups_and_accounts(Authorizer authorizer) {
    World world = new World().role("dev", "reader", READ_PODS)
        .binds("dev", "accounts", "reader", groupNamed("system:serviceaccounts:dev"),
            account("tools", "robot"));
    String because = "An account is a user with a long name and three groups.";
    new Door(authorizer, world, "All accounts of dev, and robot of tools, may read Pods in dev.")
        .allows(user("system:serviceaccount:dev:builder", "system:serviceaccounts",
            "system:serviceaccounts:dev"), asks("list", "pods", "dev", ""), "accounts", because)
        .allows(user("system:serviceaccount:tools:robot", "system:serviceaccounts"),
            asks("list", "pods", "dev", ""), "accounts", because)
        .hasNoOpinion(user("system:serviceaccount:dev:robot"), asks("list", "pods", "dev", ""),
            because);
  }

  @Task(2)
  void a_role_binding_holds_in_its_namespace(Authorizer authorizer) {
    World world = new World().clusterRole("admin", may(List.of("*"), List.of("*")))
        .bindsClusterRole("dev", "admins", "admin", userNamed("ann"));
    String because = "The binding says where, whatever it refers to.";
    new Door(authorizer, world, "A RoleBinding in dev grants Ann the ClusterRole admin.")
        .allows(ANN, asks("list", "secrets", "dev", ""), "admins", because)
        .hasNoOpinion(ANN, asks("delete", "pods", "kube-system", "dns"), because,
            "opens_all_namespaces", "**Privilege escalation.** Ann was given `admin` in dev; you"
                + " let her into kube-system.");
  }

  @Task(2)
  void a_cluster_role_binding_holds_everywhere(Authorizer authorizer) {
    World world = new World().clusterRole("reader",
        may(List.of("list"), List.of("pods", "nodes")))
        .bindsClusterRole("", "everywhere", "reader", userNamed("ann"));
    String because = "A node lies in no namespace, so only this kind of binding can grant it.";
    new Door(authorizer, world, "A ClusterRoleBinding lets Ann list Pods and nodes.")
        .allows(ANN, asks("list", "pods", "prod", ""), "everywhere", because)
        .allows(ANN, asks("list", "nodes", "", ""), "everywhere", because);
  }

  @Task(3)
  void no_names_mean_any_name(Authorizer authorizer) {
    World world = new World().role("dev", "reader", READ_PODS)
        .binds("dev", "readers", "reader", userNamed("ann"));
    Door door = new Door(authorizer, world, "Ann may get Pods in dev; the rule lists no names.");
    Attributes request = asks("get", "pods", "dev", "any");
    Answer answer = door.answer(ANN, request);
    Feedback feedback = door.about(ANN, request, answer, "allowed by readers",
        "Few rules list names at all.");
    feedback.named("no_names_mean_none", "No names listed means *any* name.")
        .failWhen(answer instanceof Answer.Open);
    feedback.failUnless(answer.equals(new Answer.Allowed("readers")));
  }

  @Task(3)
  void all_parts_hold_in_one_rule(Authorizer authorizer) {
    World world = new World().role("dev", "two", may(List.of("get"), List.of("secrets")),
        may(List.of("delete"), List.of("pods")))
        .binds("dev", "both", "two", userNamed("ann"));
    String because = "A rule is a sentence; half of one and half of another say nothing.";
    new Door(authorizer, world, "One rule lets Ann get secrets, another delete Pods.")
        .allows(ANN, asks("delete", "pods", "dev", "web"), "both", because)
        .hasNoOpinion(ANN, asks("delete", "secrets", "dev", "key"), because, "mixes_rules",
            "Rule 1 allows *get secrets*, rule 2 *delete pods*; you allowed *delete secrets*."
                + " All parts must match inside **one** rule.");
  }

  @Task(3)
  void a_subresource_is_granted_by_name(Authorizer authorizer) {
    World world = new World().role("dev", "reader",
        may(List.of("get", "create"), List.of("pods", "pods/log")))
        .binds("dev", "readers", "reader", userNamed("ann"));
    String because = "To look at a Pod and to type into it are two different things.";
    new Door(authorizer, world, "Ann may get and create `pods` and `pods/log` in dev.")
        .allows(ANN, asks("get", "pods/log", "dev", "web"), "readers", because)
        .hasNoOpinion(ANN, asks("create", "pods/exec", "dev", "web"), because, "pods_cover_exec",
            "A reader could open a shell. Sub-resources are granted by name.");
  }

  @Task(3)
  void a_star_stands_for_all(Authorizer authorizer) {
    World world = new World()
        .role("dev", "any-verb", may(List.of("*"), List.of("pods")))
        .binds("dev", "verbs", "any-verb", userNamed("ann"))
        .role("dev", "any-thing", may(List.of("get"), List.of("*")))
        .binds("dev", "things", "any-thing", userNamed("bob"));
    String because = "`*` is the rule of administrators.";
    new Door(authorizer, world, "Ann may do all with Pods in dev, and Bob may get all there.")
        .allows(ANN, asks("delete", "pods", "dev", "web"), "verbs", because)
        .hasNoOpinion(ANN, asks("delete", "secrets", "dev", "key"), because)
        .allows(user("bob"), asks("get", "secrets", "dev", "key"), "things", because)
        .allows(user("bob"), asks("get", "pods/log", "dev", "web"), "things", because)
        .hasNoOpinion(user("bob"), asks("delete", "pods", "dev", "web"), because);
  }

  @Task(4)
  void a_path_is_no_resource(Authorizer authorizer) {
    World world = new World().clusterRole("looker", mayPath("get", "/healthz", "/apis/*"))
        .bindsClusterRole("", "lookers", "looker", userNamed("ann"));
    String because = "Health and discovery belong to the server and to no object.";
    new Door(authorizer, world, "Ann may get the path /healthz and all that begin with /apis/.")
        .allows(ANN, asksPath("get", "/healthz"), "lookers", because)
        .allows(ANN, asksPath("get", "/apis/apps/v1"), "lookers", because)
        .hasNoOpinion(ANN, asksPath("get", "/healthz/etcd"), because)
        .hasNoOpinion(ANN, asksPath("post", "/healthz"), because);
  }

  @Task(5)
  void the_third_binding_may_allow_it(Authorizer authorizer) {
    World world = new World().role("dev", "reader", READ_PODS)
        .role("dev", "cleaner", may(List.of("delete"), List.of("pods")))
        .binds("dev", "first", "reader", userNamed("ann"))
        .binds("dev", "second", "reader", groupNamed("team-web"))
        .binds("dev", "third", "cleaner", userNamed("ann"));
    Door door = new Door(authorizer, world,
        "Two bindings let Ann read Pods in dev, and a third one delete them.");
    Attributes request = asks("delete", "pods", "dev", "web");
    Answer answer = door.answer(ANN, request);
    Feedback feedback = door.about(ANN, request, answer, "allowed by third",
        "Whoever adds a binding expects that nothing else is taken away by it.");
    feedback.named("stops_at_the_first", "The third binding allowed it. RBAC is a union.")
        .failWhen(answer instanceof Answer.Open);
    feedback.failUnless(answer.equals(new Answer.Allowed("third")));
  }
}
