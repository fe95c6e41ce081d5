package kube.foundation.api.kinds;

import java.util.List;

import kube.foundation.api.AnyObject;
import kube.foundation.api.Kind;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.apps.ControllerRevision;
import kube.foundation.api.apps.DaemonSet;
import kube.foundation.api.apps.Deployment;
import kube.foundation.api.apps.StatefulSet;
import kube.foundation.api.batch.CronJob;
import kube.foundation.api.batch.Job;

/// The kinds that make and keep Pods: `apps`, `batch`, `autoscaling` and `policy`.
public final class WorkloadKinds {

  public static final Kind<ControllerRevision> CONTROLLER_REVISION = apps("ControllerRevision",
      "controllerrevisions").readAs(ControllerRevision::of);

  public static final Kind<DaemonSet> DAEMON_SET = apps("DaemonSet", "daemonsets")
      .withShortNames("ds").inCategories("all").withPart("status").readAs(DaemonSet::of);

  public static final Kind<Deployment> DEPLOYMENT = apps("Deployment", "deployments")
      .withShortNames("deploy").inCategories("all").withScale().withPart("status")
      .readAs(Deployment::of);

  public static final Kind<ReplicaSet> REPLICA_SET = apps("ReplicaSet", "replicasets")
      .withShortNames("rs").inCategories("all").withScale().withPart("status")
      .readAs(ReplicaSet::of);

  public static final Kind<StatefulSet> STATEFUL_SET = apps("StatefulSet", "statefulsets")
      .withShortNames("sts").inCategories("all").withScale().withPart("status")
      .readAs(StatefulSet::of);

  public static final List<Kind<?>> APPS = List.of(CONTROLLER_REVISION, DAEMON_SET, DEPLOYMENT,
      REPLICA_SET, STATEFUL_SET);

  public static final Kind<CronJob> CRON_JOB = Kind.of("batch", "v1", "CronJob", "cronjobs")
      .withShortNames("cj").inCategories("all").withPart("status").readAs(CronJob::of);

  public static final Kind<Job> JOB = Kind.of("batch", "v1", "Job", "jobs")
      .inCategories("all").withPart("status").readAs(Job::of);

  public static final List<Kind<?>> BATCH = List.of(CRON_JOB, JOB);

  public static final Kind<AnyObject> HORIZONTAL_POD_AUTOSCALER = autoscaler("v2");

  /// The old form of the same objects; they are stored in the new one.
  public static final Kind<AnyObject> HORIZONTAL_POD_AUTOSCALER_V1 = autoscaler("v1");

  public static final List<Kind<?>> AUTOSCALING = List.of(HORIZONTAL_POD_AUTOSCALER,
      HORIZONTAL_POD_AUTOSCALER_V1);

  public static final Kind<AnyObject> POD_DISRUPTION_BUDGET = Kind.of("policy", "v1",
      "PodDisruptionBudget", "poddisruptionbudgets").withShortNames("pdb").withPart("status");

  public static final List<Kind<?>> POLICY = List.of(POD_DISRUPTION_BUDGET);

  private WorkloadKinds() {}

  private static Kind<AnyObject> apps(String name, String plural) {
    return Kind.of("apps", "v1", name, plural);
  }

  private static Kind<AnyObject> autoscaler(String version) {
    return Kind.of("autoscaling", version, "HorizontalPodAutoscaler", "horizontalpodautoscalers")
        .withShortNames("hpa").inCategories("all").withPart("status");
  }
}
