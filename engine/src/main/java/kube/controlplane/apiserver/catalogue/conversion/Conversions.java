package kube.controlplane.apiserver.catalogue.conversion;

import kube.foundation.api.Kind;
import kube.foundation.api.kinds.AccessKinds;
import kube.foundation.api.kinds.ClusterKinds;
import kube.foundation.api.kinds.CoreKinds;
import kube.foundation.api.kinds.WorkloadKinds;

/// The few built-in kinds that are served in another version than they are stored in.
public final class Conversions {

  private Conversions() {}

  public static Kind<?> storedAs(Kind<?> kind) {
    if (kind.equals(WorkloadKinds.HORIZONTAL_POD_AUTOSCALER_V1)) {
      return WorkloadKinds.HORIZONTAL_POD_AUTOSCALER;
    }
    if (kind.equals(AccessKinds.SELF_SUBJECT_REVIEW_V1BETA1)) {
      return AccessKinds.SELF_SUBJECT_REVIEW;
    }
    return kind.equals(ClusterKinds.EVENT) ? CoreKinds.EVENT : kind;
  }

  public static Conversion of(Kind<?> kind, Kind<?> stored) {
    if (kind.equals(WorkloadKinds.HORIZONTAL_POD_AUTOSCALER_V1)) return new AutoscalerConversion();
    if (kind.equals(ClusterKinds.EVENT)) return new EventConversion();
    return kind.equals(stored) ? Conversion.NONE : Conversion.renaming(kind, stored);
  }
}
