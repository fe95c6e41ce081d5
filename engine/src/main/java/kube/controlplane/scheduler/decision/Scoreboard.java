package kube.controlplane.scheduler.decision;

import java.util.ArrayList;
import java.util.List;

import kube.controlplane.scheduler.cache.NodeRoom;
import kube.controlplane.scheduler.cache.SchedulerCache;
import kube.controlplane.scheduler.decision.Rules.WeightedScore;
import kube.controlplane.scheduler.decision.Verdict.Points;
import kube.controlplane.scheduler.score.Score;
import kube.controlplane.scheduler.score.Score.Reach;
import kube.controlplane.scheduler.view.PodView;

/// The points of all fitting nodes for one Pod: a row for each rule that has an opinion.
final class Scoreboard {

  private static final class Row {
    private final WeightedScore rule;
    private final Score.Rater rater;
    private final long[] points; // of each node, normalised and weighted

    private Row(WeightedScore rule, Score.Rater rater, long[] points) {
      this.rule = rule;
      this.rater = rater;
      this.points = points;
    }
  }

  private final List<NodeRoom> rooms;
  private final List<Row> rows = new ArrayList<>();
  private final long[] totals;

  Scoreboard(PodView pod, SchedulerCache cluster, List<WeightedScore> rules,
      List<NodeRoom> fitting) {
    this.rooms = fitting;
    this.totals = new long[fitting.size()];
    for (WeightedScore rule : rules) {
      rule.score().prepare(pod, cluster, fitting).ifPresent(rater -> add(rule, rater));
    }
  }

  private void add(WeightedScore rule, Score.Rater rater) {
    long[] points = new long[rooms.size()];
    for (int i = 0; i < points.length; i++) points[i] = rater.rate(rooms.get(i));
    rater.normalize(rooms, points);
    for (int i = 0; i < points.length; i++) {
      points[i] *= rule.weight();
      totals[i] += points[i];
    }
    rows.add(new Row(rule, rater, points));
  }

  List<NodeRoom> rooms() {
    return rooms;
  }

  long total(int index) {
    return totals[index];
  }

  boolean standsAlone() {
    return rows.stream().allMatch(row -> row.rater.reach() != Reach.CLUSTER);
  }

  /// What the looks of the node are worth: these points stay as long as no node looks different.
  long lasting(int index) {
    long sum = 0;
    for (Row row : rows) {
      if (row.rater.reach() == Reach.NODE) sum += row.points[index];
    }
    return sum;
  }

  /// What the node's room is worth now.
  long passing(NodeRoom room) {
    long sum = 0;
    for (Row row : rows) {
      if (row.rater.reach() == Reach.ROOM) sum += row.rule.weight() * row.rater.rate(room);
    }
    return sum;
  }

  List<Points> pointsOf(int index) {
    return rows.stream()
        .map(row -> new Points(row.rule.score().name(), row.points[index]))
        .toList();
  }
}
