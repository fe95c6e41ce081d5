package kube.controlplane.scheduler.preemption;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import kube.controlplane.scheduler.view.PodView;

/// Tells the Pods whose leaving a budget forbids from those who may go.
///
/// Of three Pods of which the budget lets one go, the most important may go and the others are
/// protected: so many leave on paper that the budget is spent in order of importance.
///
/// @param shielded the protected ones
/// @param free the others
record BudgetSplit(List<PodView> shielded, List<PodView> free) {

  /// @param pods the most important first
  static BudgetSplit of(List<PodView> pods, List<DisruptionBudget> budgets) {
    Map<DisruptionBudget, Integer> left = new HashMap<>();
    budgets.forEach(budget -> left.put(budget, budget.allowed()));
    List<PodView> shielded = new ArrayList<>();
    List<PodView> free = new ArrayList<>();
    for (PodView pod : pods) {
      boolean broken = false;
      for (DisruptionBudget budget : budgets) {
        if (!budget.protects(pod)) continue;
        if (left.merge(budget, -1, Integer::sum) < 0) broken = true;
      }
      (broken ? shielded : free).add(pod);
    }
    return new BudgetSplit(shielded, free);
  }

  /// Those whom a budget protects are the first to be asked back.
  List<PodView> protectedFirst() {
    List<PodView> order = new ArrayList<>(shielded);
    order.addAll(free);
    return order;
  }

  boolean isProtected(PodView pod) {
    return shielded.contains(pod);
  }
}
