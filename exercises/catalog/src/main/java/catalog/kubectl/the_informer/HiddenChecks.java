package catalog.kubectl.the_informer;

import static grader.check.Feedback.weDid;

import grader.check.Hidden;
import grader.check.Learner;
import grader.check.Remark;
import grader.check.Seed;
import grader.check.Task;
import java.util.List;
import kube.foundation.client.informer.MetadataInformer;
import kube.foundation.machine.Randomness;

/// The hidden checks of X12: repeated news, bookmarks, many cuts, names that were used again, and
/// random outages.
@Hidden
class HiddenChecks {
  private static final int CUTS = 120;
  private static final int WORLDS = 6;
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

  @Task(1)
  void an_empty_list_is_a_list_too(MetadataInformer informer) {
    Desk desk = new Desk(informer);
    weDid("The server has no objects, and you have not listed yet.")
        .youAnswered("You say that your copy is whole.").weNeeded("We needed: it is not.")
        .because("You cannot know.").read("L12#fact-synced").failWhen(desk.isSynced());
    desk.step();
    weDid("The server has no objects, and you made your first step.")
        .youAnswered("You say that your copy is " + (desk.isSynced() ? "" : "not ") + "whole.")
        .weNeeded("We needed: it is.").because("A cluster without Jobs needs no Job controller"
            + " that waits for ever.")
        .read("L12#fact-synced").failUnless(desk.isSynced());
    desk.hasTold("The server has no objects.", "", "L12#fact-informer");
  }

  @Task(2)
  void what_is_told_twice_counts_once(MetadataInformer informer) {
    Desk desk = Desk.standing(informer, "a", "b");
    String b = desk.at("b");
    desk.server.stutter().write("c", "b").delete("a", "never-there");
    desk.catchUp();
    String scene = "You had listed a and b. Then c was created, b changed and a deleted, and the"
        + " server told each of it twice.";
    String because = "A handler that hears of a change acts, and twice is once too often.";
    desk.mirrors(scene, because, "L12#fact-handler");
    desk.hasTold(scene, because, "L12#fact-handler", "added " + desk.at("c"),
        "updated " + b + " to " + desk.revision("b"), "deleted " + desk.lastOf("a"));
  }

  @Task(2)
  void each_handler_hears_all(MetadataInformer informer) {
    Desk desk = new Desk(informer);
    Diary second = new Diary(informer);
    informer.onChange(second);
    desk.server.write("a", "b");
    desk.catchUp();
    desk.server.write("b").delete("a");
    desk.catchUp();
    List<String> first = desk.diary.read();
    List<String> other = second.read();
    weDid("There were two handlers, and four changes.")
        .youAnswered("You told " + first + " to one, and " + other + " to the other.")
        .weNeeded("We needed all four for both.")
        .because("Several controllers of one program share a copy.").read("L12#fact-handler")
        .failUnless(first.size() == 4 && first.equals(other));
  }

  @Task(3)
  void a_bookmark_moves_the_mark(MetadataInformer informer) {
    Desk desk = Desk.standing(informer, "a");
    desk.server.bookmark();
    desk.catchUp();
    desk.server.forget().cut(2).write("b");
    desk.catchUp();
    String scene = "A bookmark came, the server forgot all before it, your connection broke, and"
        + " b was created.";
    String because = "That is what bookmarks are for: to go on without a list.";
    desk.mirrors(scene, because, "L12#fact-cut");
    desk.hasListed(scene, because, "L12#fact-cut", 1);
  }

  @Task(3)
  void many_cuts_and_one_list(MetadataInformer informer) {
    Desk desk = Desk.standing(informer, "a");
    for (int cut = 0; cut < CUTS; cut++) {
      desk.server.cut(1).write(cut % 3 == 0 ? "a" : "b").delete(cut % 5 == 0 ? "b" : "");
      desk.step();
      if (cut % 4 == 0) desk.step();
    }
    desk.catchUp();
    String scene = "Your connection broke " + CUTS + " times, and something changed each time.";
    String because = "A list is dear, and all clients of a server are cut at the same moment.";
    desk.mirrors(scene, because, "L12#fact-cut");
    desk.hasListed(scene, because, "L12#fact-cut", 1);
  }

  @Task(4)
  void a_name_can_be_used_again(MetadataInformer informer) {
    Desk desk = Desk.standing(informer, "a", "b");
    String old = desk.at("a");
    desk.server.delete("a").write("a").forget();
    desk.catchUp();
    String scene = "While you were away a was deleted and created again: same name, another uid."
        + " The server forgot how.";
    String because = "What belonged to the old one does not belong to the new one.";
    desk.mirrors(scene, because, "L12#fact-relist");
    List<String> told = desk.diary.read();
    List<String> needed = List.of("deleted " + old + ", last state unknown",
        "added " + desk.at("a"));
    weDid(scene).youAnswered("You told: " + told + ".").weNeeded("We needed: " + needed + ".")
        .because(because).read("L12#fact-relist").failUnless(told.equals(needed));
  }

  @Task(4)
  void a_new_list_tells_only_what_is_different(MetadataInformer informer) {
    Desk desk = Desk.standing(informer, "a", "b", "c");
    String b = desk.at("b");
    desk.server.write("b", "d", "d").forget();
    desk.catchUp();
    String scene = "You had listed a, b and c. While you were away b changed, and d was created and"
        + " changed; then came 410 Gone.";
    String because = "After a short night all controllers would look at everything again.";
    desk.mirrors(scene, because, "L12#fact-relist");
    desk.hasTold(scene, because, "L12#fact-relist", "updated " + b + " to " + desk.revision("b"),
        "added " + desk.at("d"));
  }

  @Task(4)
  void after_the_new_list_it_goes_on_from_there(MetadataInformer informer) {
    Desk desk = Desk.standing(informer, "a");
    desk.server.write("a").forget();
    desk.catchUp();
    desk.server.cut(1).write("b").delete("a");
    desk.catchUp();
    String scene = "After 410 Gone and a new list your connection broke, b was created and a"
        + " deleted.";
    String because = "One list for each 410, and not one more.";
    desk.mirrors(scene, because, "L12#fact-relist");
    desk.hasListed(scene, because, "L12#fact-relist", 2);
  }

  @Task(4)
  void random_outages_leave_a_true_copy(Learner<MetadataInformer> learner, Seed seed,
      Remark remark) {
    Randomness chance = seed.random().branch("outages");
    int outages = 0;
    for (int world = 0; world < WORLDS; world++) {
      outages += randomWorld(new Desk(learner.start()), chance,
          "In random world " + world + " of seed " + seed.value());
    }
    remark.says("In " + WORLDS + " random worlds you survived " + outages
        + " answers of 410 Gone with one list each.");
  }

  private static int randomWorld(Desk desk, Randomness chance, String where) {
    String because = "Stale, lost and repeated news are everyday.";
    for (int day = 0; day < 12; day++) {
      for (int change = chance.below(6); change > 0; change--) {
        String name = chance.pick(NAMES);
        switch (chance.below(4)) {
          case 0 -> desk.server.delete(name);
          case 1 -> desk.server.bookmark();
          default -> desk.server.write(name);
        }
      }
      if (chance.chance(0.2)) desk.server.forget();
      desk.server.cut(chance.below(3));
      desk.catchUp();
      String scene = where + ", on day " + day + ":";
      desk.mirrors(scene, because, "L12#fact-relist");
      desk.hasListed(scene, because, "L12#fact-relist", 1 + desk.server.expiries());
      weDid(scene).youAnswered("You told: " + desk.diary.impossible().orElse("") + ".")
          .weNeeded("We needed what follows from what you told before.").because(because)
          .read("L12#fact-handler").failWhen(desk.diary.impossible().isPresent());
    }
    return desk.server.expiries();
  }
}
