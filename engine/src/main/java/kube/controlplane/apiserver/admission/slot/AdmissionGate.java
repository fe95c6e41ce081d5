package kube.controlplane.apiserver.admission.slot;

import java.util.List;

import kube.foundation.api.plain.JsonValue;

/// Decides about writes: the slot `apiserver.admission`.
///
/// It stands after our own gates that change objects, and before every rule. What it admits is
/// checked like anything else; it can neither let an invalid object pass nor change one that is
/// being deleted.
public interface AdmissionGate {

  /// One write, as plain values.
  ///
  /// @param operation `CREATE`, `UPDATE` or `DELETE`
  /// @param resource such as `pods` or `deployments.apps`
  /// @param subresource such as `status`; empty for the object itself
  /// @param object what is to be stored, as JSON; for a deletion, what is to be deleted
  /// @param oldObject what it replaces, as JSON; empty for a creation
  record Write(String operation, String resource, String namespace, String name,
      String subresource, String user, List<String> groups, String object, String oldObject,
      boolean dryRun) {

    public Write { groups = List.copyOf(groups); }

    /// The object as a value to look into.
    public JsonValue.Fields fields() {
      return JsonValue.object(object);
    }
  }

  /// What the gate makes of a write.
  sealed interface Decision {

    /// The object may be stored in this form, given as JSON.
    record Admitted(String object, List<String> warnings) implements Decision {

      public Admitted { warnings = List.copyOf(warnings); }
    }

    /// It may not, for all of these reasons.
    record Denied(List<String> reasons) implements Decision {

      public Denied { reasons = List.copyOf(reasons); }
    }
  }

  Decision admit(Write write);
}
