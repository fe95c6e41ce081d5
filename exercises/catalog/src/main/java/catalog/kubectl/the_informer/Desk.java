package catalog.kubectl.the_informer;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import java.util.List;
import java.util.stream.Collectors;
import kube.foundation.api.Metadata;
import kube.foundation.client.informer.MetadataInformer;

/// A learner's informer between a server and somebody who wants to know.
final class Desk {
  /// Enough for a cut, a 410, a list, and the news after it.
  private static final int STEPS = 4;

  final Warehouse server = new Warehouse();
  final Diary diary;
  private final MetadataInformer informer;

  Desk(MetadataInformer informer) {
    this.informer = informer;
    this.diary = new Diary(informer);
    informer.onChange(diary);
  }

  /// Lets it list what is there, and forgets what it told of that.
  static Desk standing(MetadataInformer informer, String... names) {
    Desk desk = new Desk(informer);
    desk.server.write(names);
    desk.informer.step(desk.server);
    desk.diary.read();
    return desk;
  }

  Desk step() {
    informer.step(server);
    return this;
  }

  Desk catchUp() {
    for (int step = 0; step < STEPS; step++) step();
    return this;
  }

  boolean isSynced() {
    return informer.synced();
  }

  String copy() {
    return shown(informer.list());
  }

  /// What a check says about the copy that there is.
  Feedback aboutCopy(String scene, String because, String read) {
    return weDid(scene).youAnswered("Your copy shows " + copy() + ".")
        .weNeeded("We needed " + shown(server.objects()) + ".").because(because).read(read);
  }

  /// Now the copy shows what the server has.
  void mirrors(String scene, String because, String read) {
    Feedback feedback = aboutCopy(scene, because, read);
    feedback.failUnless(informer.list().equals(server.objects()));
    for (Metadata object : server.objects()) {
      feedback.youAnswered("You do not find " + object.key() + " by its key.")
          .failUnless(informer.get(object.key()).filter(object::equals).isPresent());
    }
    String strange = server.strange().orElse("");
    weDid(scene).youAnswered("You watched from \"" + strange + "\".")
        .weNeeded("We needed a revision that the server gave you.").because(because).read(read)
        .failUnless(server.strange().isEmpty());
  }

  /// These lines and no others have been told since the last question, in whatever order.
  void hasTold(String scene, String because, String read, String... lines) {
    List<String> told = diary.read();
    List<String> needed = List.of(lines);
    weDid(scene).youAnswered("You told: " + joined(told) + ".")
        .weNeeded("We needed: " + joined(needed) + ".").because(because).read(read)
        .failUnless(told.stream().sorted().toList().equals(needed.stream().sorted().toList()));
  }

  void hasListed(String scene, String because, String read, int times) {
    weDid(scene).youAnswered("You listed " + server.lists() + " times.")
        .weNeeded("We needed " + times + ".").because(because).read(read)
        .failUnless(server.lists() == times);
  }

  private static String joined(List<String> lines) {
    return lines.isEmpty() ? "nothing" : String.join("; ", lines);
  }

  private static String shown(List<Metadata> objects) {
    return objects.isEmpty()
        ? "nothing"
        : objects.stream().map(Diary::shown).collect(Collectors.joining(", "));
  }

  /// An object of the server as the lines of the diary name it.
  String at(String name) {
    return server.object(name).map(Diary::shown).orElse(name + " (gone)");
  }

  String lastOf(String name) {
    return server.last(name).map(Diary::shown).orElse(name + " (never deleted)");
  }

  String revision(String name) {
    return server.object(name).map(Metadata::resourceVersion).orElse("");
  }
}
