package catalog.etcd.counting_votes;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import grader.check.Hidden;
import grader.check.Seed;
import grader.check.Task;
import java.util.Set;
import java.util.TreeSet;
import kube.controlplane.etcd.quorum.Quorum;
import kube.controlplane.etcd.quorum.Quorum.Advice;
import kube.controlplane.etcd.quorum.Quorum.Change;
import kube.foundation.machine.Randomness;

/// The hidden checks of X05: who is missing, what must not be taken back, and many random logs.
@Hidden
class HiddenChecks {
  private static final int WORLDS = 400;
  private static final int MOST_VOTERS = 9;

  @Task(2)
  void the_absent_still_have_a_vote(Quorum quorum) {
    Set<String> five = Set.of("a", "b", "c", "d", "e");
    long answer = Log.of("a", 9, "b", 9).commitIndex(quorum, five, 4);
    Feedback absent = weDid("Of five voters two have the log up to 9; of the others nothing is"
        + " known. It was committed up to 4.")
        .youAnswered("You said that it is committed up to " + answer + ".")
        .weNeeded("It is committed up to 4, as before.")
        .because("The three others may be well, and deciding without you.").read("L05");
    absent.named("counts_the_living",
        "Two of five are alive and you let them commit. The absent three still have a vote.")
        .failWhen(answer == 9);
    absent.failUnless(answer == 4);

    long alone = Log.of("a", 6).commitIndex(quorum, Set.of("a"), 4);
    weDid("A single voter has the log up to 6.")
        .youAnswered("You said that it is committed up to " + alone + ".")
        .weNeeded("It is committed up to 6: one of one is a majority.")
        .because("Many small clusters have one member.").read("L05").failUnless(alone == 6);
  }

  @Task(2)
  void a_commit_is_never_taken_back(Quorum quorum) {
    long answer = Log.of("a", 9, "b", 3, "c", 3).commitIndex(quorum, Set.of("a", "b", "c"), 7);
    weDid("It was committed up to 7. Then two of three voters came back with old disks, up to 3.")
        .youAnswered("You said that it is committed up to " + answer + ".")
        .weNeeded("It stays committed up to 7.")
        .because("Somebody was told that it is done.").read("L05").failUnless(answer == 7);
  }

  @Task(3)
  void hundreds_of_random_logs_agree(Quorum quorum, Seed seed) {
    Randomness chance = seed.random().branch("logs");
    for (int world = 0; world < WORLDS; world++) {
      RandomLog log = RandomLog.draw(chance, 1 + world / 20);
      long needed = log.committed();
      long answer = quorum.commitIndex(log.match(), log.voters(), log::termOf, log.currentTerm(),
          log.oldCommit());
      weDid(log + " (random log of seed " + seed.value() + ").")
          .youAnswered("You said that it is committed up to " + answer + ".")
          .weNeeded("It is committed up to " + needed + ".")
          .because("Too early, and it can be lost; too late, and its client waits for ever.")
          .read("L05").failUnless(answer == needed);
    }
  }

  @Task(4)
  void without_a_majority_nothing_can_be_changed(Quorum quorum) {
    for (Change change : Change.values()) {
      Advice answer = quorum.change(3, 1, change);
      weDid("Two of three voters are dead, and somebody asks for " + change + ".")
          .youAnswered("You answered " + Advised.shown(answer) + ".").weNeeded("We needed Refuse.")
          .because("A change of the members is an entry of the log: it needs a majority itself.")
          .read("L05").failUnless(answer instanceof Advice.Refuse);
    }
    Advice last = quorum.change(1, 1, Change.REMOVE);
    weDid("There is one voter, and somebody asks to remove it.")
        .youAnswered("You answered " + Advised.shown(last) + ".").weNeeded("We needed Refuse.")
        .because("Nobody would be left to vote.").read("L05")
        .failUnless(last instanceof Advice.Refuse);
  }

  @Task(4)
  void every_small_group_is_advised_rightly(Quorum quorum) {
    for (int voters = 1; voters <= MOST_VOTERS; voters++) {
      for (int healthy = 0; healthy <= voters; healthy++) {
        for (Change change : Change.values()) {
          Advice answer = quorum.change(voters, healthy, change);
          String needed = Advised.rightly(voters, healthy, change);
          weDid("Of " + voters + " voters " + healthy + " are there, and somebody asks for "
              + change + ".").youAnswered("You answered " + Advised.shown(answer) + ".")
              .weNeeded("We needed " + needed + ".")
              .because("Most lost clusters were lost during a repair.").read("L05")
              .failUnless(Advised.shown(answer).startsWith(needed));
        }
      }
    }
    Set<Integer> seen = new TreeSet<>();
    for (int voters = 10; voters < 60; voters++) {
      if (quorum.majority(voters) != voters - quorum.tolerated(voters)
          || 2 * quorum.majority(voters) <= voters || 2 * quorum.tolerated(voters) >= voters) {
        seen.add(voters);
      }
    }
    weDid("We compared majority and tolerance for 10 to 59 voters.")
        .youAnswered("They do not fit for " + seen + ".")
        .weNeeded("What a majority leaves may be lost, and no more.").read("L05")
        .failUnless(seen.isEmpty());
  }
}
