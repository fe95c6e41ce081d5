package learner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kube.controlplane.controllermanager.job.JobControl;
import kube.controlplane.controllermanager.job.JobController;
import kube.controlplane.controllermanager.job.JobPod;
import kube.controlplane.controllermanager.job.Plan.Start;
import kube.foundation.api.Condition;
import kube.foundation.api.Key;
import kube.foundation.api.batch.FailureRule;
import kube.foundation.api.batch.Job;
import kube.foundation.api.batch.JobStatus;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;
import kube.foundation.machine.Clock;

/// Runs Pods until the work is done or given up, and counts each Pod that has ended exactly once.
///
/// A pass sorts the Pods, carries the books on, decides whether the Job is over, makes or ends Pods,
/// writes the books, and only then lets those go that stand in them.
public class MyJobController implements JobController {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(6);

  /// The Pods of a Job, by how it stands with them.
  private record Crew(List<JobPod> active, List<JobPod> leaving, List<JobPod> succeeded,
      List<JobPod> failed, List<JobPod> ignored) {

    static Crew of(Job job, List<JobPod> pods) {
      Predicate<JobPod> hasEnded = pod -> pod.hasSucceeded() || pod.phase().equals("Failed");
      Predicate<JobPod> leaves = pod -> pod.metadata().isBeingDeleted();
      Predicate<JobPod> hasFailed = pod -> pod.hasFailed(job.replacesOnlyFailed());
      Predicate<JobPod> isIgnored = pod -> action(job, pod).equals("Ignore");
      return new Crew(pods.stream().filter(hasEnded.or(leaves).negate()).toList(),
          pods.stream().filter(leaves.and(hasEnded.negate())).toList(),
          pods.stream().filter(JobPod::hasSucceeded).toList(),
          pods.stream().filter(hasFailed.and(isIgnored.negate())).toList(),
          pods.stream().filter(hasFailed.and(isIgnored)).toList());
    }

    Stream<JobPod> allFailed() {
      return Stream.concat(failed.stream(), ignored.stream());
    }

    Stream<JobPod> ended() {
      return Stream.concat(succeeded.stream(), allFailed());
    }
  }

  /// What has been counted, and the uids of those who are about to be.
  private record Books(int succeeded, int failed, SortedSet<Integer> indexes,
      JobStatus.Uncounted noted) {

    /// Whoever was noted and is not held any more is counted; whoever has ended is noted.
    static Books of(Job job, Crew crew, List<JobPod> pods) {
      JobStatus before = job.status();
      Set<String> held = pods.stream().filter(JobPod::isTracked).map(JobPod::uid)
          .collect(Collectors.toSet());
      SortedSet<String> succeeded = new TreeSet<>(before.uncounted().succeeded());
      SortedSet<String> failed = new TreeSet<>(before.uncounted().failed());
      succeeded.retainAll(held);
      failed.retainAll(held);
      int newSuccesses = before.uncounted().succeeded().size() - succeeded.size();
      int newFailures = before.uncounted().failed().size() - failed.size();
      if (!job.indexed()) note(crew.succeeded(), succeeded);
      note(crew.failed(), failed);
      SortedSet<Integer> indexes = parse(before.completedIndexes());
      if (job.indexed()) crew.succeeded().forEach(pod -> indexes.add(pod.index()));
      return new Books(job.indexed() ? indexes.size() : before.succeeded() + newSuccesses,
          before.failed() + newFailures, indexes, new JobStatus.Uncounted(succeeded, failed));
    }

    private static void note(List<JobPod> ended, Collection<String> uids) {
      ended.stream().filter(JobPod::isTracked).map(JobPod::uid).forEach(uids::add);
    }

    int allSucceeded() {
      return succeeded + noted.succeeded().size();
    }

    int allFailed() {
      return failed + noted.failed().size();
    }
  }

  /// How a Job ends, and why.
  private record Verdict(boolean isSuccess, String reason, String message) {}

  @Override
  public Result reconcile(Key key, Lister<Job> jobs, Lister<JobPod> pods, JobControl control,
      Clock clock) {
    Optional<Job> found = jobs.get(key).filter(job -> !job.status().isFinished());
    if (found.isEmpty()) return Result.done();
    Job job = found.get();
    Instant now = clock.now();
    List<JobPod> mine = control.claim();
    Crew crew = Crew.of(job, mine);
    Books books = Books.of(job, crew, mine);
    Optional<Verdict> verdict = verdict(job, crew, books, now);
    Duration wait = waitAfterFailure(crew, now);
    int active = staff(job, crew, books, verdict, wait, control);
    JobStatus status = status(job, crew, books, verdict, active, now);
    if (control.write(status)) letGo(crew, control);
    return Stream.of(Optional.of(wait), untilDeadline(job, now)).flatMap(Optional::stream)
        .filter(Duration::isPositive).min(Duration::compareTo)
        .map(Result::after).orElse(Result.done());
  }

  // Is it over?

  private static Optional<Verdict> verdict(Job job, Crew crew, Books books, Instant now) {
    for (Condition said : job.status().conditions()) {
      boolean isSuccess = said.type().equals("SuccessCriteriaMet");
      if (said.isTrue() && (isSuccess || said.type().equals("FailureTarget"))) {
        return Optional.of(new Verdict(isSuccess, said.reason(), said.message()));
      }
    }
    if (crew.failed().stream().anyMatch(pod -> action(job, pod).equals("FailJob"))) {
      return failure("PodFailurePolicy", "A Pod failed in a way that is final");
    }
    if (books.allFailed() > job.limits().failures()) {
      return failure("BackoffLimitExceeded", "Job has reached the specified backoff limit");
    }
    if (untilDeadline(job, now).filter(left -> !left.isPositive()).isPresent()) {
      return failure("DeadlineExceeded", "Job was active longer than specified deadline");
    }
    return books.allSucceeded() >= completions(job) && crew.active().isEmpty()
        ? Optional.of(new Verdict(true, "CompletionsReached",
            "Reached expected number of succeeded pods"))
        : Optional.empty();
  }

  private static Optional<Verdict> failure(String reason, String message) {
    return Optional.of(new Verdict(false, reason, message));
  }

  private static int completions(Job job) {
    return job.completions().orElse(1);
  }

  private static Optional<Duration> untilDeadline(Job job, Instant now) {
    if (job.suspended()) return Optional.empty();
    return job.limits().active().flatMap(limit -> job.status().startTime()
        .map(start -> Duration.between(now, start.plus(limit))));
  }

  // Who works?

  /// Makes or ends Pods, and returns how many are at work then.
  private static int staff(Job job, Crew crew, Books books, Optional<Verdict> verdict,
      Duration wait, JobControl control) {
    int active = crew.active().size();
    if (job.metadata().isBeingDeleted()) return active;
    if (verdict.isPresent() || job.suspended()) {
      control.end(crew.active(), verdict.isPresent());
      return 0;
    }
    int wanted = Math.clamp(completions(job) - books.allSucceeded(), 0, job.parallelism());
    if (active > wanted) {
      control.end(crew.active().subList(wanted, active), false);
      return wanted;
    }
    int keptFree = job.replacesOnlyFailed() ? crew.leaving().size() : 0;
    int missing = wanted - active - keptFree;
    return missing > 0 && wait.isZero()
        ? active + control.create(starts(job, crew, books, missing))
        : active;
  }

  private static List<Start> starts(Job job, Crew crew, Books books, int missing) {
    Set<Integer> taken = new TreeSet<>(books.indexes());
    crew.active().forEach(pod -> taken.add(pod.index()));
    List<Start> starts = new ArrayList<>();
    for (int index = 0; starts.size() < missing; index++) {
      if (!job.indexed()) starts.add(new Start(Optional.empty(), 0));
      else if (!taken.contains(index)) starts.add(new Start(Optional.of(index), 0));
    }
    return starts;
  }

  /// What is left of 10 s, 20 s, 40 s and so on, for the failures since the last success.
  private static Duration waitAfterFailure(Crew crew, Instant now) {
    Instant lastSuccess = lastEnd(crew.succeeded().stream());
    List<JobPod> failures = crew.allFailed()
        .filter(pod -> pod.endedAt().orElse(now).isAfter(lastSuccess)).toList();
    if (failures.isEmpty()) return Duration.ZERO;
    Duration wait = FIRST_WAIT;
    for (int i = 1; i < failures.size() && wait.compareTo(LONGEST_WAIT) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    if (wait.compareTo(LONGEST_WAIT) > 0) wait = LONGEST_WAIT;
    Duration left = Duration.between(now, lastEnd(failures.stream()).plus(wait));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Instant lastEnd(Stream<JobPod> pods) {
    return pods.flatMap(pod -> pod.endedAt().stream()).max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  /// What the first rule that fits says of a Pod that has failed.
  private static String action(Job job, JobPod pod) {
    return job.failureRules().stream()
        .filter(rule -> pod.phase().equals("Failed") && fits(rule, pod)).findFirst()
        .map(FailureRule::action).orElse("Count");
  }

  private static boolean fits(FailureRule rule, JobPod pod) {
    boolean byCondition = rule.conditions().stream().anyMatch(wanted -> pod.conditions().stream()
        .anyMatch(one -> one.type().equals(wanted.type()) && one.status().equals(wanted.status())));
    return byCondition || rule.exitCodes().filter(wanted -> pod.exits().stream()
        .filter(exit -> List.of("", exit.container()).contains(wanted.container()))
        .anyMatch(exit -> wanted.codes().contains(exit.code()) == wanted.in())).isPresent();
  }

  // The books.

  private static JobStatus status(Job job, Crew crew, Books books, Optional<Verdict> verdict,
      int active, Instant now) {
    boolean isOver = verdict.isPresent() && active == 0 && crew.leaving().isEmpty()
        && books.noted().isEmpty() && crew.ended().noneMatch(JobPod::isTracked);
    List<Condition> conditions = new ArrayList<>(job.status().conditions());
    verdict.ifPresent(one -> {
      say(one.isSuccess() ? "SuccessCriteriaMet" : "FailureTarget", true, one, conditions, now);
      if (isOver) say(one.isSuccess() ? "Complete" : "Failed", true, one, conditions, now);
    });
    if (verdict.isEmpty() && (job.suspended() || job.status().holds("Suspended"))) {
      say("Suspended", job.suspended(), new Verdict(false,
          job.suspended() ? "JobSuspended" : "JobResumed", ""), conditions, now);
    }
    boolean isComplete = isOver && verdict.get().isSuccess();
    int ready = Math.toIntExact(crew.active().stream().filter(JobPod::isReady).count());
    return new JobStatus(
        job.suspended() && verdict.isEmpty()
            ? Optional.empty()
            : job.status().startTime().or(() -> Optional.of(now)),
        isComplete ? Optional.of(now) : Optional.empty(), active, Math.min(ready, active),
        crew.leaving().size(), books.succeeded(), books.failed(),
        books.indexes().stream().map(String::valueOf).collect(Collectors.joining(",")),
        job.status().failedIndexes(), books.noted(), conditions);
  }

  /// Says it, unless that has been said already.
  private static void say(String type, boolean isSo, Verdict why, List<Condition> conditions,
      Instant now) {
    String status = isSo ? "True" : "False";
    if (conditions.stream().anyMatch(one -> one.type().equals(type)
        && one.status().equals(status))) {
      return;
    }
    conditions.removeIf(one -> one.type().equals(type));
    conditions.add(new Condition(type, status, why.reason(), why.message(), Optional.of(now)));
  }

  /// All who have ended are noted now, or need no note: their index is one, or nobody counts them.
  private static void letGo(Crew crew, JobControl control) {
    crew.ended().filter(JobPod::isTracked).forEach(control::letGo);
  }

  /// The numbers of a text such as `0,2-4`.
  private static SortedSet<Integer> parse(String text) {
    SortedSet<Integer> indexes = new TreeSet<>();
    for (String part : text.isEmpty() ? new String[0] : text.split(",")) {
      String[] ends = part.split("-");
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int index = Integer.parseInt(ends[0]); index <= last; index++) indexes.add(index);
    }
    return indexes;
  }
}
