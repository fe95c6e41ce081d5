package site;

import course.Course;
import course.Lesson;
import grader.exercise.Catalog;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import io.javalin.json.JavalinJackson3;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.handler.GracefulHandler;
import site.book.Book;
import site.book.BookPages;
import site.book.Edition;
import site.cell.CellRoutes;
import site.cell.Cells;
import site.exercise.Assistant;
import site.exercise.Runs;
import site.exercise.Workbench;
import site.lab.BoardPage;
import site.lab.LabRoutes;
import site.lab.own.Applying;
import site.lab.own.ClientProxy;
import site.lab.own.ClientTunnel;
import site.lab.own.LabPages;
import site.lab.own.OwnLabs;
import site.lab.own.Schemas;
import site.lab.own.Terminals;
import site.lab.past.PastRoutes;
import site.lesson.Belongings;
import site.lesson.LookingBack;
import site.lesson.Placement;
import site.lesson.Reading;
import site.operation.Measurements;
import site.operation.RateLimits;
import site.operation.Readiness;
import site.operation.Requests;
import site.page.Doorkeeper;
import site.page.ErrorPages;
import site.page.LargeBodies;
import site.page.Pages;
import site.page.StaticFiles;
import site.page.Themes;
import site.progress.Learner;
import site.progress.Progress;
import site.progress.SqliteProgress;
import site.progress.StorageTrouble;

/// The whole site on one page: what is made of what, and every route.
///
/// The grader starts when the first exercise is opened; no page waits for it.
public final class Site implements AutoCloseable {
  /// How long a site that is stopping waits for the grades that run.
  private static final Duration LAST_WORDS = Duration.ofSeconds(30);

  private final Progress progress;
  private final WarmGrader grader;
  private final Pages pages = new Pages();
  private final Doorkeeper doorkeeper;
  private final Readiness readiness = new Readiness();
  private final Measurements measurements = new Measurements();
  private final Requests requests = new Requests(measurements);
  private final RateLimits limits = new RateLimits(
      ctx -> Learner.known(ctx).map(Learner::id).orElse(""));
  private final ErrorPages errors = new ErrorPages(pages);
  private final StaticFiles files = new StaticFiles();
  private final Reading reading;
  private final LookingBack lookingBack;
  private final Placement placement;
  private final Belongings belongings;
  private final BookPages book;
  private final Workbench workbench;
  private final Runs runs;
  private final Assistant assistant;
  private final LabRoutes labs;
  private final OwnLabs ownLabs;
  private final PastRoutes past;
  private final LabPages labPages;
  private final Terminals terminals;
  private final Applying applying;
  private final Schemas schemas;
  private final ClientProxy clients;
  private final ClientTunnel tunnels;
  private final CellRoutes cells;
  private final BoardPage board = new BoardPage(pages);
  private final Javalin server;
  private final LargeBodies bodies = new LargeBodies();
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private Site(Settings settings) {
    CompletableFuture<Catalog> exercises = CompletableFuture.supplyAsync(Catalog::load);
    Course course = Course.load();
    progress = SqliteProgress.open(settings.folder(), InstantSource.system());
    Catalog catalog = exercises.join();
    grader = new WarmGrader(() -> settings.grading().start().apply(catalog));
    doorkeeper = new Doorkeeper(names(settings));
    reading = new Reading(course, pages, progress);
    lookingBack = new LookingBack(course, pages, progress);
    placement = new Placement(course, pages, progress);
    belongings = new Belongings(course, pages, progress, InstantSource.system());
    book = new BookPages(new Book(course, pages));
    workbench = new Workbench(catalog, course, pages, progress, grader::warm);
    runs = new Runs(workbench, grader::join, pages, progress, InstantSource.system(),
        measurements::grade);
    assistant = new Assistant(workbench, grader::join, progress);
    ownLabs = new OwnLabs(settings.folder().resolve("labs"),
        new LastPassing(catalog, progress, grader::join), InstantSource.system());
    labs = new LabRoutes(ctx -> Learner.of(ctx).id(), ownLabs.labs());
    past = new PastRoutes(ownLabs.labs(), ctx -> Learner.of(ctx).id());
    labPages = new LabPages(ownLabs, course, pages, progress,
        ctx -> Learner.of(ctx).id());
    terminals = new Terminals(ownLabs, ctx -> Learner.of(ctx).id());
    applying = new Applying(ownLabs, ctx -> Learner.of(ctx).id());
    schemas = new Schemas(ownLabs, ctx -> Learner.of(ctx).id());
    clients = new ClientProxy(ownLabs);
    tunnels = new ClientTunnel(clients);
    readiness.with("database", progress::requireAlive);
    cells = new CellRoutes(new Cells(), ctx -> Learner.of(ctx).id(), Lesson.SNIPPET_IMPORTS,
        new LabDoor(ownLabs)::to);
    server = Javalin.create(this::configure);
  }

  private void configure(JavalinConfig config) {
    config.concurrency.useVirtualThreads = true;
    config.startup.showJavalinBanner = false;
    config.jetty.modifyServer(server -> {
      server.setStopTimeout(LAST_WORDS.toMillis());
      server.setHandler(new GracefulHandler());
    });
    config.jsonMapper(new JavalinJackson3());
    config.requestLogger.http(requests::answered);
    routes(config.routes);
  }

  private void routes(RoutesConfig routes) {
    routes.before(doorkeeper::check);
    routes.before(limits::check);
    routes.before(bodies::check);
    routes.after(bodies::afterRefusal);
    errors.unavailable(routes, StorageTrouble.class,
        trouble -> "What you have just typed is kept in this browser until this is mended.");
    errors.register(routes);
    files.register(routes);
    reading(routes);
    exercising(routes);
    experimenting(routes);
    operating(routes);
  }

  private void reading(RoutesConfig routes) {
    routes.get("/", reading::home);
    routes.get("/lessons/{lesson}", reading::lesson);
    routes.get("/glossary", reading::glossary);
    routes.get("/glossary/{term}", reading::term);
    routes.get("/review", lookingBack::review);
    routes.get("/chapters/{number}", reading::chapter);
    routes.get("/chapters/{number}/end", lookingBack::end);
    routes.get("/placement", placement::ask);
    routes.post("/placement", placement::judge);
    routes.get("/progress", belongings::page);
    routes.get("/progress/export", belongings::export);
    routes.post("/progress/import", belongings::restore);
    routes.get("/search.json", reading::searchable);
    routes.post("/answers", reading::answer);
    routes.get("/book.html", ctx -> book.send(ctx, Edition.SCREEN));
    routes.get("/book.pdf", ctx -> book.send(ctx, Edition.PAPER));
    routes.post("/theme", Themes::choose);
  }

  private void exercising(RoutesConfig routes) {
    routes.get("/exercises/{id}", workbench::page);
    routes.put("/exercises/{id}/draft", workbench::saveDraft);
    routes.post("/exercises/{id}/reset", workbench::reset);
    routes.post("/exercises/{id}/hints", workbench::hint);
    routes.get("/exercises/{id}/solutions", workbench::solutions);
    routes.post("/exercises/{id}/suggestions", assistant::suggestions);
    routes.post("/exercises/{id}/complaints", assistant::complaints);
    routes.get("/exercises/{id}/passed", assistant::passed);
    routes.post("/exercises/{id}/runs", runs::stream);
    routes.post("/exercises/{id}", runs::submit);
  }

  private void experimenting(RoutesConfig routes) {
    routes.get("/board", board::show);
    routes.get("/lab/idle", labs::idle);
    routes.get("/lab/{name}/events", labs::events);
    routes.get("/lab/{name}/audit", labs::audit);
    routes.post("/lab/{name}/commands", labs::command);
    routes.post("/lab/memory/{name}", labs::memory);
    routes.get("/lab/{name}/past", past::chapter);
    routes.get("/lab/{name}/past/object", past::object);
    routes.get("/lab/{name}/past/words", past::words);

    routes.get("/labs", labPages::list);
    routes.post("/labs", labPages::create);
    routes.get("/labs/{id}", labPages::show);
    routes.post("/labs/{id}/delete", labPages::delete);
    routes.post("/labs/{id}/branch", labPages::branch);
    routes.get("/labs/{id}/kubeconfig", labPages::kubeconfig);
    routes.wsBeforeUpgrade(doorkeeper::checkSocket);
    routes.wsBeforeUpgrade("/labs/{id}/terminal", terminals::admit);
    routes.ws("/labs/{id}/terminal", terminals::serve);
    routes.post("/labs/{id}/apply", applying::apply);
    routes.post("/labs/{id}/schema", schemas::complete);
    for (HandlerType method : List.of(HandlerType.GET, HandlerType.POST, HandlerType.PUT,
        HandlerType.PATCH, HandlerType.DELETE, HandlerType.HEAD)) {
      routes.addHttpHandler(method, "/labs/{id}/api/{token}/<path>", clients::pass);
    }
    routes.wsBeforeUpgrade("/labs/{id}/api/{token}/<path>", tunnels::admit);
    routes.ws("/labs/{id}/api/{token}/<path>", tunnels::serve);

    routes.post("/cells/{kind}/{page}/warm", cells::warm);
    routes.post("/cells/{kind}/{page}/run", cells::run);
    routes.post("/cells/{kind}/{page}/stop", cells::stop);
    routes.post("/cells/{kind}/{page}/reset", cells::reset);
    routes.post("/cells/{kind}/{page}/complete", cells::complete);
    routes.post("/cells/{kind}/{page}/describe", cells::describe);
  }

  private void operating(RoutesConfig routes) {
    routes.get("/healthz", ctx -> ctx.result("ok\n"));
    routes.get("/readyz", readiness::answer);
    routes.get("/metrics", measurements::answer);
  }

  /// Starts serving; throws [CannotServe], with the remedy, when it cannot.
  public static Site start(Settings settings) {
    Site site;
    try {
      site = new Site(settings);
    } catch (StorageTrouble trouble) {
      throw new CannotServe(String.valueOf(trouble.getMessage()), trouble);
    }
    try {
      if (settings.isShared()) settings.requireConfinement(site.grader.join().isolation());
      site.server.start(settings.address(), settings.port());
      return site;
    } catch (CannotServe unconfined) {
      site.close();
      throw unconfined;
    } catch (JavalinBindException taken) {
      site.close();
      throw new CannotServe(settings.port() == 0
          ? "This machine has no address " + settings.address()
              + ". Choose one of its own with --address, such as 127.0.0.1."
          : "Port " + settings.port() + " of " + settings.address()
              + " is taken by another program "
              + "or not allowed, or this machine has no such address. Stop that program, or choose "
              + "another with --port or --address.",
          taken);
    }
  }

  /// The port that the site listens on.
  public int port() {
    return server.port();
  }

  /// Stops taking requests, lets running grades finish, and closes the database last.
  @Override
  public void close() {
    if (isClosed.getAndSet(true)) return;
    readiness.stop();
    labs.close();
    server.stop();
    cells.close();
    grader.close();
    progress.close();
    measurements.close();
  }

  private static Set<String> names(Settings settings) {
    Set<String> names = new TreeSet<>(Set.of("127.0.0.1", "localhost", "[::1]"));
    names.add(settings.address());
    return names;
  }
}
