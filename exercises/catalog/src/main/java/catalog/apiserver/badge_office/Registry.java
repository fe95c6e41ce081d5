package catalog.apiserver.badge_office;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kube.controlplane.controllermanager.serviceaccount.ServiceAccountController;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Namespace;
import kube.foundation.api.Resource;
import kube.foundation.api.Status;
import kube.foundation.client.Result;
import tools.jackson.databind.node.ObjectNode;

/// The accounts of a cluster, as a controller sees them through a cache that may be late.
final class Registry implements ServiceAccountController.Accounts {
  private final ServiceAccountController controller;
  private final Set<String> cache = new TreeSet<>();
  private final List<String> asked = new ArrayList<>();
  private ApiResult<String> answer = new ApiResult.Ok<>("default");
  private String story = "";

  Registry(ServiceAccountController controller) {
    this.controller = controller;
  }

  Registry telling(String sentences) {
    story = sentences;
    return this;
  }

  /// The cache shows this account.
  Registry shows(String namespace, String account) {
    cache.add(namespace + "/" + account);
    return this;
  }

  Registry loses(String namespace, String account) {
    cache.remove(namespace + "/" + account);
    return this;
  }

  /// From now on the API server refuses.
  Registry refuses(Status why) {
    answer = new ApiResult.Refused<>(why);
    return this;
  }

  @Override
  public boolean has(String namespace, String account) {
    return cache.contains(namespace + "/" + account);
  }

  @Override
  public ApiResult<String> create(String namespace, String account) {
    asked.add(namespace + "/" + account);
    return answer;
  }

  /// One pass over a namespace, which has to create these accounts.
  Pass pass(String namespace, boolean isGoing) {
    asked.clear();
    Result result = controller.reconcile(named(namespace, isGoing), this);
    return new Pass(List.copyOf(asked), result,
        weDid(story).youAnswered("You created " + asked + " and answered " + result + ".")
            .read("L19#fact-default"));
  }

  private static Namespace named(String name, boolean isGoing) {
    ObjectNode tree = (ObjectNode) Json.parse("""
        {"apiVersion": "v1", "kind": "Namespace", "metadata": {}, "spec": {}}
        """.getBytes(StandardCharsets.UTF_8));
    tree.withObject("/metadata").put("name", name).put("uid", "u-" + name);
    if (isGoing) tree.withObject("/metadata").put("deletionTimestamp", "2026-11-24T12:00:00Z");
    return Namespace.of(Resource.of(tree));
  }

  /// What one pass did.
  record Pass(List<String> created, Result result, Feedback feedback) {
    Pass must(List<String> creations, String because) {
      feedback.weNeeded("We needed: created " + creations + ".").because(because)
          .failUnless(created.equals(creations));
      return this;
    }

    Pass mustBeDone(String because) {
      feedback.weNeeded("We needed: Done.").because(because)
          .failUnless(result instanceof Result.Done);
      return this;
    }

    Pass mustTryAgain(String because) {
      feedback.weNeeded("We needed: another try, later.").because(because)
          .failWhen(result instanceof Result.Done);
      return this;
    }
  }
}
