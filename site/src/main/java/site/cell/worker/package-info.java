/// A shell for Java in a confined process of its own: what runs what a reader typed into a cell.
///
/// [site.cell.worker.CellMain] joins the site's socket; [site.cell.worker.Order] and
/// [site.cell.worker.Report] are what the two say to each other, in turns;
/// [site.cell.worker.CellShell] wraps the JDK's own JShell. The engine is on the class path, so a
/// lesson's cells make their clusters right here; [site.cell.worker.LabCluster] is the reader's
/// cluster outside, reached through the same socket.
@NullMarked
package site.cell.worker;

import org.jspecify.annotations.NullMarked;
