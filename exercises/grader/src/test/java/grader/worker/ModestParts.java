package grader.worker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import kube.ClusterCertificates;
import kube.controlplane.apiserver.access.authentication.TokenService;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer;
import kube.controlplane.apiserver.patch.slot.PatchSchema;
import kube.controlplane.apiserver.patch.slot.Patcher;
import kube.controlplane.apiserver.selector.Selectors;
import kube.controlplane.controllermanager.certificates.CertificateAuthority;
import kube.controlplane.scheduler.preemption.DisruptionBudget;
import kube.controlplane.scheduler.slot.Picker;
import kube.controlplane.scheduler.slot.Preemptor;
import kube.controlplane.scheduler.slot.SchedulingLoop;
import kube.controlplane.scheduler.view.NodeView;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.api.Json;
import kube.foundation.machine.Dice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Parts for slots that the engine fills in its own way: each does what the tests' cluster asks of
/// it, and no more.
final class ModestParts {
  private ModestParts() {}

  /// The node with the fewest Pods; of equals, whichever the dice say.
  static final class Emptiest implements Picker {
    @Override
    public Pick pick(PodView pod, List<Seats> nodes, Dice ties) {
      List<Seats> large = nodes.stream().filter(node -> node.node().allocatable()
          .cpuMillis() > pod.wish().requests().cpuMillis()).toList();
      int fewest = large.stream().mapToInt(node -> node.pods().size()).min().orElse(0);
      List<Seats> best = large.stream().filter(node -> node.pods().size() == fewest).toList();
      if (!best.isEmpty()) return new Chosen(best.get(ties.below(best.size())).node().name());
      TreeMap<String, String> reasons = new TreeMap<>();
      nodes.forEach(node -> reasons.put(node.node().name(), "Insufficient cpu"));
      return new Nowhere(reasons);
    }
  }

  /// Tries everybody in the order of their names, and counts what it has booked.
  static final class Roll implements SchedulingLoop {
    private final TreeMap<String, NodeView> nodes = new TreeMap<>();
    private final TreeMap<String, PodView> pods = new TreeMap<>();

    @Override
    public void podAdded(PodView pod) {
      pods.put(pod.metadata().uid(), pod);
    }

    @Override
    public void podGone(PodView pod) {
      pods.remove(pod.metadata().uid());
    }

    @Override
    public void nodeChanged(NodeView node) {
      nodes.put(node.name(), node);
    }

    @Override
    public void nodeGone(String node) {
      nodes.remove(node);
    }

    @Override
    public void bound(String podUid, boolean ok) {
      if (!ok) pods.computeIfPresent(podUid, (_, pod) -> pod.on(""));
    }

    @Override
    public List<Booking> tick(Instant now, Picker picker, Dice ties) {
      List<Booking> bookings = new ArrayList<>();
      pods.replaceAll((uid, pod) -> {
        boolean isOurs = pod.schedulerName().equals("default-scheduler");
        if (pod.isAssigned() || !isOurs
            || !(picker.pick(pod, seats(), ties) instanceof Picker.Chosen(String node, _))) {
          return pod;
        }
        bookings.add(new Booking(uid, node));
        return pod.on(node);
      });
      return bookings;
    }

    private List<Picker.Seats> seats() {
      return nodes.values().stream().map(node -> new Picker.Seats(node, pods.values().stream()
          .filter(pod -> pod.nodeName().equals(node.name())).toList())).toList();
    }
  }

  /// Lets nobody leave.
  static final class Kind implements Preemptor {
    @Override
    public Optional<Plan> plan(PodView incoming, List<Picker.Seats> nodes,
        List<DisruptionBudget> budgets) {
      return Optional.empty();
    }
  }

  /// Knows its tokens again.
  static final class Badges implements TokenService {
    private final Map<String, Review> issued = new HashMap<>();

    @Override
    public String issue(String namespace, String account, TokenSpec spec) {
      String token = "mine." + issued.size() + ".signed";
      issued.put(token, new Review.Believed(namespace, account, spec));
      return token;
    }

    @Override
    public Review review(String token, List<String> audiences, World world) {
      if (!(issued.get(token) instanceof Review.Believed(var namespace, var account, var spec))
          || !world.lives("serviceaccount", namespace, account, spec.accountUid())
          || spec.expires().isBefore(world.now())) {
        return new Review.Doubted("never seen");
      }
      return new Review.Believed(namespace, account, spec);
    }
  }

  /// Merges fields, and items by their key; knows no directives.
  static final class Merging implements Patcher {
    @Override
    public String strategic(String original, String patch, PatchSchema schema) {
      return merged(read(original), read(patch), "", schema).toString();
    }

    @Override
    public String threeWay(String lastApplied, String live, String desired, PatchSchema schema) {
      return strategic(live, desired, schema);
    }

    private static ObjectNode read(String text) {
      return (ObjectNode) Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode merged(ObjectNode original, ObjectNode patch, String path,
        PatchSchema schema) {
      patch.forEachEntry((name, wish) -> {
        String there = path.isEmpty() ? name : path + "." + name;
        if (wish instanceof ObjectNode fields && original.get(name) instanceof ObjectNode known) {
          merged(known, fields, there, schema);
        } else if (wish instanceof ArrayNode items && original.get(name) instanceof ArrayNode known
            && schema.rule(there) instanceof PatchSchema.ListRule.Merge(String key)) {
          items.forEach(item -> take((ObjectNode) item, known, key, there, schema));
        } else {
          original.set(name, wish);
        }
      });
      return original;
    }

    private static void take(ObjectNode item, ArrayNode known, String key, String path,
        PatchSchema schema) {
      for (JsonNode each : known) {
        if (each.path(key).equals(item.path(key))) {
          merged((ObjectNode) each, item, path, schema);
          return;
        }
      }
      known.add(item);
    }
  }

  /// Reads `key` and `key=value`, and nothing else.
  static final class OnePair implements Selectors {
    @Override
    public Predicate<Map<String, String>> parse(String text) throws BadSelector {
      if (text.matches("[\\w./-]+")) return labels -> labels.containsKey(text);
      int equals = text.indexOf('=');
      if (equals < 1) throw new BadSelector("it is no pair", 0);
      String value = text.substring(equals + 1);
      return labels -> value.equals(labels.get(text.substring(0, equals)));
    }

    @Override
    public String canonical(String text) {
      return text;
    }
  }

  /// Follows bindings of users and groups to the rules of cluster roles.
  static final class Roles implements Authorizer {
    @Override
    public Decision decide(User who, Attributes request, RbacView rbac) {
      return rbac.bindings().stream()
          .filter(binding -> binding.subjects().stream().anyMatch(subject -> isMeant(subject, who)))
          .filter(binding -> binding.namespace().isEmpty()
              || binding.namespace().equals(request.namespace()))
          .flatMap(binding -> rbac.roles().stream().filter(role -> isBound(binding, role)))
          .flatMap(role -> role.rules().stream()).filter(rule -> allows(rule, request))
          .findFirst().<Decision>map(rule -> new Allow("a binding", rule.toString()))
          .orElseGet(() -> new NoOpinion("no rule says so"));
    }

    private static boolean isMeant(Subject subject, User who) {
      return switch (subject.kind()) {
        case "User" -> subject.name().equals(who.name());
        case "Group" -> who.groups().contains(subject.name());
        default -> who.name().equals("system:serviceaccount:" + subject.namespace() + ":"
            + subject.name());
      };
    }

    private static boolean isBound(Binding binding, Role role) {
      return role.name().equals(binding.role())
          && role.namespace().equals(binding.isClusterRole() ? "" : binding.namespace());
    }

    private static boolean allows(Rule rule, Attributes request) {
      if (!holds(rule.verbs(), request.verb())) return false;
      if (!request.path().isEmpty()) {
        return rule.paths().stream().anyMatch(path -> path.equals(request.path())
            || (path.endsWith("*") && request.path().startsWith(path.substring(0,
                path.length() - 1))));
      }
      String thing = request.subresource().isEmpty()
          ? request.resource()
          : request.resource() + "/" + request.subresource();
      return holds(rule.apiGroups(), request.apiGroup())
          && (holds(rule.resources(), thing)
              || (!request.subresource().isEmpty()
                  && rule.resources().contains("*/" + request.subresource())))
          && (rule.resourceNames().isEmpty() || rule.resourceNames().contains(request.name()));
    }

    private static boolean holds(List<String> words, String word) {
      return words.contains("*") || words.contains(word);
    }
  }

  /// Lets the authority of clusters in virtual time sign.
  static final class Signer implements CertificateAuthority {
    private final CertificateAuthority authority = ClusterCertificates.simulated();

    @Override
    public String certificatePem() {
      return authority.certificatePem();
    }

    @Override
    public Optional<Wish> read(String requestPem) {
      return authority.read(requestPem);
    }

    @Override
    public String sign(String requestPem, List<String> usages, Instant now, Duration life) {
      return authority.sign(requestPem, usages, now, life);
    }
  }
}
