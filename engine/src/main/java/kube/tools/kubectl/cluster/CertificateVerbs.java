package kube.tools.kubectl.cluster;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.Finder;
import kube.tools.kubectl.resource.Target;
import kube.tools.kubectl.write.Change;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `kubectl certificate`: says yes or no to requests for a certificate.
public final class CertificateVerbs {

  private CertificateVerbs() {}

  public static Verb verb() {
    return Verb.group("certificate", "Modify certificate resources", List.of(
        one("approve", "Approve a certificate signing request", "Approved", "approved"),
        one("deny", "Deny a certificate signing request", "Denied", "denied")));
  }

  private static Verb one(String name, String summary, String condition, String done) {
    List<Flag> flags = new ArrayList<>(Change.flags());
    flags.addAll(Finder.fileFlags());
    flags.add(Flag.yesNo("force", false, "Also when it was decided before."));
    return Verb.of(name, "(-f FILENAME | NAME)", summary, List.of(), flags,
        (session, arguments) -> decide(session, arguments, condition, done));
  }

  private static int decide(Session session, Arguments arguments, String condition,
      String done) {
    if (arguments.words().isEmpty() && !arguments.given("filename")) {
      throw CommandFailure.of("one or more CSRs must be specified as <name> or -f <filename>");
    }
    List<String> words = new ArrayList<>();
    words.add("certificatesigningrequests");
    words.addAll(arguments.words());
    Change change = new Change(session, "kubectl-certificate");
    for (Target request : new Finder(session).objects(words)) {
      if (!isDecided(request.manifest(), condition)) {
        ObjectNode body = request.manifest().deepCopy();
        ArrayNode conditions = body.withObject("status").withArray("conditions");
        conditions.addObject().put("type", condition).put("status", "True")
            .put("reason", "Kubectl" + (condition.equals("Approved") ? "Approve" : "Deny"))
            .put("message", "This CSR was " + done + " by kubectl certificate "
                + (condition.equals("Approved") ? "approve." : "deny."))
            .put("lastUpdateTime", Json.time(session.now()));
        change.demand(change.request("PUT", request.path() + "/approval"), "application/json",
            body);
      }
      change.report(request, done);
    }
    return change.finish();
  }

  private static boolean isDecided(JsonNode request, String condition) {
    return Json.at(request, "status.conditions").valueStream()
        .anyMatch(one -> Json.text(one, "type").equals(condition));
  }
}
