package catalog.controllers.job_controller;

import java.util.ArrayList;
import java.util.List;
import kube.foundation.api.batch.JobStatus;

/// What the API server minds about the books of a Job, and how checks tell what stands in them.
final class Ledger {

  private Ledger() {}

  /// Why an API server would refuse these books after those before.
  static List<String> faults(JobStatus before, JobStatus after) {
    List<String> faults = new ArrayList<>();
    note(faults, after.succeeded() < before.succeeded(), "fewer successes than before");
    note(faults, after.failed() < before.failed(), "fewer failures than before");
    note(faults, after.ready() > after.active(), "more Pods ready than active");
    note(faults, after.holds("Complete") && !after.holds("SuccessCriteriaMet"),
        "Complete without SuccessCriteriaMet");
    note(faults, after.holds("Failed") && !after.holds("FailureTarget"),
        "Failed without FailureTarget");
    note(faults, after.holds("SuccessCriteriaMet") && after.holds("FailureTarget"),
        "SuccessCriteriaMet and FailureTarget");
    note(faults, after.isFinished() && after.active() + after.terminating() > 0,
        "an end while Pods are at work or leaving");
    note(faults, after.isFinished() && after.startTime().isEmpty(), "an end without a beginning");
    note(faults, after.completionTime().isPresent() != after.holds("Complete"),
        "a completion time belongs to Complete, and only to it");
    for (String last : List.of("Complete", "Failed", "SuccessCriteriaMet", "FailureTarget")) {
      note(faults, before.holds(last) && !after.holds(last), last + " taken back");
    }
    return faults;
  }

  private static void note(List<String> faults, boolean isWrong, String fault) {
    if (isWrong) faults.add(fault);
  }

  static String told(JobStatus books) {
    StringBuilder told = new StringBuilder("(" + books.active() + " active, " + books.succeeded()
        + " succeeded, " + books.failed() + " failed");
    if (!books.completedIndexes().isEmpty()) {
      told.append(", indexes ").append(books.completedIndexes());
    }
    if (!books.uncounted().isEmpty()) {
      told.append(", noted ").append(books.uncounted().succeeded()).append(" and ")
          .append(books.uncounted().failed());
    }
    books.conditions().forEach(one -> told.append(", ").append(one.type()).append("=")
        .append(one.status()).append(" ").append(one.reason()));
    return told.append(")").toString();
  }
}
