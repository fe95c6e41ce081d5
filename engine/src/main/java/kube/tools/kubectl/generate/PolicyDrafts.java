package kube.tools.kubectl.generate;

import java.util.List;

import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;

import tools.jackson.databind.node.ObjectNode;

/// Namespaces, accounts, quotas, budgets and priorities: what rules over others.
final class PolicyDrafts {

  private static final String MANAGER = "kubectl-create";

  private PolicyDrafts() {}

  static Verb namespace(String name) {
    return Draft.verb(name, "NAME", "Create a namespace with the specified name",
        "kubectl create namespace shop", Draft.flags(), (session, arguments) -> {
          Draft draft = new Draft(session, "namespaces", Draft.name(arguments));
          draft.spec();
          draft.object().putObject("status");
          return draft.create(MANAGER);
        });
  }

  static Verb serviceAccount(String name) {
    return Draft.verb(name, "NAME", "Create a service account with the specified name",
        "kubectl create serviceaccount robot", Draft.flags(),
        (session, arguments) -> new Draft(session, "serviceaccounts", Draft.name(arguments))
            .create(MANAGER));
  }

  static Verb quota(String name) {
    return Draft.verb(name, "NAME [--hard=key1=value1,key2=value2] [--scopes=Scope1,Scope2]",
        "Create a quota with the specified name", "kubectl create quota small --hard=pods=5",
        Draft.flags(Flag.text("hard", "", "Limits, such as pods=5,requests.cpu=2."),
            Flag.list("scopes", "Which Pods count, such as BestEffort.")),
        (session, arguments) -> {
          Draft draft = new Draft(session, "resourcequotas", Draft.name(arguments));
          if (arguments.given("hard")) {
            Draft.texts(draft.spec().putObject("hard"), Pairs.parse(arguments.text("hard")));
          }
          List<String> scopes = arguments.list("scopes");
          if (!scopes.isEmpty()) Draft.texts(draft.spec().putArray("scopes"), scopes);
          draft.spec();
          draft.object().putObject("status");
          return draft.create(MANAGER);
        });
  }

  static Verb budget(String name) {
    return Draft.verb(name, "NAME --selector=SELECTOR --min-available=N",
        "Create a pod disruption budget with the specified name",
        "kubectl create pdb web --selector=app=web --min-available=1", Draft.flags(
            Flag.text("max-unavailable", "", "How many may be missing: a number or percents."),
            Flag.text("min-available", "", "How many must stay: a number or percents."),
            Flag.text("selector", "", "Whose Pods.")),
        PolicyDrafts::budget);
  }

  private static int budget(Session session, Arguments arguments) {
    String name = Draft.name(arguments);
    if (!arguments.given("selector")) {
      throw CommandFailure.of("a selector must be specified");
    }
    boolean both = arguments.given("min-available") && arguments.given("max-unavailable");
    if (both) {
      throw CommandFailure.of("min-available and max-unavailable cannot be both specified");
    }
    Draft draft = new Draft(session, "poddisruptionbudgets.policy", name);
    if (arguments.given("max-unavailable")) {
      put(draft.spec(), "maxUnavailable", arguments.text("max-unavailable"));
    } else if (arguments.given("min-available")) {
      put(draft.spec(), "minAvailable", arguments.text("min-available"));
    } else {
      throw CommandFailure.of("one of min-available or max-unavailable must be specified");
    }
    Draft.texts(draft.spec().putObject("selector").putObject("matchLabels"),
        Pairs.parse(arguments.text("selector")));
    draft.object().putObject("status").put("currentHealthy", 0).put("desiredHealthy", 0)
        .put("disruptionsAllowed", 0).put("expectedPods", 0);
    return draft.create(MANAGER);
  }

  /// A number stays one; percents are a text.
  private static void put(ObjectNode spec, String field, String value) {
    if (value.matches("[0-9]{1,9}")) spec.put(field, Integer.parseInt(value));
    else
      spec.put(field, value);
  }

  static Verb priority(String name) {
    return Draft.verb(name, "NAME --value=VALUE --global-default=BOOL",
        "Create a priority class with the specified name",
        "kubectl create priorityclass high --value=1000", Draft.flags(
            Flag.text("description", "", "What it is for."),
            Flag.yesNo("global-default", false, "For all Pods that name none."),
            Flag.text("preemption-policy", "PreemptLowerPriority", "Or Never."),
            Flag.number("value", 0, "How important.")),
        (session, arguments) -> {
          Draft draft = new Draft(session, "priorityclasses.scheduling.k8s.io",
              Draft.name(arguments));
          arguments.find("description").ifPresent(
              text -> draft.object().put("description", text));
          if (arguments.isSet("global-default")) draft.object().put("globalDefault", true);
          draft.object().put("preemptionPolicy", arguments.text("preemption-policy"))
              .put("value", arguments.number("value"));
          return draft.create(MANAGER);
        });
  }
}
