package learner;

import kube.controlplane.apiserver.patch.slot.PatchSchema;
import kube.controlplane.apiserver.patch.slot.Patcher;
import kube.foundation.api.plain.JsonValue.Fields;

/// Merges patches into objects.
public class MyPatcher implements Patcher {

  @Override
  public String strategic(String original, String patch, PatchSchema schema) throws BadPatch {
    Fields object = Patcher.read(original);
    // What does the patch say of each field?
    return object.toString();
  }

  @Override
  public String threeWay(String lastApplied, String live, String desired, PatchSchema schema)
      throws BadPatch {
    // Which patch of `live` says what has become different from `lastApplied` to `desired`?
    return live;
  }
}
