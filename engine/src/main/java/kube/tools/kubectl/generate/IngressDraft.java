package kube.tools.kubectl.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Arguments;
import kube.tools.kubectl.flags.Flag;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `create ingress`: which Service answers which host and path.
final class IngressDraft {

  private static final Pattern RULE = Pattern.compile(
      "(?<host>[^/]*)(?<path>/[^=]*)?=(?<service>[^:,]+):(?<port>[^,]+)(?:,tls(?:=(?<tls>.*))?)?");

  private IngressDraft() {}

  static Verb verb(String name) {
    return Draft.verb(name, "NAME --rule=host/path=service:port[,tls[=secret]]",
        "Create an ingress with the specified name",
        "kubectl create ingress web --rule='shop.example/*=web:80'", Draft.flags(
            Flag.list("annotation", "NAME=value."),
            Flag.text("class", "", "The IngressClass."),
            Flag.text("default-backend", "", "service:port for everything else."),
            Flag.list("rule", "host/path=service:port; a * at the end means every path below.")),
        IngressDraft::run);
  }

  private static int run(Session session, Arguments arguments) {
    String name = Draft.name(arguments);
    List<String> rules = arguments.raw("rule");
    if (rules.isEmpty() && !arguments.given("default-backend")) {
      throw CommandFailure.of("not enough information provided: every ingress has to either"
          + " specify a default-backend (which catches all traffic) or a list of rules (which"
          + " catch specific paths)");
    }
    Draft draft = new Draft(session, "ingresses.networking.k8s.io", name);
    ObjectNode spec = draft.spec();
    for (String annotation : arguments.raw("annotation")) {
      Draft.texts(draft.metadata().withObject("annotations"), Pairs.parse(annotation));
    }
    arguments.find("class").ifPresent(one -> spec.put("ingressClassName", one));
    arguments.find("default-backend").ifPresent(backend -> {
      String[] parts = backend.split(":", -1);
      if (parts.length != 2) {
        throw CommandFailure.of("default-backend should be in format servicename:serviceport");
      }
      backend(spec.putObject("defaultBackend"), parts[0], parts[1]);
    });
    rules(spec, rules);
    draft.object().putObject("status").putObject("loadBalancer");
    return draft.create("kubectl-create");
  }

  private static void rules(ObjectNode spec, List<String> said) {
    Map<String, ArrayNode> paths = new LinkedHashMap<>();
    Map<String, List<String>> secrets = new LinkedHashMap<>();
    for (String text : said) {
      Matcher rule = RULE.matcher(text);
      if (!rule.matches()) {
        throw CommandFailure.of("rule " + text + " is invalid and should be in format"
            + " host/path=svcname:svcport[,tls[=secret]]");
      }
      String host = rule.group("host");
      ArrayNode list = paths.computeIfAbsent(host, _ -> newPaths(spec, host));
      String path = rule.group("path") == null ? "/" : rule.group("path");
      boolean prefix = path.endsWith("*");
      ObjectNode entry = list.addObject();
      backend(entry.putObject("backend"), rule.group("service"), rule.group("port"));
      entry.put("path", prefix ? path.substring(0, path.length() - 1) : path)
          .put("pathType", prefix ? "Prefix" : "Exact");
      if (text.contains(",tls")) {
        String secret = rule.group("tls") == null ? "" : rule.group("tls");
        secrets.computeIfAbsent(secret, _ -> new ArrayList<>()).add(host);
      }
    }
    secrets.forEach((secret, hosts) -> {
      ObjectNode tls = spec.withArray("tls").addObject();
      Draft.texts(tls.putArray("hosts"), hosts.stream().distinct().toList());
      if (!secret.isEmpty()) tls.put("secretName", secret);
    });
  }

  private static ArrayNode newPaths(ObjectNode spec, String host) {
    ObjectNode rule = spec.withArray("rules").addObject();
    if (!host.isEmpty()) rule.put("host", host);
    return rule.putObject("http").putArray("paths");
  }

  private static void backend(ObjectNode backend, String service, String port) {
    ObjectNode named = backend.putObject("service").put("name", service);
    if (port.matches("[0-9]{1,5}")) {
      named.putObject("port").put("number", Integer.parseInt(port));
    } else {
      named.putObject("port").put("name", port);
    }
  }
}
