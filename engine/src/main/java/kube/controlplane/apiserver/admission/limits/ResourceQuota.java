package kube.controlplane.apiserver.admission.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import kube.foundation.api.quota.QuotaUsage;
import kube.foundation.api.quota.QuotaScopes;
import kube.foundation.api.quota.Amount;
import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;
import kube.controlplane.apiserver.admission.Shelf;
import kube.controlplane.apiserver.registry.Registry;
import kube.foundation.api.Json;
import kube.foundation.api.Kinds;
import kube.foundation.api.Resource;
import kube.foundation.api.Status;
import kube.foundation.api.kinds.CoreKinds;

import tools.jackson.databind.node.ObjectNode;

/// Refuses what would take more of a namespace's quota than is left. The last gate of all, because
/// what another gate refuses must not be charged.
///
/// **Models** computing resources, storage, counts of objects and the scopes of Pods. Usage is
/// counted from what is stored, and the quota's status says what was found and charged. After
/// deletions a controller counts again.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/policy/resource-quotas/ ·
/// [controller.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go)
public final class ResourceQuota implements AdmissionPlugin {

  private final Registry registry;
  private final Shelf quotas;

  public ResourceQuota(Registry registry) {
    this.registry = registry;
    this.quotas = new Shelf(registry, CoreKinds.RESOURCE_QUOTA);
  }

  /// A new or changed quota says at once what is used of it.
  @Override
  public Optional<Status> mutate(Attributes write) {
    if (!write.isAbout(CoreKinds.RESOURCE_QUOTA) || write.deletes()) return Optional.empty();
    Resource quota = Resource.of(write.object().deepCopy());
    setStatus(write.object(), counted(write, quota, hard(quota)));
    return Optional.empty();
  }

  @Override
  public Optional<Status> validate(Attributes write) {
    boolean isCharged = write.info().subresource().isEmpty() && !write.deletes()
        && write.info().kind().namespaced();
    if (!isCharged) return Optional.empty();
    List<Charge> charges = new ArrayList<>();
    for (Resource quota : quotas.in(write.info().namespace())) {
      Optional<Status> refusal = measure(write, quota, charges);
      if (refusal.isPresent()) return refusal;
    }
    if (!write.dryRun()) charges.forEach(this::note);
    return Optional.empty();
  }

  /// What a quota will say is used, once the write is done.
  private record Charge(Resource quota, Map<String, Amount> used) {}

  private Optional<Status> measure(Attributes write, Resource quota, List<Charge> charges) {
    Map<String, Amount> hard = hard(quota);
    ObjectNode object = write.object();
    if (!QuotaScopes.match(quota.tree(), write.info().kind(), object)) return Optional.empty();
    Optional<String> unsaid = QuotaUsage.unsaid(write.info().kind(), object, hard.keySet());
    if (unsaid.isPresent()) {
      return Optional.of(Status.forbidden(write.info().kind(), write.info().name(),
          "failed quota: " + quota.name() + ": must specify " + unsaid.get()));
    }
    Map<String, Amount> asked = limited(QuotaUsage.of(write.info().kind(), object), hard);
    if (asked.isEmpty()) return Optional.empty();
    Map<String, Amount> used = counted(write, quota, hard);
    Map<String, Amount> before = write.old()
        .map(old -> limited(QuotaUsage.of(write.info().kind(), old), hard)).orElse(Map.of());
    Map<String, Amount> over = new TreeMap<>();
    Map<String, Amount> after = new TreeMap<>(used);
    asked.forEach((name, amount) -> {
      Amount total = used.getOrDefault(name, Amount.ZERO).plus(amount);
      boolean grows = amount.compareTo(before.getOrDefault(name, Amount.ZERO)) > 0;
      if (grows && total.compareTo(hard.getOrDefault(name, Amount.ZERO)) > 0) {
        over.put(name, amount);
      }
      after.put(name, total);
    });
    if (!over.isEmpty()) return Optional.of(exceeded(write, quota.name(), over, used, hard));
    charges.add(new Charge(quota, after));
    return Optional.empty();
  }

  private static Map<String, Amount> hard(Resource quota) {
    Map<String, Amount> hard = new TreeMap<>();
    Json.at(quota.tree(), "spec.hard")
        .forEachEntry((name, amount) -> hard.put(name, Amount.of(amount)));
    return hard;
  }

  private static Map<String, Amount> limited(Map<String, Amount> usage,
      Map<String, Amount> hard) {
    Map<String, Amount> limited = new TreeMap<>(usage);
    limited.keySet().retainAll(hard.keySet());
    return limited;
  }

  private static Status exceeded(Attributes write, String quota, Map<String, Amount> over,
      Map<String, Amount> used, Map<String, Amount> hard) {
    Map<String, Amount> usedOfIt = new TreeMap<>();
    Map<String, Amount> hardOfIt = new TreeMap<>();
    over.keySet().forEach(name -> {
      usedOfIt.put(name, used.getOrDefault(name, Amount.ZERO));
      hardOfIt.put(name, hard.getOrDefault(name, Amount.ZERO));
    });
    return Status.forbidden(write.info().kind(), write.info().name(), "exceeded quota: " + quota
        + ", requested: " + text(over) + ", used: " + text(usedOfIt) + ", limited: "
        + text(hardOfIt));
  }

  private static String text(Map<String, Amount> amounts) {
    return amounts.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }

  /// What all other objects of the namespace use of it.
  private Map<String, Amount> counted(Attributes write, Resource quota,
      Map<String, Amount> hard) {
    Map<String, Amount> used = new TreeMap<>();
    hard.keySet().forEach(name -> used.put(name, Amount.ZERO));
    for (var kind : Kinds.ALL) {
      if (!kind.namespaced() || !kind.isStored() || !QuotaUsage.isCounted(kind, hard.keySet())) {
        continue;
      }
      for (Resource other : registry.all(kind)) {
        boolean isIt = kind.equals(write.info().kind())
            && other.name().equals(write.info().name());
        boolean counts = other.namespace().equals(quota.namespace()) && !isIt
            && QuotaScopes.match(quota.tree(), kind, other.tree());
        if (!counts) continue;
        limited(QuotaUsage.of(kind, other.tree()), hard)
            .forEach((name, amount) -> used.merge(name, amount, Amount::plus));
      }
    }
    return used;
  }

  private void note(Charge charge) {
    ObjectNode quota = (ObjectNode) charge.quota().tree().deepCopy();
    setStatus(quota, charge.used());
    registry.update(CoreKinds.RESOURCE_QUOTA, charge.quota(), quota);
  }

  private static void setStatus(ObjectNode quota, Map<String, Amount> amounts) {
    ObjectNode status = quota.putObject("status");
    status.set("hard", Json.at(quota, "spec.hard").deepCopy());
    ObjectNode used = status.putObject("used");
    amounts.forEach((name, amount) -> used.put(name, amount.toString()));
  }
}
