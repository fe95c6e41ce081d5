package kube.controlplane.controllermanager.cronjob;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import kube.foundation.api.batch.CronJob;

/// What a schedule says at one moment.
///
/// Of several moments that were missed, because the controller did not run or was held up, only the
/// last one counts.
///
/// @param latest the last moment at which it was due; empty when there was none since the last time
/// @param missed how many such moments there were, counted up to a limit
/// @param next the next moment at which it will be due
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#job-creation
record Due(Optional<Instant> latest, int missed, Optional<Instant> next) {

  static final int TOO_MANY = 100;

  /// Beyond this one counts no further: the schedule is so dense that counting makes no sense.
  private static final int MOST = 100_000;

  static Due at(Instant now, CronJob job, Schedule schedule) {
    Instant since = job.status().lastSchedule()
        .orElse(job.metadata().creationTimestamp().orElse(now));
    if (job.startingDeadline().isPresent()) {
      Instant earliest = now.minus(job.startingDeadline().get());
      if (earliest.isAfter(since)) since = earliest;
    }
    Optional<Instant> latest = Optional.empty();
    int missed = 0;
    Optional<Instant> next = schedule.next(since);
    while (next.isPresent() && !next.get().isAfter(now) && missed < MOST) {
      latest = next;
      missed++;
      next = schedule.next(next.get());
    }
    return new Due(latest, missed, next);
  }

  /// How long until it is due again, and a moment longer so that it surely is.
  Optional<Duration> untilNext(Instant now) {
    return next.map(at -> Duration.between(now, at).plusMillis(100));
  }
}
