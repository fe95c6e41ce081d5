/// Java that a reader types into a page and runs: the cells of a lesson and of a lab.
///
/// [site.cell.CellRoutes] is what the browser asks; [site.cell.Cells] keeps one shell for each
/// learner and page, bounded in number, and lets idle ones go; [site.cell.CellSession] talks with
/// one shell's process, which [site.cell.worker] runs in the grader's sandbox.
///
/// **Why a lesson's cluster lives in the worker.** A lesson's cells make their own clusters, stop
/// their time and read their insides (`Cluster.simulated(1)`, `cluster.advance(…)`); the build runs
/// the same lines in one process. So the engine is on the worker's class path, and nothing of the
/// site is at the other end of the pipe. A lab's cluster is shared with its terminal and board and
/// lives in the site; its cells get `cluster` with the same words for a client
/// ([site.cell.worker.LabCluster]), whose requests cross the pipe and pass the API server.
@NullMarked
package site.cell;

import org.jspecify.annotations.NullMarked;
