package catalog.etcd.counting_votes;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import grader.check.Task;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import kube.controlplane.etcd.quorum.Quorum;
import kube.controlplane.etcd.quorum.Quorum.Advice;
import kube.controlplane.etcd.quorum.Quorum.Change;

/// The visible checks of X05: one small group of members a claim.
class Checks {
  static final String HALF_IS_ENOUGH = "With 4 you said 2: both halves of a split would win.";
  private static final List<Integer> MAJORITIES = List.of(1, 2, 2, 3, 3, 4, 4, 5, 5);
  private static final List<Integer> TOLERATED = List.of(0, 0, 1, 1, 2, 2, 3, 3, 4);

  @Task(1)
  void a_majority_is_more_than_half(Quorum quorum) {
    List<Integer> answers = IntStream.rangeClosed(1, 9).map(quorum::majority).boxed().toList();
    Feedback table = weDid("We asked for the majority of 1, 2, 3 and so on up to 9 voters.")
        .youAnswered("You answered " + answers + ".").weNeeded("We needed " + MAJORITIES + ".")
        .because("Two groups that could both decide would decide two different things.")
        .read("L05");
    table.named("half_is_enough", HALF_IS_ENOUGH).failWhen(answers.get(3) == 2);
    table.failUnless(answers.equals(MAJORITIES));
  }

  @Task(1)
  void what_may_be_lost_is_what_a_majority_leaves(Quorum quorum) {
    List<Integer> answers = IntStream.rangeClosed(1, 9).map(quorum::tolerated).boxed().toList();
    weDid("We asked how many of 1, 2, 3 and so on up to 9 voters may be lost.")
        .youAnswered("You answered " + answers + ".").weNeeded("We needed " + TOLERATED + ".")
        .because("Whoever plans for a loss plans with this number.").read("L05")
        .failUnless(answers.equals(TOLERATED));
  }

  @Task(2)
  void the_middle_of_three_decides(Quorum quorum) {
    long answer = Log.of("a", 9, "b", 7, "c", 3).commitIndex(quorum, Set.of("a", "b", "c"));
    Feedback middle = weDid("Three voters have the log up to 9, 7 and 3.")
        .youAnswered("You said that it is committed up to " + answer + ".")
        .weNeeded("It is committed up to 7.")
        .because("A client that waits for more than a majority waits for the slowest machine.")
        .read("L05");
    middle.named("waits_for_all",
        "With {9,7,3} entry 7 is on two of three machines; that is enough.")
        .failWhen(answer == 3);
    middle.failUnless(answer == 7);
  }

  @Task(2)
  void four_need_three(Quorum quorum) {
    long answer = Log.of("a", 9, "b", 7, "c", 3, "d", 3)
        .commitIndex(quorum, Set.of("a", "b", "c", "d"));
    weDid("Four voters have the log up to 9, 7, 3 and 3.")
        .youAnswered("You said that it is committed up to " + answer + ".")
        .weNeeded("It is committed up to 3: entry 7 is on two of four machines.")
        .because("The two others could elect a leader that has never seen entry 7.").read("L05")
        .failUnless(answer == 3);
  }

  @Task(2)
  void a_listener_has_no_vote(Quorum quorum) {
    long answer = Log.of("n1", 9, "n2", 3, "n3", 3, "n4", 9)
        .commitIndex(quorum, Set.of("n1", "n2", "n3"));
    Feedback listener = weDid("Of n1=9, n2=3, n3=3 and n4=9, all but n4 are voters.")
        .youAnswered("You said that it is committed up to " + answer + ".")
        .weNeeded("It is committed up to 3.")
        .because("A learner may be the newest machine of all, and the first to be taken away.")
        .read("L05");
    listener.named("learners_vote", "`n4` listens but does not vote.").failWhen(answer == 9);
    listener.failUnless(answer == 3);
  }

  @Task(3)
  void an_old_entry_waits_for_one_of_your_own(Quorum quorum) {
    long answer = quorum.commitIndex(Map.of("a", 4L, "b", 4L, "c", 2L), Set.of("a", "b", "c"),
        entry -> entry <= 4 ? 2 : 5, 5, 1);
    Feedback old = weDid("You lead in term 5. Two of three voters have entry 4, of term 2.")
        .youAnswered("You said that it is committed up to " + answer + ".")
        .weNeeded("It is committed up to 1, as before.")
        .because("A leader that has never seen entry 4 could still win and overwrite it.")
        .read("L05");
    old.named("commits_old_terms", "Entry 4 is from term 2 while we are in term 5; it becomes safe"
        + " only together with an entry of term 5 after it. (Raft's figure-8 trap.)")
        .failWhen(answer == 4);
    old.failUnless(answer == 1);
  }

  @Task(3)
  void an_entry_of_your_own_takes_the_older_along(Quorum quorum) {
    long answer = quorum.commitIndex(Map.of("a", 5L, "b", 5L, "c", 2L), Set.of("a", "b", "c"),
        entry -> entry <= 4 ? 2 : 5, 5, 1);
    weDid("You lead in term 5. Two of three voters have entry 5, the first of term 5.")
        .youAnswered("You said that it is committed up to " + answer + ".")
        .weNeeded("It is committed up to 5, and the older entries with it.")
        .because("Without it the clients of the old leader would never hear of their writes.")
        .read("L05").failUnless(answer == 5);
  }

  @Task(4)
  void adding_beside_a_dead_member_is_risky(Quorum quorum) {
    Advice answer = quorum.change(3, 2, Change.ADD_VOTER);
    weDid("One of three voters is dead, and somebody is about to add a fourth.")
        .youAnswered("You answered " + Advised.shown(answer) + ".").weNeeded("We needed Risky.")
        .because("Three of four would have to agree, and only three live: no slack.").read("L05")
        .failUnless(answer instanceof Advice.Risky);
  }

  @Task(4)
  void removing_the_dead_member_is_fine(Quorum quorum) {
    Advice answer = quorum.change(3, 2, Change.REMOVE);
    weDid("One of three voters is dead, and somebody is about to remove it.")
        .youAnswered("You answered " + Advised.shown(answer) + ".").weNeeded("We needed Ok.")
        .because("It is the first step of every repair.").read("L05")
        .failUnless(answer instanceof Advice.Ok);
  }
}
