package catalog.kubectl.kubeconfig_resolver;

import grader.check.Task;
import java.util.Map;
import kube.tools.kubectl.config.slot.KubeconfigResolver;

/// The visible checks of X11: one command line and a file or two a claim.
class Checks {
  static final String HOME_CONFIG = "/home/ann/.kube/config";
  private static final String[] TEST = {"current test", "cluster c server=https://test",
      "user u token=t", "context test cluster=c user=u"};
  private static final String[] PROD = {"current prod", "cluster p server=https://prod",
      "user w token=w", "context prod cluster=p user=w namespace=shop"};

  // Task 1: which files count?

  @Task(1)
  void without_a_word_it_is_the_file_at_home(KubeconfigResolver resolver) {
    Asked.of(resolver, new Shelf().with(HOME_CONFIG, TEST), Line.plain())
        .because("That is where every tool puts it.", "L11#fact-files")
        .mustBe("https://test as token t in namespace default, context \"test\"");
  }

  @Task(1)
  void a_named_file_is_the_only_one(KubeconfigResolver resolver) {
    Shelf shelf = new Shelf().with(HOME_CONFIG, TEST).with("/etc/prod", PROD);
    Asked.of(resolver, shelf, Line.env(HOME_CONFIG).explicitly("/etc/prod"))
        .because("Who names a file wants no surprise from another one.", "L11#fact-files")
        .mustBe("https://prod as token w in namespace shop, context \"prod\"");
    Asked.of(resolver, shelf, Line.env("/etc/prod"))
        .because("A variable that names files replaces the file at home.", "L11#fact-files")
        .mustBe("https://prod as token w in namespace shop, context \"prod\"");
  }

  // Task 2: the first one wins.

  @Task(2)
  void of_two_files_the_first_wins(KubeconfigResolver resolver) {
    Shelf shelf = new Shelf()
        .with("/a", "current x", "cluster c server=https://test", "user u token=t",
            "context x cluster=c user=u")
        .with("/b", "current y", "cluster c server=https://prod", "user u token=w",
            "context x cluster=c user=u", "context y cluster=c user=u");
    Asked.of(resolver, shelf, Line.env("/a", "/b"))
        .because("A file that somebody sends you must not take over your own names.",
            "L11#fact-first")
        .named("last_file_wins",
            "You sent us to `prod` although the first file said `test`. First wins.",
            "https://prod")
        .mustBe("https://test as token t in namespace default, context \"x\"");
  }

  @Task(2)
  void an_entry_comes_whole_from_one_file(KubeconfigResolver resolver) {
    Shelf shelf = new Shelf()
        .with("/a", "current x", "cluster c server=https://test",
            "user red username=red password=r",
            "context x cluster=c user=red")
        .with("/b", "user red token=of-somebody-else", "context x namespace=shop");
    Asked.of(resolver, shelf, Line.env("/a", "/b"))
        .because("Half of one entry and half of another are an entry that nobody wrote.",
            "L11#fact-first")
        .named("mixes_entries", "You paired the *first* file's user name with the *second* file's"
            + " token — somebody else's key.", "of-somebody-else")
        .mustBe("https://test as red with r in namespace default, context \"x\"");
  }

  @Task(2)
  void lists_are_joined_across_files(KubeconfigResolver resolver) {
    Shelf shelf = new Shelf().with("/a", "context x cluster=c user=u")
        .with("/b", "cluster c server=https://test").with("/c", "current x", "user u token=t");
    Asked.of(resolver, shelf, Line.env("/a", "/b", "/c"))
        .because("Teams keep clusters in one file and their keys in another.", "L11#fact-first")
        .mustBe("https://test as token t in namespace default, context \"x\"");
  }

  // Task 3: from a context to a server.

  @Task(3)
  void flags_win_over_the_files(KubeconfigResolver resolver) {
    Shelf shelf = new Shelf().with("/a", TEST).with("/b", PROD);
    Line line = Line.env("/a", "/b");
    String because = "A flag is said now; a file was written some time ago.";
    Asked.of(resolver, shelf, line.with(Map.of("context", "prod")))
        .because(because, "L11#fact-flags")
        .mustBe("https://prod as token w in namespace shop, context \"prod\"");
    Asked.of(resolver, shelf, line.with(Map.of("context", "prod", "namespace", "mail")))
        .because(because, "L11#fact-flags")
        .mustBe("https://prod as token w in namespace mail, context \"prod\"");
    Asked.of(resolver, shelf, line.with(Map.of("cluster", "p"))).because(because, "L11#fact-flags")
        .mustBe("https://prod as token t in namespace default, context \"test\"");
    Asked.of(resolver, shelf, line.with(Map.of("user", "w"))).because(because, "L11#fact-flags")
        .mustBe("https://test as token w in namespace default, context \"test\"");
    Asked.of(resolver, shelf, line.with(Map.of("server", "https://here")))
        .because(because, "L11#fact-flags")
        .mustBe("https://here as token t in namespace default, context \"test\"");
  }

  @Task(3)
  void without_a_server_it_says_so(KubeconfigResolver resolver) {
    Asked.of(resolver, new Shelf(), Line.plain())
        .because("A guessed server would get your token.", "L11#fact-no-server")
        .mustBeRefused("server");
    Asked.of(resolver, new Shelf(), Line.plain().with(Map.of("server", "https://here")))
        .because("A flag is enough.", "L11#fact-flags")
        .mustBe("https://here as nobody in namespace default, context \"\"");
  }

  // Task 4: as whom?

  @Task(4)
  void each_kind_of_credential_is_understood(KubeconfigResolver resolver) {
    credential(resolver, "token=t", "token t");
    credential(resolver, "tokenFile=/run/token", "token in /run/token");
    credential(resolver, "client-certificate=/me.crt client-key=/me.key",
        "certificate /me.crt with key /me.key");
    credential(resolver, "client-certificate-data=Q2VydA== client-key-data=S2V5",
        "certificate Q2VydA== with key S2V5");
    credential(resolver, "username=ann password=p", "ann with p");
    credential(resolver, "colour=red", "nobody");
  }

  private static void credential(KubeconfigResolver resolver, String fields, String needed) {
    Shelf shelf = new Shelf().with(HOME_CONFIG, "current x", "cluster c server=https://test",
        "user u " + fields, "context x cluster=c user=u");
    Asked.of(resolver, shelf, Line.plain())
        .because("The server answers who you are, not who you meant to be.", "L11#fact-one-way")
        .mustBe("https://test as " + needed + " in namespace default, context \"x\"");
  }

  @Task(4)
  void a_path_is_relative_to_its_file(KubeconfigResolver resolver) {
    Shelf shelf = new Shelf()
        .with("/etc/team/config", "cluster c server=https://test",
            "user u client-certificate=certs/you.crt client-key=/keys/you.key")
        .with(HOME_CONFIG, "current x", "context x cluster=c user=u", "user v tokenFile=token");
    Line line = Line.env("/etc/team/config", HOME_CONFIG);
    Asked.of(resolver, shelf, line)
        .because("A file has to mean the same, wherever you stand when you use it.",
            "L11#fact-paths")
        .named("relative_to_the_working_directory", "`certs/you.crt` belongs beside its kubeconfig;"
            + " we ran you from another folder and you lost it.", "certificate certs/you.crt")
        .mustBe("https://test as certificate /etc/team/certs/you.crt with key /keys/you.key in"
            + " namespace default, context \"x\"");
    Asked.of(resolver, shelf, line.with(Map.of("user", "v")))
        .because("Each file has a folder of its own.", "L11#fact-paths")
        .mustBe("https://test as token in /home/ann/.kube/token in namespace default, context"
            + " \"x\"");
  }
}
