package catalog.controllers.job_controller;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import kube.controlplane.controllermanager.job.JobControl;
import kube.controlplane.controllermanager.job.JobController;
import kube.controlplane.controllermanager.job.JobPod;
import kube.controlplane.controllermanager.job.Plan;
import kube.foundation.api.Key;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.batch.Job;
import kube.foundation.api.batch.JobStatus;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;

/// One Job, its Pods, a clock that checks move, and an API server that carries out what it is asked.
///
/// A Pod works until a check lets it end. What the controller has done it sees in its next pass; what
/// others have done only when the workshop lets the news through.
final class Workshop implements JobControl {
  static final Key BILLS = new Key("office", "bills");
  private static final int MOST_PASSES = 40;
  private static final int MOST_PODS_OF_A_PASS = 200;

  private final SortedMap<String, JobPod> pods = new TreeMap<>();
  private final SortedMap<String, JobPod> oldNews = new TreeMap<>();
  private final Set<String> succeeded = new HashSet<>();
  private final Set<String> failed = new HashSet<>();
  private final List<String> deeds = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private JobController controller;
  private Order order;
  private JobStatus books;
  private Instant now = Order.NOON;
  private Result result = Result.done();
  private String story = "";
  private int born;
  private boolean isNewsHeldBack;
  private boolean isWritingRefused;
  private boolean isLettingGoLost;

  Workshop(JobController controller, Order order) {
    this(controller, order, Order.noBooks());
  }

  Workshop(JobController controller, Order order, JobStatus books) {
    this.controller = controller;
    this.order = order;
    this.books = books;
  }

  // What happens around the controller.

  Workshop telling(String sentences) {
    story = sentences;
    return this;
  }

  Workshop ordered(UnaryOperator<Order> change) {
    order = change.apply(order);
    return this;
  }

  Workshop advance(Duration time) {
    now = now.plus(time);
    return this;
  }

  /// So many of those at work end well, the oldest first.
  Workshop succeed(int number) {
    atWork().stream().limit(number).forEach(this::succeed);
    return this;
  }

  void succeed(JobPod pod) {
    succeeded.add(pod.uid());
    change(pod, Worker.succeeded(pod, now));
  }

  /// So many of those at work fail with this exit code, the oldest first.
  Workshop fail(int number, int code, String... conditions) {
    atWork().stream().limit(number).forEach(pod -> fail(pod, code, conditions));
    return this;
  }

  void fail(JobPod pod, int code, String... conditions) {
    failed.add(pod.uid());
    change(pod, Worker.failed(pod, code, now, conditions));
  }

  /// Somebody deletes every Pod that has ended: those who are held stay until they are let go.
  Workshop cleanUp() {
    List.copyOf(pods.values()).stream().filter(Worker::hasEnded).forEach(this::delete);
    return this;
  }

  Workshop delete(JobPod pod) {
    if (Worker.isAtWork(pod)) failed.add(pod.uid());
    change(pod, Worker.deleted(pod, now));
    return this;
  }

  /// From now on what others do is not shown; `false` shows it all.
  Workshop holdNewsBack(boolean isSo) {
    isNewsHeldBack = isSo;
    if (!isSo) oldNews.clear();
    return this;
  }

  Workshop refuseWriting(boolean isSo) {
    isWritingRefused = isSo;
    return this;
  }

  /// Whoever is to be let go is not: the process dies before.
  Workshop loseLettingGo(boolean isSo) {
    isLettingGoLost = isSo;
    return this;
  }

  Workshop restart(JobController fresh) {
    controller = fresh;
    return this;
  }

  private void change(JobPod from, JobPod to) {
    if (isNewsHeldBack) oldNews.putIfAbsent(from.metadata().name(), from);
    keep(to);
  }

  /// A Pod that is deleted and not held is gone when it has ended.
  private void keep(JobPod pod) {
    String name = pod.metadata().name();
    boolean isGone = pod.metadata().isBeingDeleted() && !pod.isTracked() && Worker.hasEnded(pod);
    if (isGone) {
      pods.remove(name);
      oldNews.remove(name);
    } else {
      pods.put(name, pod);
    }
  }

  /// Those who were told to end have ended by the next pass.
  private void kubelet() {
    for (JobPod pod : List.copyOf(pods.values())) {
      if (!pod.metadata().isBeingDeleted() || Worker.hasEnded(pod)) continue;
      keep(Worker.failed(pod, 137, now));
    }
  }

  // What the controller does.

  /// One pass.
  Workshop pass() {
    deeds.clear();
    complaints.clear();
    Job job = order.with(books);
    result = controller.reconcile(BILLS, showing(job), showing(), this, () -> now);
    about("the API server would take all of it").because("What it refuses is lost.")
        .failUnless(complaints.isEmpty());
    return this;
  }

  /// Passes until nothing changes any more. Time stands still.
  Workshop settle() {
    for (int passes = 0;; passes++) {
      JobStatus before = books;
      SortedMap<String, JobPod> podsBefore = new TreeMap<>(pods);
      kubelet();
      pass();
      if (books.equals(before) && pods.equals(podsBefore)) return this;
      about("an end of the changes").because("A loop that never rests keeps the API server busy.")
          .failUnless(passes < MOST_PASSES);
    }
  }

  @SafeVarargs
  private static <T extends KubernetesObject> Lister<T> showing(T... objects) {
    return new Lister<>() {
      @Override
      public Optional<T> get(Key key) {
        return list("").stream().filter(one -> one.key().equals(key)).findFirst();
      }

      @Override
      public List<T> list(String namespace) {
        return List.of(objects);
      }
    };
  }

  @Override
  public List<JobPod> claim() {
    SortedMap<String, JobPod> shown = new TreeMap<>(pods);
    shown.putAll(oldNews);
    return List.copyOf(shown.values());
  }

  @Override
  public int create(List<Plan.Start> starts) {
    Set<Integer> taken = new HashSet<>();
    atWork().forEach(pod -> taken.add(pod.index()));
    for (Plan.Start start : starts.stream().limit(MOST_PODS_OF_A_PASS).toList()) {
      JobPod pod = Worker.born(born++, start.index(), now);
      pods.put(pod.metadata().name(), pod);
      boolean fits = start.index().map(index -> order.indexed() && index >= 0
          && index < order.completions() && taken.add(index)).orElse(!order.indexed());
      if (!fits) complaints.add("a Pod of the index " + start.index() + " does not fit");
    }
    deeds.add("create " + starts.size());
    return starts.size();
  }

  @Override
  public void end(List<JobPod> some, boolean counted) {
    for (JobPod one : some) {
      JobPod pod = pods.get(one.metadata().name());
      if (pod == null) continue;
      deeds.add("end " + one.metadata().name() + (counted ? ", counted" : ""));
      if (counted && Worker.isAtWork(pod)) failed.add(pod.uid());
      change(pod, Worker.deleted(counted ? pod : Worker.released(pod), now));
      oldNews.remove(pod.metadata().name());
    }
  }

  @Override
  public boolean write(JobStatus status) {
    if (isWritingRefused) return false;
    if (!status.equals(books)) deeds.add("write " + Ledger.told(status));
    complaints.addAll(Ledger.faults(books, status));
    books = status;
    return true;
  }

  @Override
  public void letGo(JobPod one) {
    JobPod pod = pods.get(one.metadata().name());
    if (pod == null || !pod.isTracked()) return;
    deeds.add("let " + one.metadata().name() + " go");
    if (isLettingGoLost) return;
    keep(Worker.released(pod));
    oldNews.remove(one.metadata().name());
  }

  // What has come of it.

  List<JobPod> atWork() {
    return pods.values().stream().filter(Worker::isAtWork).toList();
  }

  List<JobPod> pods() {
    return List.copyOf(pods.values());
  }

  JobStatus books() {
    return books;
  }

  Result result() {
    return result;
  }

  List<String> deeds() {
    return List.copyOf(deeds);
  }

  int born() {
    return born;
  }

  int trulySucceeded() {
    return succeeded.size();
  }

  int trulyFailed() {
    return failed.size();
  }

  /// What a check says about the last pass.
  Feedback about(String needed) {
    return weDid(story)
        .youAnswered("In your last pass you did " + deeds + ", and answered " + result
            + ". " + born + " Pods were made in all, " + atWork().size()
            + " are at work, and the books"
            + " say " + Ledger.told(books) + "."
            + (complaints.isEmpty() ? "" : " Refused would be: " + complaints + "."))
        .weNeeded("We needed: " + needed + ".").read("L21");
  }

  /// So many Pods are at work, and so many were ever made.
  Workshop mustHave(int atWork, int made, String because) {
    about(atWork + " Pods at work, and " + made + " made in all").because(because)
        .failUnless(atWork().size() == atWork && born == made);
    return this;
  }

  /// The books say so many, and nobody is noted any more.
  Workshop mustCount(int well, int badly, String because) {
    about(well + " succeeded, " + badly + " failed, nobody noted").because(because)
        .failUnless(books.succeeded() == well && books.failed() == badly
            && books.uncounted().isEmpty());
    return this;
  }

  /// This condition is in the books, for this reason.
  Workshop mustSay(String condition, String reason, String because) {
    about("the condition " + condition + ", with the reason " + reason).because(because)
        .failUnless(books.condition(condition)
            .filter(one -> one.isTrue() && one.reason().equals(reason)).isPresent());
    return this;
  }

  Workshop mustNotSay(String condition, String because) {
    about("no condition " + condition).because(because).failWhen(books.holds(condition));
    return this;
  }
}
