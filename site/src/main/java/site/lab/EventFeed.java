package site.lab;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sends what happens in a lab to one page, as server-sent events.
///
/// `whole` is everything as it is now; `batch` is what happened since, a few times a second; `gone`
/// ends the stream with a reason. A page that lost the line resumes behind the last event it got.
final class EventFeed {
  private static final Pattern RESUME = Pattern.compile("(\\d{1,18}):(\\d{1,18})");
  private static final long SIGN_OF_LIFE_MILLIS = 5_000;
  private static final long PAUSE_MILLIS = 90;

  private final Labs labs;
  private final Labs.Found found;
  private final EventWriter page;

  EventFeed(Labs labs, Labs.Found found, EventWriter page) {
    this.labs = labs;
    this.found = found;
    this.page = page;
  }

  /// Feeds the page until it leaves.
  void run(Optional<String> lastEventId) {
    Lab lab = found.lab();
    lab.viewed(1);
    try {
      feed(lab, lastEventId);
    } catch (LabTrouble trouble) {
      sayGone(page, String.valueOf(trouble.getMessage()));
      labs.forget(lab);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      lab.viewed(-1);
    }
  }

  private void feed(Lab lab, Optional<String> lastEventId) throws InterruptedException {
    Optional<Matcher> resume = lastEventId.map(RESUME::matcher).filter(Matcher::matches)
        .filter(matcher -> Long.parseLong(matcher.group(1)) == lab.epoch() && !found.fresh());
    long rings = lab.tail().rings();
    Lab.Message sent = resume.isPresent()
        ? lab.after(lab.epoch(), Long.parseLong(resume.get().group(2)))
        : lab.whole(found.fresh());
    send(resume.isPresent() ? "batch" : "whole", sent);
    while (page.isOpen() && labs.has(lab)) {
      lab.tail().await(sent.last(), rings, SIGN_OF_LIFE_MILLIS);
      rings = lab.tail().rings();
      Lab.Message next = lab.after(sent);
      boolean replaced = next.epoch() != sent.epoch();
      if (replaced || isNews(sent, next)) {
        send(replaced ? "whole" : "batch", next);
      } else {
        page.sign();
      }
      sent = next;
      Thread.sleep(PAUSE_MILLIS);
    }
    sayGone(page, "This cluster has been put away.");
  }

  /// Ends a stream with its reason.
  static void sayGone(EventWriter page, String why) {
    page.send("gone", Wire.text(Map.of("message", why)), "");
  }

  private void send(String event, Lab.Message message) {
    page.send(event, Wire.text(message), message.epoch() + ":" + message.last());
  }

  private static boolean isNews(Lab.Message before, Lab.Message after) {
    return before.last() != after.last() || !before.state().equals(after.state())
        || before.clock().paused() != after.clock().paused()
        || before.clock().speed() != after.clock().speed()
        || before.clock().stepped() != after.clock().stepped();
  }
}
