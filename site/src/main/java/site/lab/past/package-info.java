/// The time machine: what a page needs to show a cluster as it was at any event of its log.
///
/// Read in this order: [site.lab.past.PastRoutes] is what a page can ask; [site.lab.past.Chapter] is
/// a stretch of the log with what became of every object meanwhile, in columns, so that ten thousand
/// events are small; [site.lab.past.ObjectThen] is one object at one revision, or between two;
/// [site.lab.past.WordsThen] is what a Pod wrote.
///
/// Nothing is recorded for it but a few words at each change ([site.lab.Album]): objects come from the
/// store's history, words from the container runtimes, and events from the cluster's log. Each
/// forgets in its own time, and the page says so.
@NullMarked
package site.lab.past;

import org.jspecify.annotations.NullMarked;
