package catalog.controllers.replicaset_controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import grader.check.CheckFailed;
import grader.check.Evidence;
import grader.check.Learner;
import grader.check.Seed;
import grader.trace.FaultPlan;
import java.util.ArrayList;
import java.util.List;
import kube.controlplane.controllermanager.replicaset.PodControl;
import kube.controlplane.controllermanager.replicaset.ReplicaSetController;
import kube.controlplane.controllermanager.replicaset.ReplicaSetReconciler;
import kube.foundation.api.Key;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;
import kube.foundation.machine.Clock;
import org.junit.jupiter.api.Test;

/// The course's own controller keeps every rule in every story, and a forgetful one is found out in
/// a short one.
class StoriesTest {
  private static final Learner<ReplicaSetController> OURS = parts -> new ReplicaSetReconciler();
  private static final Learner<ReplicaSetController> FORGETFUL = parts -> new Forgetful();

  /// Begins every pass with empty fields.
  private static final class Forgetful implements ReplicaSetController {
    @Override
    public Result reconcile(Key key, Lister<ReplicaSet> sets, Lister<Pod> pods, PodControl control,
        Clock clock) {
      return new ReplicaSetReconciler().reconcile(key, sets, pods, control, clock);
    }

    @Override
    public void podSeen(Pod pod, boolean deleted) {
      // Whoever remembers nothing has nothing to cross out.
    }
  }

  /// What somebody asks for who has seen these sets and Pods.
  private interface Asking {
    void of(List<ReplicaSet> sets, List<Pod> pods, PodControl control);
  }

  /// Asks for that in every pass, and remembers nothing.
  private record InOnePass(Asking asking) implements ReplicaSetController {
    @Override
    public Result reconcile(Key key, Lister<ReplicaSet> sets, Lister<Pod> pods, PodControl control,
        Clock clock) {
      asking.of(sets.list(key.namespace()), pods.list(key.namespace()), control);
      return Result.done();
    }

    @Override
    public void podSeen(Pod pod, boolean deleted) {
      // Whoever remembers nothing has nothing to cross out.
    }
  }

  @Test
  void the_reference_is_right_in_every_interleaving_of_nine_steps() {
    List<String> remarks = new ArrayList<>();

    new Stories(OURS, new Seed(1)).tellInEveryOrder(9, remarks::add);

    assertThat(remarks).containsExactly("correct in all 1,221 interleavings");
  }

  @Test
  void the_reference_is_right_in_random_stories_in_which_everything_goes_wrong() {
    for (int seed = 1; seed <= 20; seed++) {
      new Stories(OURS, new Seed(seed)).tell(6, FaultPlan.everything().every(2));
    }
  }

  @Test
  void a_failing_story_is_shortened_to_ten_events_at_most_and_always_the_same_way() {
    for (int seed = 1; seed <= 20; seed++) {
      Evidence run = evidence(seed);

      assertThat(run.steps()).hasSizeLessThanOrEqualTo(Evidence.MOST_STEPS);
      assertThat(run.steps().getLast().number()).isEqualTo(run.firstWrong());
      assertThat(run.steps().getLast().reference()).isNotEmpty();
      assertThat(run).isEqualTo(evidence(seed));
    }
  }

  /// Who is told that a Pod is gone may believe it at once, and who waits for the cache is right,
  /// too. What was granted, everybody knows.
  @Test
  void a_refusal_may_be_believed_and_need_not_be() {
    assertThat(deletionOfBoth(true)).isFalse();
    assertThat(deletionOfBoth(false)).isTrue();
  }

  /// Whether it is a mistake to delete both of two Pods where one is wished for.
  private static boolean deletionOfBoth(boolean isFirstGone) {
    TrayWorld tray = new TrayWorld(parts -> new InOnePass((sets, pods, control) -> pods
        .forEach(pod -> control.delete(pod, sets.getFirst()))));
    ReplicaSet web = tray.wish("web", 1);
    TruePod first = tray.pod("web-a", "web").ownedBy(web);
    tray.pod("web-b", "web").ownedBy(web);
    tray.show();
    if (isFirstGone) first.leaving();
    tray.pass(web);
    assertThat(tray.trace.ofPass(1)).extracting(Trace.Request::granted)
        .containsExactly(!isFirstGone, true);
    return tray.trace.ofPass(1).getLast().isOneTooFew();
  }

  @Test
  void a_pass_that_asks_for_ever_is_told_to_end() {
    TrayWorld tray = new TrayWorld(parts -> new InOnePass((sets, pods, control) -> {
      while (true) control.create(sets.getFirst());
    }));
    ReplicaSet web = tray.wish("web", 1);

    assertThatThrownBy(() -> tray.look(web)).isInstanceOf(CheckFailed.class)
        .hasMessageContaining("a pass that ends");
  }

  private static Evidence evidence(int seed) {
    Stories stories = new Stories(FORGETFUL, new Seed(seed));
    CheckFailed failed = catchThrowableOfType(CheckFailed.class,
        () -> stories.tell(6, FaultPlan.everything()));
    return failed.feedback().evidence().orElseThrow();
  }

  /// Each look asks for one Pod more, and each Pod is a reason to look.
  @Test
  void a_cluster_that_drowns_in_pods_is_not_watched_to_the_end() {
    WholeCluster cluster = new WholeCluster(parts -> new InOnePass(
        (sets, pods, control) -> sets.forEach(control::create)), new Seed(1));
    CheckFailed failed = catchThrowableOfType(CheckFailed.class, cluster::keepsItsPods);

    assertThat(failed.feedback().youAnswered()).matches("After 1?\\d seconds .* at once\\.");
  }
}
