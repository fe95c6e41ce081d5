/// A learner's live things: the cluster behind the board, and the little stores behind the ribbon
/// and the needles of lessons 3 and 4.
///
/// Read in this order: [site.lab.LabRoutes] is what the browser can ask; [site.lab.Labs] keeps one
/// [site.lab.Lab] for each learner and lesson and closes the idle ones; a [site.lab.Command] is one
/// thing a learner does to a cluster; [site.lab.Snapshots] photographs a cluster for the board;
/// [site.lab.EventFeed] sends photographs and log entries to the page. [site.lab.MemoryLab] is a
/// store with watchers and no cluster around it.
///
/// The engine knows nothing of this package, and this package draws nothing: the picture is the
/// browser's, the truth is the engine's.
@NullMarked
package site.lab;

import org.jspecify.annotations.NullMarked;
