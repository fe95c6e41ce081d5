package catalog.kubectl.the_informer;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import grader.check.Task;
import kube.foundation.client.informer.MetadataInformer;

/// The visible checks of X12: a list, some news, one cut, one 410.
class Checks {

  @Task(1)
  void an_empty_copy_means_nothing_before_the_first_list(MetadataInformer informer) {
    Desk desk = new Desk(informer);
    Feedback feedback = weDid("We asked before the first step whether the copy is whole.")
        .youAnswered("You answered: " + desk.isSynced() + ".").weNeeded("We needed: false.")
        .because("Nobody can tell an empty cluster from a copy that is not filled yet.")
        .read("L12#fact-synced");
    feedback.named("synced_at_once",
        "A controller believed the empty cache and deleted all endpoints.")
        .failWhen(desk.isSynced());
    desk.server.write("a", "b");
    desk.step();
    weDid("We asked after the first list.").youAnswered("You answered: " + desk.isSynced() + ".")
        .weNeeded("We needed: true.").because("Controllers wait for this.")
        .read("L12#fact-synced").failUnless(desk.isSynced());
  }

  @Task(1)
  void the_first_list_fills_the_copy(MetadataInformer informer) {
    Desk desk = new Desk(informer);
    desk.server.write("b", "a");
    desk.step();
    String scene = "The server has a and b, and you made your first step.";
    String because = "Who starts must learn of what was there before.";
    desk.mirrors(scene, because, "L12#fact-informer");
    desk.hasTold(scene, because, "L12#fact-informer", "added " + desk.at("a"),
        "added " + desk.at("b"));
  }

  @Task(2)
  void news_change_the_copy(MetadataInformer informer) {
    Desk desk = Desk.standing(informer, "a", "b");
    String b = desk.at("b");
    desk.server.write("c", "b").delete("a");
    desk.catchUp();
    String scene = "You had listed a and b. Then c was created, b changed and a deleted.";
    String because = "A copy that does not follow is a photograph.";
    desk.mirrors(scene, because, "L12#fact-informer");
    desk.hasTold(scene, because, "L12#fact-handler", "added " + desk.at("c"),
        "updated " + b + " to " + desk.revision("b"), "deleted " + desk.lastOf("a"));
  }

  @Task(2)
  void handlers_find_the_new_copy(MetadataInformer informer) {
    Desk desk = Desk.standing(informer, "a", "b");
    desk.server.write("c", "b").delete("a");
    desk.catchUp();
    weDid("You had listed a and b; c was created, b changed and a deleted. Each time you told a"
        + " handler, it asked your copy.")
        .youAnswered("Of " + desk.diary.late().orElse("nothing")
            + " the copy showed something else than you told.")
        .weNeeded("We needed both the same.")
        .because("A handler puts a name into a queue, and whoever takes it reads the copy.")
        .read("L12#fact-handler")
        .named("handler_before_cache", "Your handler asked the cache and got yesterday's object.")
        .failWhen(desk.diary.late().isPresent());
    desk.mirrors("You had listed a and b; c was created, b changed and a deleted.", "",
        "L12#fact-handler");
  }

  @Task(3)
  void a_cut_loses_nothing(MetadataInformer informer) {
    Desk desk = Desk.standing(informer, "a", "b");
    desk.server.cut(1).write("a", "c").delete("b").write("c");
    desk.catchUp();
    String scene = "You had listed a and b. While your connection was broken, a changed, c was"
        + " created and changed, and b was deleted.";
    String because = "Connections break all the time, and nobody repeats the news by himself.";
    boolean heardNothing = desk.diary.read().isEmpty();
    Feedback feedback = desk.aboutCopy(scene, because, "L12#fact-cut");
    feedback.named("starts_at_now",
        "Four changes happened while you were away. You never heard of them.")
        .failWhen(heardNothing);
    desk.mirrors(scene, because, "L12#fact-cut");
    int lists = desk.server.lists();
    weDid(scene).youAnswered("You listed " + lists + " times.").weNeeded("We needed one list.")
        .because(because).read("L12#fact-cut")
        .named("relists_on_every_cut", "One network hiccup, 5,000 nodes: you just asked the API"
            + " server for everything 5,000 times. Continue from the last revision.")
        .failWhen(lists > 1);
  }

  @Task(4)
  void what_vanished_meanwhile_is_deleted(MetadataInformer informer) {
    Desk desk = Desk.standing(informer, "pod-1", "pod-2", "pod-3");
    String last = desk.at("pod-3");
    desk.server.write("pod-1").delete("pod-3").write("pod-2").forget();
    desk.catchUp();
    String scene = "You had listed three Pods. While you were away pod-3 was deleted, and the"
        + " server forgot what happened: 410 Gone.";
    String because = "No event will ever come for what nobody remembers.";
    Feedback feedback = desk.aboutCopy(scene, because, "L12#fact-relist");
    feedback.named("no_invented_deletes",
        "`pod-3` is gone on the server and lives for ever in your cache.")
        .failWhen(desk.copy().contains("pod-3@"));
    desk.mirrors(scene, because, "L12#fact-relist");
    String deletion = desk.diary.read().stream().filter(line -> line.startsWith("deleted"))
        .findFirst().orElse("no deletion");
    weDid(scene).youAnswered("You told: " + deletion + ".")
        .weNeeded("We needed: deleted " + last + ", last state unknown.").because(because)
        .read("L12#fact-relist").failUnless(
            deletion.equals("deleted " + last + ", last state unknown"));
  }
}
