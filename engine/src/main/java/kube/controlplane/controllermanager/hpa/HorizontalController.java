package kube.controlplane.controllermanager.hpa;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import kube.controlplane.controllermanager.workload.Refusals;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Key;
import kube.foundation.api.Status;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Part;
import tools.jackson.databind.node.ObjectNode;

/// Scales workloads by what their Pods use, every 15 seconds.
///
/// Owned by the loop.
///
/// **Models** use of resources by Pods and by containers, as percentage of requests and as amount;
/// tolerances, behavior policies, stabilization, conditions, events.
/// **Leaves out** metrics adapters, and two autoscalers that want the same Pods.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/ ·
/// [horizontal.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/podautoscaler/horizontal.go)
public final class HorizontalController {

  private static final Duration PERIOD = Duration.ofSeconds(15);

  private final Actor actor;
  private final ApiClient client;
  private final EventRecorder events;
  private final Part<HpaMath> math;
  private final SharedInformer<Autoscaler> scalers;
  private final TreeMap<Key, Memory> memories = new TreeMap<>();
  private final TreeMap<Key, String> selectors = new TreeMap<>();
  private final ControllerLoop loop;

  public HorizontalController(Actor actor, ApiClient client, Informers informers,
      Part<HpaMath> math) {
    this.math = math;
    this.actor = actor;
    this.client = client;
    this.events = new EventRecorder(actor, client, "horizontal-pod-autoscaler");
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.scalers = informers.of(Autoscaler.KIND).onChange(change -> {
      Key key = change.object().key();
      if (change.before().isEmpty()) actor.after(PERIOD, () -> loop.look(key));
    });
  }

  private Result reconcile(Key key) {
    if (scalers.get(key).isEmpty()) {
      memories.remove(key);
      selectors.remove(key);
      return Result.done();
    }
    Autoscaler scaler = scalers.get(key).get();
    Report report = new Report(scaler, actor.now());
    new Pass(scaler, report).run();
    ObjectNode status = report.status();
    if (!report.isKnown(status)) {
      new Refusals().take(client.patchStatus(Autoscaler.KIND, key, status));
    }
    return Result.after(PERIOD);
  }

  /// One look at one autoscaler.
  private final class Pass {
    private final Autoscaler scaler;
    private final Report report;
    private final Memory past;
    private final Instant now = actor.now();

    private Pass(Autoscaler scaler, Report report) {
      this.scaler = scaler;
      this.report = report;
      this.past = memories.computeIfAbsent(scaler.key(), _ -> new Memory());
    }

    private void run() {
      switch (Scale.of(scaler, client)) {
        case ApiResult.Refused<Scale>(Status refusal) -> {
          warn("FailedGetScale", refusal.message());
          report.say("AbleToScale", false, "FailedGetScale", "the HPA controller was unable to get"
              + " the target's current scale: " + refusal.message());
        }
        case ApiResult.Ok<Scale>(Scale scale) -> {
          report.say("AbleToScale", true, "SucceededGetScale",
              "the HPA controller was able to get the target's current scale");
          report.current(scale.replicas());
          if (past.isEmpty()) past.add(new Past.Advised(now, scale.replicas()));
          choose(scale);
        }
      }
    }

    private void choose(Scale scale) {
      int current = scale.replicas();
      if (current == 0) {
        report.desired(0);
        report.say("ScalingActive", false, "ScalingDisabled",
            "scaling is disabled since the replica count of the target is zero");
      } else if (current > scaler.most()) {
        scale(scale, scaler.most(), "Current number of replicas above Spec.MaxReplicas");
      } else if (current < scaler.least()) {
        scale(scale, scaler.least(), "Current number of replicas below Spec.MinReplicas");
      } else if (scale.selector().isEmpty()) {
        warn("SelectorRequired", "selector is required");
        report.say("ScalingActive", false, "InvalidSelector",
            "the HPA target's scale is missing a selector");
      } else if (rivals(scale).size() > 1) {
        String why = "pods by selector " + scale.selector()
            + " are controlled by multiple HPAs: [" + String.join(" ", rivals(scale)) + "]";
        warn("AmbiguousSelector", why);
        report.say("ScalingActive", false, "AmbiguousSelector", why);
        warn("FailedComputeMetricsReplicas", why);
      } else {
        byMetrics(scale);
      }
    }

    /// All autoscalers that choose the same Pods as this one, itself included.
    private List<String> rivals(Scale scale) {
      selectors.put(scaler.key(), scale.selector());
      return selectors.entrySet().stream()
          .filter(other -> other.getValue().equals(scale.selector())
              && other.getKey().namespace().equals(scaler.metadata().namespace()))
          .map(other -> other.getKey().toString())
          .toList();
    }

    private void byMetrics(Scale scale) {
      int current = scale.replicas();
      Proposals proposals = Proposals.of(scaler, current, scale.selector(), client, now);
      proposals.failure().ifPresent(failure -> warn(failure.reason(), failure.message()));
      Advice advice = advice(current, proposals);
      switch (advice) {
        case Advice.Unknown(String why) -> blocked(proposals, why);
        case Advice.Size size -> take(scale, size, proposals);
      }
    }

    private Advice advice(int current, Proposals proposals) {
      Advice advice = asked(current, proposals);
      Optional<String> lie = lieIn(advice, proposals);
      if (lie.isEmpty()) return advice;
      math.lied(lie.get());
      return asked(current, proposals);
    }

    private Advice asked(int current, Proposals proposals) {
      return math.ask(part -> part.advise(scaler.spec(), current, proposals.samples(), past.past(),
          now));
    }

    private Optional<String> lieIn(Advice advice, Proposals proposals) {
      return switch (advice) {
        case Advice.Unknown _ -> proposals.failure().isPresent()
            ? Optional.empty()
            : Optional.of("it knew no answer, and every metric was there");
        case Advice.Size size -> size.replicas() >= scaler.least()
            && size.replicas() <= scaler.most()
                ? Optional.empty()
                : Optional.of("it advised " + size.replicas() + " Pods, where " + scaler.least()
                    + " to " + scaler.most() + " are allowed");
      };
    }

    private void blocked(Proposals proposals, String why) {
      String reason = proposals.failure().map(Proposals.Failure::reason)
          .orElse("FailedComputeMetricsReplicas");
      report.say("ScalingActive", false, reason, "the HPA was unable to compute the replica count: "
          + proposals.failure().map(Proposals.Failure::message).orElse(why));
      warn("FailedComputeMetricsReplicas", proposals.summary(scaler.metrics().size(), why));
    }

    private void take(Scale scale, Advice.Size size, Proposals proposals) {
      String metric = scaler.metrics().stream().filter(one -> one.id().equals(size.metric()))
          .findFirst().map(Proposals::title).orElse(size.metric());
      report.metrics(proposals.current());
      report.say("ScalingActive", true, "ValidMetricFound", "the HPA was able to successfully"
          + " calculate a replica count from " + metric);
      past.add(new Past.Advised(now, size.recommended()));
      Advice.Held stabilized = size.stabilized();
      report.say("AbleToScale", true, stabilized.reason(), stabilized.message());
      Advice.Held bounded = size.bounded();
      report.say("ScalingLimited", bounded.held(), bounded.reason(), bounded.message());
      scale(scale, size.replicas(), size.replicas() > scale.replicas()
          ? metric + " above target"
          : "All metrics below target");
    }

    private void scale(Scale scale, int desired, String why) {
      report.desired(desired);
      if (desired == scale.replicas()) return;
      switch (scale.change(client, desired)) {
        case ApiResult.Ok<?> _ -> {
          past.add(new Past.Scaled(now, desired - scale.replicas()));
          report.scaled();
          report.say("AbleToScale", true, "SucceededRescale",
              "the HPA controller was able to update the target scale to " + desired);
          events.normal(Autoscaler.KIND, scaler.metadata(), "SuccessfulRescale",
              "New size: " + desired + "; reason: " + why);
        }
        case ApiResult.Refused<?>(Status refusal) -> {
          report.desired(scale.replicas());
          report.say("AbleToScale", false, "FailedUpdateScale", "the HPA controller was unable to"
              + " update the target scale: " + refusal.message());
          warn("FailedRescale", "New size: " + desired + "; reason: " + why + "; error: "
              + refusal.message());
        }
      }
    }

    private void warn(String reason, String message) {
      events.warning(Autoscaler.KIND, scaler.metadata(), reason, message);
    }
  }
}
