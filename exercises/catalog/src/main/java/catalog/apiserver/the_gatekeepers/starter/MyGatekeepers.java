package learner;

import java.util.List;
import kube.controlplane.apiserver.admission.slot.AdmissionGate;
import kube.foundation.api.plain.JsonValue.Fields;

/// Fills in, checks and counts the Pods that are about to be stored.
public class MyGatekeepers implements AdmissionGate {

  @Override
  public Decision admit(Write write) {
    Fields object = write.fields();
    // Which writes are about a new Pod? What does it lack, and may it come in?
    return new Decision.Admitted(object.toString(), List.of());
  }
}
