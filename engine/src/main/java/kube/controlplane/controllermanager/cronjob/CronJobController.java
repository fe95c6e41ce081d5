package kube.controlplane.controllermanager.cronjob;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import kube.controlplane.controllermanager.workload.ReadYourWrites;
import kube.controlplane.controllermanager.workload.Refusals;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.batch.CronJob;
import kube.foundation.api.batch.CronJob.ActiveJob;
import kube.foundation.api.batch.Job;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;

/// Makes a Job whenever one is due.
///
/// Owned by the loop.
///
/// **Models** schedules with time zones, concurrency policies, starting deadlines, missed starts,
/// suspension, limits of history.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ ·
/// [cronjob_controllerv2.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/cronjob/cronjob_controllerv2.go)
public final class CronJobController {

  private static final Duration SOON = Duration.ofMillis(100);
  private static final DateTimeFormatter MISSED = DateTimeFormatter
      .ofPattern("EEE, dd MMM uuuu HH:mm:ss xx", Locale.ENGLISH);

  private final Actor actor;
  private final CronJobControl control;
  private final SharedInformer<CronJob> crons;
  private final SharedInformer<Job> jobs;
  private final ReadYourWrites writes;
  private final ControllerLoop loop;

  public CronJobController(Actor actor, ApiClient client, Informers informers) {
    this.actor = actor;
    this.control = new CronJobControl(client,
        new EventRecorder(actor, client, "cronjob-controller"));
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.crons = informers.of(Kinds.CRON_JOB).onChange(change -> loop.look(change.object().key()));
    this.jobs = informers.of(Kinds.JOB).onChange(this::jobChanged);
    this.writes = new ReadYourWrites(jobs);
  }

  private Result reconcile(Key key) {
    if (!crons.isSynced() || !jobs.isSynced()) return Result.after(SOON);
    Optional<CronJob> found = crons.get(key);
    if (found.isEmpty()) {
      writes.forget(key);
      return Result.done();
    }
    return writes.isBehind(key) ? Result.after(SOON) : new Pass(found.get()).run();
  }

  private void jobChanged(Change<Job> change) {
    change.object().metadata().controller()
        .filter(owner -> owner.kind().equals(Kinds.CRON_JOB.name()))
        .ifPresent(owner -> loop.look(
            new Key(change.object().metadata().namespace(), owner.name())));
  }

  /// One look at one CronJob.
  private final class Pass {
    private final CronJob cron;
    private final List<Job> mine;
    private final List<ActiveJob> active;
    private final Refusals refusals = new Refusals();
    private final Instant now = actor.now();
    private Optional<Instant> lastSchedule;
    private Optional<Instant> lastSuccess;

    private Pass(CronJob cron) {
      this.cron = cron;
      this.mine = jobs.list(cron.metadata().namespace()).stream()
          .filter(job -> job.metadata().isControlledBy(cron.metadata())).toList();
      this.active = new ArrayList<>(cron.status().active());
      this.lastSchedule = cron.status().lastSchedule();
      this.lastSuccess = cron.status().lastSuccess();
    }

    private Result run() {
      reviewJobs();
      Optional<Duration> wait = Optional.empty();
      if (!cron.metadata().isBeingDeleted()) {
        wait = startIfDue();
        forgetOldJobs("Complete", cron.kept().successful());
        forgetOldJobs("Failed", cron.kept().failed());
      }
      CronJob.Status status = new CronJob.Status(lastSchedule, lastSuccess, active);
      if (!status.equals(cron.status())) control.report(cron, status, refusals);
      return refusals.or(wait.map(Result::after).orElse(Result.done()));
    }

    /// What became of the Jobs made before.
    private void reviewJobs() {
      for (Job job : mine) {
        boolean known = active.stream().anyMatch(a -> a.uid().equals(job.metadata().uid()));
        boolean over = job.status().isFinished();
        String name = job.metadata().name();
        if (!known && !over) {
          if (control.knows(cron, job)) continue;
          control.warn(cron, "UnexpectedJob",
              "Saw a job that the controller did not create or forgot: " + name);
        } else if (known && over) {
          active.removeIf(a -> a.uid().equals(job.metadata().uid()));
          control.normal(cron, "SawCompletedJob", "Saw completed job: " + name + ", condition: "
              + (job.status().holds("Complete") ? "Complete" : "Failed"));
        }
        job.status().completionTime()
            .filter(end -> lastSuccess.filter(last -> !end.isAfter(last)).isEmpty())
            .ifPresent(end -> lastSuccess = Optional.of(end));
      }
      for (ActiveJob running : List.copyOf(active)) {
        if (mine.stream().anyMatch(job -> job.metadata().uid().equals(running.uid()))) continue;
        active.remove(running);
        control.normal(cron, "MissingJob", "Active job went missing: " + running.name());
      }
    }

    /// Makes the Job that is due, if one is. Returns how long to sleep.
    private Optional<Duration> startIfDue() {
      if (cron.suspended()) return Optional.empty();
      ZoneId zone = cron.timeZone().isEmpty() ? ZoneOffset.UTC : ZoneId.of(cron.timeZone());
      Due due = Due.at(now, cron, Schedule.parse(cron.schedule(), zone));
      if (due.missed() > Due.TOO_MANY) {
        control.warn(cron, "TooManyMissedTimes", "too many missed start times. Set or decrease"
            + " .spec.startingDeadlineSeconds or check clock skew");
      }
      due.latest().ifPresent(at -> start(at, zone));
      return due.untilNext(now);
    }

    private void start(Instant due, ZoneId zone) {
      String name = CronJobControl.jobName(cron, due);
      if (active.stream().anyMatch(job -> job.name().equals(name))) return;
      boolean tooLate = cron.startingDeadline()
          .filter(deadline -> due.plus(deadline).isBefore(now)).isPresent();
      if (tooLate) {
        control.warn(cron, "MissSchedule", "Missed scheduled time to start a job: "
            + MISSED.format(due.atOffset(ZoneOffset.UTC)));
        return;
      }
      if (cron.concurrency().equals("Forbid") && !active.isEmpty()) {
        control.normal(cron, "JobAlreadyActive", "Not starting job because prior execution is"
            + " running and concurrency policy is Forbid");
        return;
      }
      if (cron.concurrency().equals("Replace")) endTheRunning();
      control.create(cron, due, zone, refusals).ifPresent(job -> {
        writes.wrote(cron.key(), new ApiResult.Ok<>(job));
        active.add(new ActiveJob(job.metadata().name(), job.metadata().uid(),
            job.metadata().resourceVersion()));
        lastSchedule = Optional.of(due);
      });
    }

    private void endTheRunning() {
      for (Job job : mine) {
        boolean running = active.removeIf(a -> a.uid().equals(job.metadata().uid()));
        if (running) control.delete(cron, job, refusals);
      }
    }

    private void forgetOldJobs(String ending, int kept) {
      List<Job> ended = mine.stream().filter(job -> job.status().holds(ending))
          .filter(job -> !job.metadata().isBeingDeleted())
          .sorted(Comparator.comparing((Job job) -> job.status().startTime().orElse(Instant.EPOCH))
              .thenComparing(job -> job.metadata().name()))
          .toList();
      ended.stream().limit(Math.max(0, ended.size() - kept))
          .forEach(job -> control.delete(cron, job, refusals));
    }
  }
}
