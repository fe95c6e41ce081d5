package learner;

import java.time.Instant;
import java.util.List;
import kube.controlplane.controllermanager.hpa.Advice;
import kube.controlplane.controllermanager.hpa.HpaMath;
import kube.controlplane.controllermanager.hpa.HpaSpec;
import kube.controlplane.controllermanager.hpa.Past;
import kube.controlplane.controllermanager.hpa.PodSample;

/// Says how many Pods are right.
public class MyHpaMath implements HpaMath {

  @Override
  public Advice advise(HpaSpec spec, int current, List<PodSample> pods, List<Past> history,
      Instant now) {
    // How much do the Pods use, compared with the goal?
    Advice.Held nothing = new Advice.Held(current, false, "ReadyForNewScale", "");
    return new Advice.Size(current, current, "cpu", nothing, nothing);
  }
}
