package learner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import kube.controlplane.controllermanager.job.JobControl;
import kube.controlplane.controllermanager.job.JobController;
import kube.controlplane.controllermanager.job.JobPod;
import kube.controlplane.controllermanager.job.Plan;
import kube.foundation.api.Condition;
import kube.foundation.api.Key;
import kube.foundation.api.batch.FailureRule;
import kube.foundation.api.batch.Job;
import kube.foundation.api.batch.JobStatus;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;
import kube.foundation.machine.Clock;

/// One loop over the Pods fills a sheet of the pass; what is left of the pass reads that sheet.
public class MyJobController implements JobController {

  @Override
  public Result reconcile(Key key, Lister<Job> jobs, Lister<JobPod> pods, JobControl control,
      Clock clock) {
    Job job = jobs.get(key).orElse(null);
    if (job == null || job.status().isFinished()) return Result.done();
    Sheet sheet = new Sheet(job, control.claim(), clock.now());
    sheet.decide();
    sheet.staff(control);
    if (control.write(sheet.status())) sheet.free.forEach(control::letGo);
    return sheet.nextLook == null ? Result.done() : Result.after(sheet.nextLook);
  }

  /// All that one pass finds out.
  private static final class Sheet {
    private final Job job;
    private final Instant now;
    private final List<JobPod> atWork = new ArrayList<>();
    private final List<JobPod> free = new ArrayList<>();
    private final SortedSet<String> notedWell = new TreeSet<>();
    private final SortedSet<String> notedBadly = new TreeSet<>();
    private final SortedSet<Integer> done;
    private int well;
    private int badly;
    private int leaving;
    private int active;
    private boolean isFatal;
    private Instant lastSuccess = Instant.MIN;
    private final List<Instant> failures = new ArrayList<>();
    private String end = "";
    private String reason = "";
    private Duration nextLook;

    Sheet(Job job, List<JobPod> pods, Instant now) {
      this.job = job;
      this.now = now;
      this.done = numbers(job.status().completedIndexes());
      for (JobPod pod : pods) sort(pod);
      well = job.indexed()
          ? done.size()
          : job.status().succeeded() + released(
              job.status().uncounted().succeeded(), pods);
      badly = job.status().failed() + released(job.status().uncounted().failed(), pods);
      active = atWork.size();
    }

    private static int released(SortedSet<String> noted, List<JobPod> pods) {
      int released = noted.size();
      for (JobPod pod : pods) if (pod.isTracked() && noted.contains(pod.uid())) released--;
      return released;
    }

    private void sort(JobPod pod) {
      boolean isFailed = pod.hasFailed(job.replacesOnlyFailed());
      boolean isHome = pod.hasSucceeded() || pod.phase().equals("Failed");
      if (!isHome) {
        if (pod.metadata().isBeingDeleted()) leaving++;
        else
          atWork.add(pod);
      }
      if ((isFailed || pod.hasSucceeded()) && pod.isTracked()) free.add(pod);
      Instant ended = pod.endedAt().orElse(now);
      if (pod.hasSucceeded()) {
        if (ended.isAfter(lastSuccess)) lastSuccess = ended;
        if (job.indexed()) done.add(pod.index());
        else if (pod.isTracked()) notedWell.add(pod.uid());
      } else if (isFailed) {
        failures.add(ended);
        String action = ruleFor(pod);
        isFatal |= action.equals("FailJob");
        if (pod.isTracked() && !action.equals("Ignore")) notedBadly.add(pod.uid());
      }
    }

    private String ruleFor(JobPod pod) {
      if (pod.phase().equals("Failed")) {
        for (FailureRule rule : job.failureRules()) if (isAbout(rule, pod)) return rule.action();
      }
      return "Count";
    }

    private static boolean isAbout(FailureRule rule, JobPod pod) {
      for (FailureRule.PodCondition wanted : rule.conditions()) {
        for (Condition one : pod.conditions()) {
          if (one.type().equals(wanted.type()) && one.status().equals(wanted.status())) return true;
        }
      }
      if (rule.exitCodes().isEmpty()) return false;
      FailureRule.ExitCodes wanted = rule.exitCodes().get();
      for (JobPod.Exit exit : pod.exits()) {
        boolean isMeant = wanted.container().isEmpty()
            || wanted.container().equals(exit.container());
        if (isMeant && wanted.in() == wanted.codes().contains(exit.code())) return true;
      }
      return false;
    }

    private int allWell() {
      return well + notedWell.size();
    }

    void decide() {
      if (job.status().holds("FailureTarget")) {
        end = "Failed";
        reason = job.status().condition("FailureTarget").orElseThrow().reason();
      } else if (job.status().holds("SuccessCriteriaMet")) {
        end = "Complete";
        reason = job.status().condition("SuccessCriteriaMet").orElseThrow().reason();
      } else if (isFatal) {
        fail("PodFailurePolicy");
      } else if (badly + notedBadly.size() > job.limits().failures()) {
        fail("BackoffLimitExceeded");
      } else if (isTimeUp()) {
        fail("DeadlineExceeded");
      } else if (atWork.isEmpty() && allWell() >= job.completions().orElse(1)) {
        end = "Complete";
        reason = "CompletionsReached";
      }
    }

    private void fail(String why) {
      end = "Failed";
      reason = why;
    }

    private boolean isTimeUp() {
      if (job.suspended() || job.limits().active().isEmpty()
          || job.status().startTime().isEmpty()) {
        return false;
      }
      return !lookIn(Duration.between(now,
          job.status().startTime().get().plus(job.limits().active().get())));
    }

    /// Notes when to look again; false when that moment has come.
    private boolean lookIn(Duration delay) {
      if (!delay.isPositive()) return false;
      if (nextLook == null || delay.compareTo(nextLook) < 0) nextLook = delay;
      return true;
    }

    void staff(JobControl control) {
      boolean isWaiting = isWaiting();
      if (job.metadata().isBeingDeleted()) return;
      int wanted = Math.min(job.parallelism(), job.completions().orElse(1) - allWell());
      if (!end.isEmpty() || job.suspended()) wanted = 0;
      if (wanted < active) {
        int kept = Math.max(0, wanted);
        control.end(List.copyOf(atWork.subList(kept, active)), !end.isEmpty());
        active = kept;
        return;
      }
      int missing = wanted - active - (job.replacesOnlyFailed() ? leaving : 0);
      if (missing <= 0 || isWaiting) return;
      SortedSet<Integer> taken = new TreeSet<>(done);
      for (JobPod pod : atWork) taken.add(pod.index());
      List<Plan.Start> starts = new ArrayList<>();
      int index = 0;
      while (starts.size() < missing) {
        if (job.indexed()) {
          while (taken.contains(index)) index++;
          starts.add(new Plan.Start(Optional.of(index++), 0));
        } else {
          starts.add(new Plan.Start(Optional.empty(), 0));
        }
      }
      active += control.create(starts);
    }

    private boolean isWaiting() {
      int inARow = 0;
      Instant last = Instant.MIN;
      for (Instant failure : failures) {
        if (!failure.isAfter(lastSuccess)) continue;
        inARow++;
        if (failure.isAfter(last)) last = failure;
      }
      if (inARow == 0) return false;
      long seconds = Math.min(360, 10L << Math.min(10, inARow - 1));
      return lookIn(Duration.between(now, last.plusSeconds(seconds)));
    }

    JobStatus status() {
      JobStatus before = job.status();
      boolean isOver = !end.isEmpty() && active == 0 && leaving == 0 && free.isEmpty()
          && notedWell.isEmpty() && notedBadly.isEmpty();
      List<Condition> said = new ArrayList<>(before.conditions());
      if (!end.isEmpty()) {
        say(said, end.equals("Failed") ? "FailureTarget" : "SuccessCriteriaMet", "True", reason);
        if (isOver) say(said, end, "True", reason);
      } else if (job.suspended()) {
        say(said, "Suspended", "True", "JobSuspended");
      } else if (before.holds("Suspended")) {
        say(said, "Suspended", "False", "JobResumed");
      }
      Optional<Instant> start = before.startTime().or(() -> Optional.of(now));
      if (job.suspended() && end.isEmpty()) start = Optional.empty();
      int ready = 0;
      for (JobPod pod : atWork) if (pod.isReady()) ready++;
      StringJoiner indexes = new StringJoiner(",");
      done.forEach(index -> indexes.add(index.toString()));
      return new JobStatus(start,
          isOver && end.equals("Complete") ? Optional.of(now) : Optional.empty(), active,
          Math.min(active, ready), leaving, well, badly, indexes.toString(), before.failedIndexes(),
          new JobStatus.Uncounted(notedWell, notedBadly), said);
    }

    private void say(List<Condition> said, String type, String status, String why) {
      for (Condition one : said) {
        if (one.type().equals(type) && one.status().equals(status)) return;
      }
      said.removeIf(one -> one.type().equals(type));
      said.add(new Condition(type, status, why, "", Optional.of(now)));
    }

    private static SortedSet<Integer> numbers(String text) {
      SortedSet<Integer> numbers = new TreeSet<>();
      if (text.isEmpty()) return numbers;
      for (String part : text.split(",")) {
        int dash = part.indexOf('-');
        int from = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
        int to = dash < 0 ? from : Integer.parseInt(part.substring(dash + 1));
        for (int number = from; number <= to; number++) numbers.add(number);
      }
      return numbers;
    }
  }
}
