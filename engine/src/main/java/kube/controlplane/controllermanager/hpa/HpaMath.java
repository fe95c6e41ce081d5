package kube.controlplane.controllermanager.hpa;

import java.time.Instant;
import java.util.List;

/// The arithmetic of autoscaling: a part that can be replaced while the cluster runs. It keeps
/// nothing between two questions.
public interface HpaMath {

  /// What size is right now.
  ///
  /// @param current the size now
  /// @param pods what was measured, for every goal and Pod; a goal without any could not be measured
  /// @param history what this autoscaler said and did in the last hour, in order
  Advice advise(HpaSpec spec, int current, List<PodSample> pods, List<Past> history, Instant now);
}
