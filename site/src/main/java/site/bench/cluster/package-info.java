/// `inside-out bench cluster`: whole clusters of many nodes and Pods, in virtual time, and how their
/// cost grows with their size.
@NullMarked
package site.bench.cluster;

import org.jspecify.annotations.NullMarked;
