package kube.controlplane.controllermanager.hpa;

import kube.foundation.api.AnyObject;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.client.ApiClient;

/// The size of a target, whatever kind it is of.
///
/// @param selector which Pods are its own, as text
/// @param kind and `key` say where the size is read and written: below the target
record Scale(int replicas, String selector, Kind<AnyObject> kind, Key key) {

  static ApiResult<Scale> of(Autoscaler scaler, ApiClient client) {
    Autoscaler.Target target = scaler.target();
    int slash = target.apiVersion().indexOf('/');
    String group = slash < 0 ? "" : target.apiVersion().substring(0, slash);
    var known = Kinds.of(target.apiVersion(), target.kind());
    if (known.isEmpty()) {
      return Calculator.unknown("no matches for kind \"" + target.kind()
          + "\" in group \"" + group + "\"");
    }
    Kind<AnyObject> kind = Kind.of(group, known.get().version(), "Scale", known.get().plural());
    Key key = new Key(scaler.metadata().namespace(), target.name() + "/scale");
    return client.get(kind, key).map(scale -> new Scale(
        Json.number(scale.resource().tree(), "spec.replicas", 0),
        Json.text(scale.resource().tree(), "status.selector"), kind, key));
  }

  ApiResult<AnyObject> change(ApiClient client, int replicas) {
    return client.edit(kind, key, "",
        scale -> scale.withObject("spec").put("replicas", replicas));
  }
}
